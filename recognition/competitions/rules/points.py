"""From the scores on a paper to points: exact, and rounded half up to three places once."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final, Protocol

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..shapes import Paper
from .ranking import rounded

#: Places of the points that come out, and of what is entered.
PLACES: Final = 3
SCORE_PLACES: Final = 2


class Marking(Protocol):
    """What a rule must know of an item: its name, full mark and number of judges."""

    name: str
    full_mark: Decimal
    judges: int


def points_of(scores: Sequence[Decimal], deduction: Decimal, *, trimmed: bool = False) -> Decimal:
    """Return the mean of the scores less the deduction, never below nought.

    `trimmed` leaves the highest and the lowest out; there must be three scores then.
    """
    counted = sorted(scores)[1:-1] if trimmed else list(scores)
    mean = sum(counted, Decimal(0)) / len(counted)
    return max(rounded(mean - deduction, PLACES), Decimal(0))


def fault_of(paper: Paper, *, item: Marking) -> ValidationError | None:
    """Return what is wrong with a paper, or None: `scores_count`, `score_range`, `deduction_range`."""
    if len(paper.scores) != item.judges:
        return ValidationError(
            _("“%(item)s” has %(judges)d scores; separate them by spaces.")
            % {"item": item.name, "judges": item.judges},
            code="scores_count",
        )
    entered = [(score, "score_range") for score in paper.scores]
    for value, code in (*entered, (paper.deduction, "deduction_range")):
        if not value.is_finite() or not 0 <= value <= item.full_mark or value != round(value, SCORE_PLACES):
            return ValidationError(
                _(
                    "For “%(item)s” a number from 0 to %(most)s with at most two decimals is entered, "
                    "not “%(value)s”."
                )
                % {"item": item.name, "most": f"{item.full_mark.normalize():f}", "value": str(value)[:20]},
                code=code,
            )
    return None
