"""Decided here: the district's committee votes, its list is shown, objections are ruled on, HR confirms."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from office.casework.enums import Hand, Tone
from office.casework.procedures import Procedure, State, Transition

from ..actions import PROCEDURES
from ..enums import Route
from ..queries import seen_by
from .asked import fields, slots
from .front import APPLY, CHECK, CONFIRM, ENDS, REVIEW, STATES, STEPS
from .kind import EMPLOYER, ROLE_LABELS, notice_period, notice_table, on_transition, panels, step_panels

BEFORE_THE_COMMITTEE = (
    State("reviewed", _("Before the committee"), _("Before the committee"), Tone.INFO),
    State("passed", _("Carried, awaiting public notice"), _("Passed, awaiting public notice"), Tone.INFO),
    # Not passed is not the end: the applicant may ask for a re-examination (order 40, art. 29).
    State("not_passed", _("Not carried"), _("Not passed by the committee"), Tone.ERROR),
    State("appealed", _("Re-examination asked for"), _("Re-examination asked for"), Tone.WARNING),
    State("in_notice", _("On public notice"), _("On public notice"), Tone.WARNING),
    State("contested", _("Objection under examination"), _("Objection under examination"), Tone.WARNING),
    State("cleared", _("Notice over, to be confirmed"), _("Notice over, to be confirmed"), Tone.SUCCESS),
)

COMMITTEE = (
    Transition(
        "review",
        ("accepted",),
        "reviewed",
        REVIEW,
        _("Pass the review: before the committee"),
        _("Review passed"),
        hand=Hand.REVIEWER,
        evidence_checked=True,
    ),
    Transition(
        "carry",
        ("reviewed",),
        "passed",
        REVIEW,
        _("Take the committee's outcome: carried"),
        _("Passed by the committee"),
        automatic=True,
        days=5,
    ),
    Transition(
        "fail",
        ("reviewed",),
        "not_passed",
        REVIEW,
        _("Take the committee's outcome: not carried"),
        _("Not passed by the committee"),
        automatic=True,
    ),
    Transition(
        "appeal",
        ("not_passed",),
        "appealed",
        APPLY,
        _("Ask for a re-examination"),
        _("Re-examination asked for"),
        needs_reason=True,
        days=10,
        optional=True,
    ),
    Transition(
        "close_unpassed",
        ("not_passed",),
        "not_titled",
        CONFIRM,
        _("Close: no re-examination was asked for"),
        _("Closed without a title"),
        optional=True,
    ),
    Transition(
        "grant_reexamination",
        ("appealed",),
        "reviewed",
        CONFIRM,
        _("Grant the re-examination: before the committee again"),
        _("Before the committee again"),
        needs_reason=True,
    ),
    Transition(
        "refuse_reexamination",
        ("appealed",),
        "not_titled",
        CONFIRM,
        _("Refuse the re-examination"),
        _("Re-examination refused"),
        needs_reason=True,
        optional=True,
    ),
)

NOTICE = (
    Transition(
        "publish",
        ("passed",),
        "in_notice",
        REVIEW,
        _("Put on public notice"),
        _("Public notice opened"),
        automatic=True,
    ),
    Transition(
        "contest",
        ("in_notice", "contested"),
        "contested",
        "",
        _("Objection received"),
        _("Objection received"),
        automatic=True,
        days=15,
    ),
    Transition(
        "resume",
        ("contested",),
        "in_notice",
        CONFIRM,
        _("Continue the notice"),
        _("Objection not upheld"),
        automatic=True,
    ),
    Transition(
        "reopen",
        ("contested",),
        "reviewed",
        CONFIRM,
        _("Before the committee again"),
        _("Objection upheld, examined again"),
        automatic=True,
    ),
    Transition(
        "clear",
        ("in_notice",),
        "cleared",
        REVIEW,
        _("Conclude the notice"),
        _("Public notice over"),
        automatic=True,
        after_notice=True,
        days=10,
    ),
    Transition(
        "confirm_title",
        ("cleared",),
        "titled",
        CONFIRM,
        _("Confirm and record the title"),
        _("Title recorded"),
        automatic=True,
        hand=Hand.APPROVER,
    ),
)

HERE_1 = Procedure(
    code=PROCEDURES[Route.HERE],
    version=1,
    label=_("Professional title, decided here"),
    number_prefix="ZC",
    states=(*STATES, *BEFORE_THE_COMMITTEE, *ENDS),
    transitions=(*STEPS, *COMMITTEE, *NOTICE),
    initial="draft",
    view_permission="titles.view_application",
    publish_permission=REVIEW,
    ruling_permission=CONFIRM,
    check_permission=CHECK,
    notice_table=notice_table,
    notice_period=notice_period,
    panels=panels,
    step_panels=step_panels,
    visible=seen_by,
    on_transition=on_transition,
    fields=fields,
    slots=slots,
    organisation_label=EMPLOYER,
    role_labels=ROLE_LABELS,
)
