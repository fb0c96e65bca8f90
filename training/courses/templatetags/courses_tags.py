"""What the pages of classes print: `{% load courses_tags %}`."""

from __future__ import annotations

from typing import Final

from django import template
from django.utils.safestring import SafeString

from office.desk.templatetags.desk_tags import status_tag
from office.policy.enums import Outcome

from ..enums import ClassState, SeatState
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
def outcome_tag(outcome: str) -> SafeString:
    """Print what a rule found."""
    found = Outcome(outcome)
    return status_tag(_OUTCOME_TONES[found], found.label)
