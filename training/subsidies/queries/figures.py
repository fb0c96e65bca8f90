"""Figures of money for the public: what was set aside, bound and paid under each scheme in a year."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from ..enums import EntryKind, LineState
from ..models import BudgetEntry, Commitment, PaymentLine

#: What a line of the ledger does to the figures: which, and which way.
_EFFECTS: Mapping[str, tuple[tuple[str, int], ...]] = {
    EntryKind.OPENED: (("budget", 1),),
    EntryKind.INCREASED: (("budget", 1),),
    EntryKind.DECREASED: (("budget", -1),),
    EntryKind.COMMITTED: (("bound", 1),),
    EntryKind.RELEASED: (("bound", -1),),
    EntryKind.PAID: (("paid", 1),),
    EntryKind.RECOVERED: (("bound", -1), ("paid", -1)),
    EntryKind.SURRENDERED: (("paid", -1),),
}


@dataclass(slots=True)
class Spending:
    """A scheme's money of a year by a moment, in fen: the budget, what approved claims bind, what was paid.

    What was paid back is taken off `paid`. `people_bound` and `people_paid` are how many people those two
    figures are for.
    """

    scheme: str
    name: str
    budget: int = 0
    bound: int = 0
    paid: int = 0
    people_bound: int = 0
    people_paid: int = 0


def spending(year: int, until: datetime.datetime) -> list[Spending]:
    """Return the money of a year's budgets as the ledger had it by a moment, by name, in three queries.

    The budget itself is what it is today: it tells of nobody, and a year is measured by what it was given.
    """
    set_aside = Q(kind__in=EntryKind.by_document())
    lines = BudgetEntry.objects.filter(set_aside | Q(at__lt=until), budget__year=year)
    found: dict[str, Spending] = {}
    sums = lines.order_by().values_list("budget__scheme", "budget__scheme__name", "kind")
    for scheme, name, kind, amount in sums.annotate(sum=Sum("amount")):
        row = found.setdefault(scheme, Spending(scheme, name))
        for figure, sign in _EFFECTS[kind]:
            setattr(row, figure, getattr(row, figure) + sign * amount)
    for scheme, people in _people_bound(year, until):
        found[scheme].people_bound = people
    for scheme, people in _people_paid(year, until):
        found[scheme].people_paid = people
    return sorted(found.values(), key=lambda row: row.name)


def _people_bound(year: int, until: datetime.datetime) -> list[tuple[str, int]]:
    standing = Commitment.objects.filter(
        Q(released_at=None) | Q(released_at__gte=until), budget__year=year, committed_at__lt=until
    )
    people = Count("claim__lines__courier", filter=Q(claim__lines__amount__gt=0), distinct=True)
    return list(standing.order_by().values_list("budget__scheme").annotate(people=people))


def _people_paid(year: int, until: datetime.datetime) -> list[tuple[str, int]]:
    paid = PaymentLine.objects.filter(
        state=LineState.PAID, commitment__budget__year=year, answered_at__lt=until
    )
    return list(paid.order_by().values_list("commitment__budget__scheme").annotate(people=Sum("people")))


def budget_years() -> list[int]:
    """Return the years for which budgets are entered, newest first."""
    years = BudgetEntry.objects.order_by().values_list("budget__year", flat=True).distinct()
    return sorted(years, reverse=True)
