"""Version 1 of the way of a training subsidy claim, kept for the cases that began on it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from office.casework.enums import Hand, Tone
from office.casework.procedures import Procedure, State, Transition

from .. import actions
from .kind import on_transition, panels, step_panels, visible
from .notice import notice_table

FILE, REVIEW = "subsidies.file_claim", "subsidies.review_claim"
APPROVE, PAY = "subsidies.approve_claim", "subsidies.pay_claim"


STATES = (
    State("draft", _("Draft"), _("Being prepared"), Tone.NEUTRAL),
    State("submitted", _("Under review"), _("Under review"), Tone.INFO),
    State("returned", _("Returned for correction"), _("Returned for correction"), Tone.WARNING),
    State("reviewed", _("Awaiting approval"), _("Under review"), Tone.INFO),
    State(
        "approved", _("Approved, awaiting public notice"), _("Approved, awaiting public notice"), Tone.INFO
    ),
    State("in_notice", _("On public notice"), _("On public notice"), Tone.WARNING),
    State("contested", _("Objection under examination"), _("Objection under examination"), Tone.WARNING),
    State("cleared", _("Notice over, awaiting payment"), _("Notice over, awaiting payment"), Tone.SUCCESS),
    State("payment_listed", _("On the payment list"), _("Being paid"), Tone.INFO),
    State("paid", _("Paid"), _("Paid"), Tone.SUCCESS, final=True),
    State("rejected", _("Rejected"), _("Rejected"), Tone.ERROR, final=True),
    State("withdrawn", _("Claim withdrawn"), _("Claim withdrawn"), Tone.NEUTRAL, final=True),
)

TRANSITIONS = (
    Transition(
        "submit",
        ("draft", "returned"),
        "submitted",
        FILE,
        _("Submit the claim"),
        _("Claim submitted"),
        days=5,
    ),
    Transition(
        "withdraw",
        ("draft", "submitted", "returned"),
        "withdrawn",
        FILE,
        _("Withdraw the claim"),
        _("Claim withdrawn"),
        needs_reason=True,
        optional=True,
    ),
    Transition(
        "review",
        ("submitted",),
        "reviewed",
        REVIEW,
        _("Pass the review"),
        _("Review passed"),
        hand=Hand.REVIEWER,
        days=5,
    ),
    Transition(
        "return_for_correction",
        ("submitted",),
        "returned",
        REVIEW,
        _("Return for correction"),
        _("Returned for correction"),
        needs_reason=True,
        days=10,
    ),
    Transition(
        "approve", ("reviewed",), "approved", APPROVE, _("Approve"), _("Approved"), hand=Hand.APPROVER, days=5
    ),
    Transition(
        "send_back",
        ("reviewed",),
        "submitted",
        APPROVE,
        _("Send back to the reviewer"),
        _("Sent back for review"),
        needs_reason=True,
        days=5,
    ),
    Transition(
        "reject",
        ("submitted",),
        "rejected",
        REVIEW,
        _("Reject the claim"),
        _("Claim rejected"),
        needs_reason=True,
    ),
    Transition(
        "publish",
        ("approved",),
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
        APPROVE,
        _("Continue the notice"),
        _("Objection not upheld"),
        automatic=True,
    ),
    Transition(
        "reopen",
        ("contested",),
        "submitted",
        APPROVE,
        _("Review again"),
        _("Objection upheld, reviewed again"),
        automatic=True,
        days=5,
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
        "list_payment",
        ("cleared",),
        "payment_listed",
        PAY,
        _("Put on the payment list"),
        _("On the payment list"),
        automatic=True,
        days=10,
    ),
    Transition(
        "pay",
        ("payment_listed",),
        "paid",
        PAY,
        _("Record the payment"),
        _("Paid"),
        automatic=True,
        hand=Hand.PAYER,
    ),
)

VERSION_1 = Procedure(
    code=actions.PROCEDURE,
    version=1,
    label=_("Training subsidy"),
    number_prefix="BT",
    states=STATES,
    transitions=TRANSITIONS,
    initial="draft",
    view_permission="subsidies.view_claim",
    publish_permission=REVIEW,
    ruling_permission=APPROVE,
    notice_table=notice_table,
    panels=panels,
    step_panels=step_panels,
    visible=visible,
    on_transition=on_transition,
    # Cases of this version were approved while the approver also ruled on objections.
    ruling_by_other_hand=False,
)
