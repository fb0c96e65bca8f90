"""Words of cases in templates: `{% load casework_tags %}`."""

from __future__ import annotations

import datetime
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from office.desk.templatetags.desk_tags import chinese_date, status_tag
from office.policy.enums import DayCount

from ..enums import CheckOutcome, NoticeState, RulingOutcome, Tone
from ..models import Attachment, Case, Objection, PublicNotice
from ..procedures import procedure_of
from ..queries import Place

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
def is_overdue(case: Case | Objection, today: datetime.date) -> bool:
    """Tell whether the day for the next step, or for an answer, has passed; that of a paused case has not."""
    if isinstance(case, Case) and case.paused_at is not None:
        return False
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


@register.simple_tag
def check_state(place: Place) -> SafeString:
    """Print what stands in a slot: nothing, a paper to be checked, or what an officer found."""
    if place.attachment is None:
        return status_tag(Tone.WARNING if place.slot.required else Tone.NEUTRAL, _("Nothing attached"))
    if not place.attachment.outcome:
        return status_tag(Tone.INFO, _("Attached, not checked yet"))
    accepted = place.attachment.outcome == CheckOutcome.ACCEPTED
    return status_tag(Tone.SUCCESS if accepted else Tone.ERROR, place.attachment.get_outcome_display())


@register.simple_tag
def earlier_check(check: Attachment) -> str:
    """Say who found what of a paper, when, and for which other case."""
    assert check.checked_at is not None
    return _("%(outcome)s by %(person)s on %(day)s for case %(case)s") % {
        "outcome": check.get_outcome_display(),
        "person": check.checked_by,
        "day": chinese_date(check.checked_at),
        "case": check.case.number,
    }


@register.filter
def period_words(notice: Any) -> str:
    """Return how long a notice (or its draft) stands: "5 working days", "3 calendar days"."""
    if notice.count == DayCount.WORKING:
        return ngettext("%(days)s working day", "%(days)s working days", notice.days) % {"days": notice.days}
    return ngettext("%(days)s calendar day", "%(days)s calendar days", notice.days) % {"days": notice.days}
