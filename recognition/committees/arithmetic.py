"""Quorum, majority and marks, in whole numbers and exact decimals. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from .models import Rules

HUNDRED = Decimal(100)
CENT = Decimal("0.01")


def has_quorum(rules: Rules, *, present: int, members: int) -> bool:
    """Tell whether so many present can decide for so many members; by default `3*present >= 2*members`."""
    return rules.quorum_whole * present >= rules.quorum_part * members


def needed_for_quorum(rules: Rules, members: int) -> int:
    """Return how many must be present: the fraction of the members, rounded up."""
    return -(-rules.quorum_part * members // rules.quorum_whole)


def passes(rules: Rules, *, yes: int, present: int) -> bool:
    """Tell whether so many votes for pass among so many present; by default `3*yes >= 2*present`.

    The votes are held against the experts present, not against the ballots cast (人社部令第40号 art. 22).
    Where nobody is present nothing passes.
    """
    return present > 0 and rules.pass_whole * yes >= rules.pass_part * present


def needed_to_pass(rules: Rules, present: int) -> int:
    """Return how many votes for are needed: the fraction of those present, rounded up."""
    return -(-rules.pass_part * present // rules.pass_whole)


def weighted(marks: Sequence[tuple[Decimal, Decimal, Decimal]]) -> Decimal:
    """Return the score out of 100 of (mark, highest mark, weight in percent), half up to two places."""
    total = sum((mark * weight / most for mark, most, weight in marks), Decimal(0))
    return total.quantize(CENT, rounding=ROUND_HALF_UP)


def mean(scores: Sequence[Decimal]) -> Decimal | None:
    """Return the mean of scores, half up to two places; None where there is none."""
    if not scores:
        return None
    return (sum(scores, Decimal(0)) / len(scores)).quantize(CENT, rounding=ROUND_HALF_UP)
