"""From marks to ranks: pure, exact decimals, no database.

Both parts are marked out of 100 and weighted in percent; the total is rounded half up to two places and the
rounded total ranks. Of equal totals the higher practice mark goes first; who is equal in both shares a rank,
and the ranks after are skipped. Weights and tie rule: 泰人社〔2022〕30号; the weights are data of the event.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

PLACES = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Marked:
    """An entry as it is ranked: marks 0-100; `ranked` is false for who withdrew or was disqualified."""

    number: str
    theory: Decimal | None
    practice: Decimal | None
    ranked: bool = True


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry with its total (two places) and rank; both None when it is not ranked."""

    number: str
    total: Decimal | None
    rank: int | None


@dataclass(frozen=True, slots=True)
class Honour:
    """A name given to ranks `first` to `last`, as 技术状元 to 1-1; a shared rank earns it for each."""

    name: str
    first: int
    last: int


def total_of(theory: Decimal, practice: Decimal, theory_weight: Decimal, practice_weight: Decimal) -> Decimal:
    """Return the weighted total, rounded half up to two places once, at the end."""
    exact = (theory * theory_weight + practice * practice_weight) / 100
    return exact.quantize(PLACES, rounding=ROUND_HALF_UP)


def rank(entries: Iterable[Marked], *, theory_weight: Decimal, practice_weight: Decimal) -> list[Placed]:
    """Return the ranked entries in order of rank, then the others; equals stand in order of their number.

    Raises ValueError when the weights do not make 100 or a ranked entry lacks a mark.
    """
    if theory_weight + practice_weight != 100:
        raise ValueError("The weights of theory and practice must make 100 percent.")
    scored: list[tuple[Decimal, Decimal, str]] = []
    others: list[Placed] = []
    for entry in entries:
        if not entry.ranked:
            others.append(Placed(entry.number, None, None))
        elif entry.theory is None or entry.practice is None:
            raise ValueError(f"Entry {entry.number} is ranked but has no mark.")
        else:
            total = total_of(entry.theory, entry.practice, theory_weight, practice_weight)
            scored.append((total, entry.practice, entry.number))
    scored.sort(key=lambda row: (-row[0], -row[1], row[2]))
    return [*_place(scored), *sorted(others, key=lambda placed: placed.number)]


def _place(scored: Sequence[tuple[Decimal, Decimal, str]]) -> list[Placed]:
    placed: list[Placed] = []
    shared, before = 0, None
    for position, (total, practice, number) in enumerate(scored, start=1):
        if (total, practice) != before:
            shared, before = position, (total, practice)
        placed.append(Placed(number, total, shared))
    return placed


def honour_at(rank: int | None, honours: Iterable[Honour]) -> str:
    """Return the honour of a rank, or an empty text."""
    return next((honour.name for honour in honours if rank and honour.first <= rank <= honour.last), "")
