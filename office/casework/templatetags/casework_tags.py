"""Words of cases in templates: `{% load casework_tags %}`."""

from __future__ import annotations

import datetime

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from office.desk.templatetags.desk_tags import status_tag

from ..enums import NoticeState, RulingOutcome, Tone
from ..models import Case, Objection, PublicNotice
from ..procedures import procedure_of

register = template.Library()

NOTICE_TONES = {
    NoticeState.ANNOUNCED: Tone.INFO,
    NoticeState.OPEN: Tone.WARNING,
    NoticeState.OVER: Tone.NEUTRAL,
    NoticeState.CONCLUDED: Tone.NEUTRAL,
}
RULING_TONES = {
    RulingOutcome.UPHELD: Tone.SUCCESS,
    RulingOutcome.PARTLY: Tone.SUCCESS,
    RulingOutcome.REJECTED: Tone.NEUTRAL,
    RulingOutcome.WITHDRAWN: Tone.NEUTRAL,
}


@register.simple_tag
def case_state(case: Case, public: bool = False) -> SafeString:
    """Print a case's state: the office's word for it, or the public's."""
    state = procedure_of(case).state(case.state)
    return status_tag(state.tone, state.public_label if public else state.label)


@register.filter
def procedure_label(case: Case) -> str:
    """Return the name of a case's procedure."""
    return str(procedure_of(case).label)


@register.filter
def is_overdue(case: Case, today: datetime.date) -> bool:
    """Tell whether the day for the next step has passed."""
    return case.due_on is not None and case.due_on < today


@register.simple_tag
def notice_state(notice: PublicNotice, today: datetime.date) -> SafeString:
    """Print how a notice stands on a day."""
    state = notice.state_on(today)
    return status_tag(NOTICE_TONES[state], state.label)


@register.filter
def days_left(notice: PublicNotice, today: datetime.date) -> int:
    """Return how many days a notice still stands, today counted."""
    return notice.days_left(today)


@register.simple_tag
def outcome(objection: Objection) -> SafeString:
    """Print what became of an objection, or that it is being examined."""
    ruling = getattr(objection, "ruling", None)
    if ruling is None:
        return status_tag(Tone.WARNING, _("Being examined"))
    return status_tag(RULING_TONES[RulingOutcome(ruling.outcome)], ruling.get_outcome_display())
