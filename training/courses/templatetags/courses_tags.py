"""What the pages of classes print: `{% load courses_tags %}`."""

from __future__ import annotations

from typing import Final

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from office.desk.templatetags.desk_tags import status_tag
from office.policy.enums import Outcome

from ..enums import CheckResult, ClassState, SeatState
from ..models import Enrolment, TrainingClass

register = template.Library()

_CLASS_TONES: Final = {
    ClassState.PLANNED: "neutral",
    ClassState.FILED: "warning",
    ClassState.OPEN: "info",
    ClassState.CLOSED: "success",
    ClassState.ARCHIVED: "neutral",
    ClassState.CANCELLED: "error",
}
_SEAT_TONES: Final = {
    SeatState.ENROLLED: "success",
    SeatState.WAITING: "warning",
    SeatState.CANCELLED: "neutral",
}
_CHECK_TONES: Final = {
    CheckResult.FOUND: "success",
    CheckResult.DIFFERS: "error",
    CheckResult.MISSING: "error",
}
_OUTCOME_TONES: Final = {
    Outcome.MET: "success",
    Outcome.NOT_MET: "error",
    Outcome.EVIDENCE_MISSING: "warning",
}


@register.simple_tag
def class_state(training_class: TrainingClass) -> SafeString:
    """Print where a class stands."""
    tone = _CLASS_TONES[ClassState(training_class.state)]
    return status_tag(tone, training_class.get_state_display())


@register.simple_tag
def seat_state(enrolment: Enrolment) -> SafeString:
    """Print what an enrolment holds."""
    return status_tag(_SEAT_TONES[SeatState(enrolment.seat)], enrolment.get_seat_display())


@register.simple_tag
def check_state(result: str | None) -> SafeString:
    """Print what a query site answered about a certificate; None or "" says that nobody asked."""
    if not result:
        return format_html('<span class="muted">{}</span>', _("Not checked online"))
    found = CheckResult(result)
    return status_tag(_CHECK_TONES[found], found.label)


@register.simple_tag
def outcome_tag(outcome: str) -> SafeString:
    """Print what a rule found."""
    found = Outcome(outcome)
    return status_tag(_OUTCOME_TONES[found], found.label)
