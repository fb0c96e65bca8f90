"""Reading budgets: what is left of each, and whether ledger, rows and balances tell the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Sum, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from ..enums import EntryKind, LineState
from ..models import Budget, BudgetEntry, Commitment, PaymentLine, RecoveryReceipt, Scheme


def budget_of(scheme: Scheme, year: int) -> Budget | None:
    """Return a scheme's budget of a year; None when none is entered."""
    return Budget.objects.filter(scheme=scheme, year=year).first()


def budget_or_refusal(scheme: Scheme, year: int) -> Budget:
    """Return a scheme's budget of a year; raise ValidationError `no_budget` when none is entered."""
    found = budget_of(scheme, year)
    if found is None:
        message = _(
            "No budget is entered for %(scheme)s in %(year)s, so nothing can be approved under it. Ask the "
            "payment officer to enter the budget with its document first."
        )
        raise ValidationError(message % {"scheme": scheme, "year": year}, code="no_budget")
    return found


def commitment_of(claim_id: int) -> Commitment | None:
    """Return what a claim binds now; None when it binds nothing."""
    return (
        Commitment.objects.filter(claim=claim_id, released_at=None).select_related("budget__scheme").first()
    )


def budgets_visible_to(user: Any) -> QuerySet[Budget]:
    """Return the budgets, for whoever may see them, with sums in fen.

    `listed` waits for the bank, `paid` was paid, `returned` came back from the bank and waits to be sent
    again, `recovered` was paid back by claimants.
    """
    rows = Budget.objects.select_related("scheme").order_by("-year", "scheme__name", "pk")
    if not user.has_perm("subsidies.view_budget"):
        return rows.none()
    lines = PaymentLine.objects.filter(commitment__budget=OuterRef("pk"))
    return rows.annotate(
        listed=_sum_of(lines.filter(state=LineState.LISTED), "commitment__budget"),
        paid=_sum_of(lines.filter(state=LineState.PAID), "commitment__budget"),
        returned=_sum_of(lines.filter(state=LineState.FAILED, followed_by=None), "commitment__budget"),
        recovered=_sum_of(
            BudgetEntry.objects.filter(
                budget=OuterRef("pk"), kind__in=(EntryKind.RECOVERED, EntryKind.SURRENDERED)
            ),
            "budget",
        ),
    )


def _sum_of(rows: QuerySet[Any], group: str) -> Any:
    sums = rows.order_by().values(group).annotate(sum=Sum("amount")).values("sum")
    return Coalesce(Subquery(sums), 0)


def entries_of(budget: Budget) -> QuerySet[BudgetEntry]:
    """Return the ledger of a budget, the oldest line first."""
    return budget.entries.select_related("claim__case", "source", "actor").order_by("pk")


@dataclass(frozen=True, slots=True)
class Balance:
    """One figure of a budget as three witnesses tell it, in fen: the balance, the ledger, the rows below."""

    budget: Budget
    figure: str
    stored: int
    ledger: int
    rows: int

    @property
    def agrees(self) -> bool:
        """Whether all three say the same."""
        return self.stored == self.ledger == self.rows


def balances() -> list[Balance]:
    """Derive every budget's figures anew, in a fixed number of queries.

    `amount` and `committed` are columns of the budget; of `paid` and `recovered` no balance is stored, so the
    ledger stands in for it.
    """
    ledger = _ledger()
    committed = _by_budget(Commitment.objects.filter(released_at=None), "budget")
    back = _by_budget(RecoveryReceipt.objects.exclude(budget=None), "budget")
    paid = _by_budget(PaymentLine.objects.filter(state=LineState.PAID), "commitment__budget")
    result = []
    for budget in Budget.objects.select_related("scheme").order_by("year", "scheme", "pk"):
        told, key = ledger.get(budget.pk, {}), budget.pk
        bound = told.get("committed", 0)
        result += [
            Balance(budget, "amount", budget.amount, told.get("amount", 0), budget.amount),
            Balance(budget, "committed", budget.committed, bound, committed.get(key, 0) - back.get(key, 0)),
            Balance(budget, "paid", told.get("paid", 0), told.get("paid", 0), paid.get(key, 0)),
            Balance(
                budget, "recovered", told.get("recovered", 0), told.get("recovered", 0), back.get(key, 0)
            ),
        ]
    return result


def _ledger() -> dict[int, dict[str, int]]:
    """Add up the lines of each ledger into the figures they make."""
    plus = Q(kind__in=(EntryKind.OPENED, EntryKind.INCREASED))
    rows = BudgetEntry.objects.order_by().values("budget")
    signed = Case(When(plus, then=F("amount")), When(kind=EntryKind.DECREASED, then=-F("amount")), default=0)
    bound = Case(
        When(kind=EntryKind.COMMITTED, then=F("amount")),
        When(kind__in=(EntryKind.RELEASED, EntryKind.RECOVERED), then=-F("amount")),
        default=0,
    )
    sums = rows.annotate(
        set=Sum(signed),
        bound=Sum(bound),
        paid=Sum("amount", filter=Q(kind=EntryKind.PAID), default=0),
        back=Sum("amount", filter=Q(kind=EntryKind.RECOVERED), default=0),
    )
    return {
        row["budget"]: {
            "amount": row["set"],
            "committed": row["bound"],
            "paid": row["paid"],
            "recovered": row["back"],
        }
        for row in sums
    }


def _by_budget(rows: QuerySet[Any], path: str) -> dict[int, int]:
    sums = rows.filter(**{f"{path}__isnull": False}).order_by().values_list(path)
    return dict(sums.annotate(sum=Sum("amount")))
