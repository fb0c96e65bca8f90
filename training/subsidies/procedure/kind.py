"""What both versions of the procedure share: who sees a claim, what its page shows, what a step means."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from office.casework.models import Case
from office.casework.procedures import Panel, Transition
from office.people.permissions import holds, organisations_of
from training.inspections.queries import signals_for_class

from .. import actions, queries
from ..models import Claim, ClaimLine, RecoveryOrder
from ..permissions import CLAIMING, OFFICE, is_under_review

PAY = "subsidies.pay_claim"

MONEY_STATES = ("cleared", "payment_listed", "payment_returned", "paid", "recovery_ordered", "recovered")


def visible(user: Any) -> Q:
    """The HR bureau's officers see every claim; whoever claims, its own."""
    if holds(user, *OFFICE):
        return Q()
    own = Q(organisation__in=organisations_of(user, *CLAIMING))
    if getattr(user, "courier_id", None):
        own |= Q(courier=user.courier_id)
    return own


def panels(case: Case, user: Any) -> list[Panel]:
    """Return what a case page shows of the claim."""
    claim = case.claim
    lines = list(queries.people_of(claim))
    return [
        (
            "subsidies/_claim.html",
            {
                "claim": claim,
                "lines": lines,
                "totals": queries.totals(claim),
                "may_judge": actions.may_change_people(case, user),
                "may_file": user.has_perm("subsidies.file_claim", case),
                "may_mend_account": user.has_perm("subsidies.file_claim", case)
                and actions.is_open(case, "bank_account"),
            },
        ),
        *signals_panel(case, lines, user),
        *money_panel(claim, user),
    ]


def signals_panel(case: Case, lines: Iterable[ClaimLine], user: Any) -> list[Panel]:
    """Return what stands out in the classes claimed for, to whoever examines the claim."""
    if not (is_under_review(case) and user.has_perm("inspections.supervise")):
        return []
    classes = {line.enrolment.training_class for line in lines if line.enrolment is not None}
    signals = [
        signal
        for training_class in sorted(classes, key=lambda each: each.number)
        for signal in signals_for_class(training_class)
    ]
    return [("inspections/_signals.html", {"signals": signals})]


def money_panel(claim: Claim, user: Any) -> list[Panel]:
    """Return what a case page shows of the claim's money, from the day on which it may be paid."""
    state = claim.case.state
    if state not in MONEY_STATES:
        return []
    recovery = RecoveryOrder.objects.filter(claim=claim).first()
    may_pay = user.has_perm(PAY, claim.case)
    context = {
        "claim": claim,
        "payments": queries.lines_of_claim(claim),
        "recovery": recovery,
        "user": user,
        "is_office": user.has_perm("subsidies.view_payment"),
        "may_list": may_pay and state in {"cleared", "payment_returned"},
        "may_record_receipt": may_pay and recovery is not None and recovery.outstanding > 0,
        "may_recover": recovery is None and state == "paid" and user.has_perm("subsidies.order_recovery"),
    }
    return [("subsidies/_money.html", context)]


def step_panels(case: Case, step: Transition, today: datetime.date) -> list[Panel]:
    """Return what the page of a step shows: before an approval, what it leaves of the year's budget."""
    if step.name != "approve":
        return []
    claim = case.claim
    amount = queries.totals(claim)["amount"]
    budget = queries.budget_of(claim.scheme, today.year)
    context = {
        "scheme": claim.scheme,
        "year": today.year,
        "amount": amount,
        "budget": budget,
        "after": budget.left - amount if budget else 0,
    }
    return [("subsidies/_budget_left.html", context)]


def on_transition(case: Case, transition: Transition, actor: Any, now: datetime.datetime) -> None:
    """Let the claim follow its case."""
    actions.follow_step(case, transition.name, actor=actor, now=now)
