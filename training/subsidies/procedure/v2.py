"""Version 2 of the way of a training subsidy claim: accepted by a hand of its own, paid again, recovered.

Working days a step are defaults of the procedure (津人社局发〔2022〕20号 art. 24 gives five for a review).
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from office.casework.enums import Hand, Tone
from office.casework.procedures import Procedure, State, Transition

from .. import actions
from .asked import fields, slots
from .kind import on_transition, panels, step_panels, visible
from .notice import notice_period, notice_table

FILE, ACCEPT, CHECK = "subsidies.file_claim", "subsidies.accept_claim", "subsidies.check_claim"
REVIEW, APPROVE, PAY = "subsidies.review_claim", "subsidies.approve_claim", "subsidies.pay_claim"

STATES = (
    State("draft", _("Draft"), _("Being prepared"), Tone.NEUTRAL),
    State("submitted", _("Awaiting acceptance"), _("Submitted, awaiting acceptance"), Tone.INFO),
    State("returned", _("Returned for supplement"), _("Waiting for your supplement"), Tone.WARNING),
    State("accepted", _("Under review"), _("Accepted, under review"), Tone.INFO),
    State("reviewed", _("Awaiting approval"), _("Accepted, under review"), Tone.INFO),
    State(
        "approved", _("Approved, awaiting public notice"), _("Approved, awaiting public notice"), Tone.INFO
    ),
    State("in_notice", _("On public notice"), _("On public notice"), Tone.WARNING),
    State("contested", _("Objection under examination"), _("Objection under examination"), Tone.WARNING),
    State("cleared", _("Notice over, awaiting payment"), _("Notice over, awaiting payment"), Tone.SUCCESS),
    State("payment_listed", _("On the payment list"), _("Being paid"), Tone.INFO),
    State(
        "payment_returned", _("Payment returned by the bank"), _("The bank returned the money"), Tone.ERROR
    ),
    # A paid claim can still be recovered, so the state is not final.
    State("paid", _("Paid"), _("Paid"), Tone.SUCCESS),
    State("recovery_ordered", _("Recovery ordered"), _("Money to be paid back"), Tone.ERROR),
    State("recovered", _("Recovered"), _("Money paid back"), Tone.NEUTRAL, final=True),
    State("rejected", _("Rejected"), _("Rejected"), Tone.ERROR, final=True),
    State("withdrawn", _("Claim withdrawn"), _("Claim withdrawn"), Tone.NEUTRAL, final=True),
)

APPLYING = (
    Transition(
        "submit",
        ("draft", "returned"),
        "submitted",
        FILE,
        _("Submit the claim"),
        _("Claim submitted"),
        days=5,
        evidence_given=True,
    ),
    Transition(
        "withdraw",
        ("draft", "submitted", "returned", "accepted"),
        "withdrawn",
        FILE,
        _("Withdraw the claim"),
        _("Claim withdrawn"),
        needs_reason=True,
        optional=True,
    ),
)

EXAMINING = (
    Transition(
        "accept",
        ("submitted",),
        "accepted",
        ACCEPT,
        _("Accept the claim"),
        _("Claim accepted"),
        hand=Hand.ACCEPTOR,
        days=5,
    ),
    Transition(
        "review",
        ("accepted",),
        "reviewed",
        REVIEW,
        _("Pass the review"),
        _("Review passed"),
        hand=Hand.REVIEWER,
        days=5,
        evidence_checked=True,
    ),
    # Whoever has the claim in hand is waited for by the step that moves it on, not by these two.
    Transition(
        "return_for_correction",
        ("submitted", "accepted"),
        "returned",
        CHECK,
        _("Return for supplement"),
        _("Returned for supplement"),
        needs_reason=True,
        days=10,
        optional=True,
    ),
    Transition(
        "reject",
        ("submitted", "accepted"),
        "rejected",
        CHECK,
        _("Reject the claim"),
        _("Claim rejected"),
        needs_reason=True,
        optional=True,
    ),
    Transition(
        "approve", ("reviewed",), "approved", APPROVE, _("Approve"), _("Approved"), hand=Hand.APPROVER, days=5
    ),
    Transition(
        "send_back",
        ("reviewed",),
        "accepted",
        APPROVE,
        _("Send back to the reviewer"),
        _("Sent back for review"),
        needs_reason=True,
        days=5,
    ),
)

NOTICE = (
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
        "accepted",
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
)

MONEY = (
    Transition(
        "list_payment",
        ("cleared", "payment_returned"),
        "payment_listed",
        PAY,
        _("Put on the payment list"),
        _("On the payment list"),
        automatic=True,
        days=10,
    ),
    # An approver takes it when cancelling a batch whose file is out.
    Transition(
        "payment_fails",
        ("payment_listed",),
        "payment_returned",
        "subsidies.check_payment",
        _("Record that the bank returned the payment"),
        _("Payment returned by the bank"),
        automatic=True,
        optional=True,
        days=5,
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
    Transition(
        "order_recovery",
        ("paid",),
        "recovery_ordered",
        APPROVE,
        _("Order the money back"),
        _("Recovery ordered"),
        needs_reason=True,
        automatic=True,
        optional=True,
        days=15,
    ),
    Transition(
        "record_recovery",
        ("recovery_ordered",),
        "recovered",
        PAY,
        _("Record the money paid back"),
        _("Money paid back"),
        automatic=True,
    ),
)

VERSION_2 = Procedure(
    code=actions.PROCEDURE,
    version=2,
    label=_("Training subsidy"),
    number_prefix="BT",
    states=STATES,
    transitions=(*APPLYING, *EXAMINING, *NOTICE, *MONEY),
    initial="draft",
    view_permission="subsidies.view_claim",
    publish_permission=REVIEW,
    ruling_permission=APPROVE,
    notice_table=notice_table,
    notice_period=notice_period,
    fields=fields,
    slots=slots,
    check_permission=CHECK,
    panels=panels,
    step_panels=step_panels,
    visible=visible,
    on_transition=on_transition,
)
