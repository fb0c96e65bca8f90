"""What is done to the money of a year: setting it, changing it by document, binding it, letting it go.

A balance is written by one conditional UPDATE, which a database does one after another whatever happens at
the same time; the check constraint holds it a second time.
"""

from __future__ import annotations

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.people.models import User
from office.policy.models import Source

from .. import queries
from ..capitals import yuan
from ..enums import EntryKind
from ..models import Budget, BudgetEntry, Claim, Commitment, Scheme


@transaction.atomic
def open_budget(
    scheme: Scheme,
    *,
    year: int,
    amount: int,
    source: Source,
    actor: User,
    now: datetime.datetime,
    note: str = "",
) -> Budget:
    """Enter the budget of a year, in fen, with the document that grants it; return it.

    Raises PermissionDenied, or ValidationError `amount` (not above zero) or `budget_exists`.
    """
    _ask(actor)
    _require_amount(amount)
    try:
        with transaction.atomic():
            budget = Budget.objects.create(year=year, scheme=scheme, amount=amount)
    except IntegrityError:
        message = _("%(scheme)s already has a budget for %(year)s. Change it by document instead.")
        raise ValidationError(message % {"scheme": scheme, "year": year}, code="budget_exists") from None
    enter(budget, EntryKind.OPENED, amount, source=source, note=note, actor=actor, now=now)
    audit.record(
        "subsidies.budget.opened", actor=actor, subject=budget, at=now, amount=amount, source=source.pk
    )
    return budget


@transaction.atomic
def amend_budget(
    budget: Budget, *, change: int, source: Source, note: str, actor: User, now: datetime.datetime
) -> Budget:
    """Raise or lower a budget by `change` fen (below zero lowers it), by document; return it.

    Raises PermissionDenied, or ValidationError `amount` (no change) or `below_committed`.
    """
    _ask(actor)
    if change == 0:
        raise ValidationError({"change": ValidationError(_("Enter the change: not zero."), code="amount")})
    rows = Budget.objects.filter(pk=budget.pk)
    if change < 0:
        rows = rows.filter(amount__gte=F("committed") - change)
    if not rows.update(amount=F("amount") + change):
        budget.refresh_from_db()
        message = _(
            "¥ %(committed)s of the budget is committed to approved claims. It can be lowered by ¥ %(left)s "
            "at the most."
        )
        amounts = {"committed": f"{yuan(budget.committed):,.2f}", "left": f"{yuan(budget.left):,.2f}"}
        raise ValidationError({"change": ValidationError(message % amounts, code="below_committed")})
    kind = EntryKind.INCREASED if change > 0 else EntryKind.DECREASED
    enter(budget, kind, abs(change), source=source, note=note, actor=actor, now=now)
    audit.record(
        "subsidies.budget.amended", actor=actor, subject=budget, at=now, change=change, source=source.pk
    )
    budget.refresh_from_db()
    return budget


@transaction.atomic
def commit(claim: Claim, *, actor: User | None, now: datetime.datetime) -> Commitment:
    """Bind what a claim pays in the budget of the day's year; return the commitment.

    Safe to repeat: a claim that binds its money already keeps that commitment. Raises ValidationError
    `no_budget`, or `over_budget` when less is left than the claim asks for.
    """
    if standing := queries.commitment_of(claim.pk):
        return standing
    amount = queries.totals(claim)["amount"]
    budget = queries.budget_or_refusal(claim.scheme, timezone.localdate(now).year)
    rows = Budget.objects.filter(pk=budget.pk, amount__gte=F("committed") + amount)
    if not rows.update(committed=F("committed") + amount):
        budget.refresh_from_db()
        message = _(
            "The claim asks for ¥ %(amount)s, but of the %(year)s budget for %(scheme)s only ¥ %(left)s is "
            "left. Wait for the budget to be raised, or reject the claim."
        )
        raise ValidationError(
            message
            % {
                "amount": f"{yuan(amount):,.2f}",
                "year": budget.year,
                "scheme": claim.scheme,
                "left": f"{yuan(budget.left):,.2f}",
            },
            code="over_budget",
        )
    made = Commitment.objects.create(budget=budget, claim=claim, amount=amount, committed_at=now)
    enter(budget, EntryKind.COMMITTED, amount, claim=claim, actor=actor, now=now)
    audit.record(
        "subsidies.budget.committed", actor=actor, subject=claim.case, at=now, budget=budget.pk, amount=amount
    )
    return made


@transaction.atomic
def release(claim: Claim, *, actor: User | None, now: datetime.datetime, reason: str) -> Commitment | None:
    """Let go what a claim binds, as after an upheld objection; return the commitment, None if there is none.

    Safe to repeat. What was paid is never released: it comes back by recovery only.
    """
    standing = queries.commitment_of(claim.pk)
    if standing is None:
        return None
    if not Commitment.objects.filter(pk=standing.pk, released_at=None).update(released_at=now):
        return None
    Budget.objects.filter(pk=standing.budget_id).update(committed=F("committed") - standing.amount)
    standing.released_at = now
    enter(
        standing.budget, EntryKind.RELEASED, standing.amount, claim=claim, note=reason, actor=actor, now=now
    )
    audit.record(
        "subsidies.budget.released",
        actor=actor,
        subject=claim.case,
        at=now,
        budget=standing.budget_id,
        amount=standing.amount,
    )
    return standing


def enter(
    budget: Budget,
    kind: EntryKind,
    amount: int,
    *,
    actor: User | None,
    now: datetime.datetime,
    claim: Claim | None = None,
    source: Source | None = None,
    note: str = "",
) -> BudgetEntry:
    """Add a line to a budget's ledger, in the transaction of the deed that it tells of."""
    return BudgetEntry.objects.create(
        budget=budget,
        kind=kind,
        amount=amount,
        claim=claim,
        source=source,
        note=note.strip()[:200],
        at=now,
        actor=actor,
    )


def _ask(actor: User) -> None:
    if not actor.has_perm("subsidies.keep_budget"):
        raise PermissionDenied(_("Budgets are kept by the payment officer."))


def _require_amount(amount: int) -> None:
    if amount <= 0:
        raise ValidationError({"amount": ValidationError(_("Enter an amount above zero."), code="amount")})
