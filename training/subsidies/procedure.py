"""The way of a training subsidy claim, as a table."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from office.casework.enums import Hand, Tone
from office.casework.models import Case
from office.casework.procedures import Procedure, State, Transition
from office.people.enums import Role
from office.people.permissions import holds, organisations_of

from . import actions, queries
from .capitals import yuan
from .permissions import OFFICE

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

NOTICE_HEADERS = (_("Name"), _("ID number"), _("Occupation and level"), _("Class"), _("Amount (yuan)"))


def notice_rows(case: Case) -> list[list[str]]:
    """Return one masked row a person whom the claim pays for (181号 art. 28)."""
    claim = case.claim
    course = claim.taught.course
    level = " ".join(part for part in (course.occupation, course.level) if part)
    return [
        [
            line.courier.name_masked,
            line.courier.id_number_masked,
            level,
            claim.taught.number,
            f"{yuan(line.amount):.2f}",
        ]
        for line in queries.payable_lines(case.claim)
    ]


def visible(user: Any) -> Q:
    """The HR bureau's officers see every claim, a provider its own."""
    if holds(user, *OFFICE):
        return Q()
    return Q(organisation__in=organisations_of(user, Role.PROVIDER_OPERATOR))


def panels(case: Case, user: Any) -> list[tuple[str, dict[str, Any]]]:
    """Return what a case page shows of the claim."""
    claim = case.claim
    lines = claim.lines.select_related("courier", "enrolment").order_by("enrolment__position")
    return [
        (
            "subsidies/_claim.html",
            {
                "claim": claim,
                "lines": lines,
                "totals": queries.totals(claim),
                "payment": getattr(claim, "payment", None),
                "may_exclude": case.state == "submitted" and user.has_perm(REVIEW, case),
                "may_judge": case.state in actions.OPEN_STATES
                and user.has_perm("subsidies.judge_claim", case),
                "may_list": case.state == "cleared" and user.has_perm(PAY, case),
                "may_pay": case.state == "payment_listed" and user.has_perm(PAY, case),
            },
        )
    ]


def on_transition(case: Case, transition: Transition, actor: Any, now: datetime.datetime) -> None:
    """Let the claim follow its case."""
    actions.check_transition(case, transition.name, now=now)


TRAINING_SUBSIDY = Procedure(
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
    notice_headers=NOTICE_HEADERS,
    notice_rows=notice_rows,
    panels=panels,
    visible=visible,
    on_transition=on_transition,
    # Cases of this version were approved while the approver also ruled on objections.
    ruling_by_other_hand=False,
)
