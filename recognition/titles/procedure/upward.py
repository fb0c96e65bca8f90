"""Recommended upward: the office examines and sends up; what a committee elsewhere decides is recorded."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from office.casework.enums import Hand, Tone
from office.casework.procedures import Procedure, State, Transition

from ..actions import PROCEDURES
from ..enums import Route
from ..queries import seen_by
from .asked import fields, slots
from .front import CHECK, CONFIRM, ENDS, REVIEW, STATES, STEPS
from .kind import EMPLOYER, ROLE_LABELS, on_transition, panels, step_panels

BEYOND = (
    State("sent_up", _("Sent up, result awaited"), _("Recommended upward, result awaited"), Tone.INFO),
    State("passed_up", _("Passed above, to be confirmed"), _("Result arrived"), Tone.INFO),
    State("failed_up", _("Not passed above, to be confirmed"), _("Result arrived"), Tone.INFO),
)

RESULT = (
    Transition(
        "send_up",
        ("accepted",),
        "sent_up",
        REVIEW,
        _("Pass the review and recommend upward"),
        _("Recommended upward"),
        hand=Hand.REVIEWER,
        evidence_checked=True,
    ),
    Transition(
        "record_pass",
        ("sent_up",),
        "passed_up",
        REVIEW,
        _("Record that it was passed above"),
        _("Result recorded"),
        automatic=True,
        days=5,
    ),
    Transition(
        "record_failure",
        ("sent_up",),
        "failed_up",
        REVIEW,
        _("Record that it was not passed above"),
        _("Result recorded"),
        automatic=True,
        days=5,
    ),
    Transition(
        "confirm_title",
        ("passed_up",),
        "titled",
        CONFIRM,
        _("Confirm the result and record the title"),
        _("Title recorded"),
        hand=Hand.APPROVER,
    ),
    Transition(
        "confirm_refusal",
        ("failed_up",),
        "not_titled",
        CONFIRM,
        _("Confirm the result"),
        _("Result confirmed"),
        hand=Hand.APPROVER,
    ),
    Transition(
        "correct_result",
        ("passed_up", "failed_up"),
        "sent_up",
        CONFIRM,
        _("Send back: the entry differs from the document"),
        _("Result entered anew"),
        needs_reason=True,
        optional=True,
    ),
)

UPWARD_1 = Procedure(
    code=PROCEDURES[Route.UPWARD],
    version=1,
    label=_("Professional title, recommended upward"),
    number_prefix="ZC",
    states=(*STATES, *BEYOND, *ENDS),
    transitions=(*STEPS, *RESULT),
    initial="draft",
    view_permission="titles.view_application",
    publish_permission=REVIEW,
    ruling_permission=CONFIRM,
    check_permission=CHECK,
    panels=panels,
    step_panels=step_panels,
    visible=seen_by,
    on_transition=on_transition,
    fields=fields,
    slots=slots,
    organisation_label=EMPLOYER,
    role_labels=ROLE_LABELS,
)
