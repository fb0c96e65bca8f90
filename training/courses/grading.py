"""The arithmetic of a test: what a level asks, and which attempt counts. Pure: no database, no clock.

Levels five to three are passed with theory and practice, two and one with the comprehensive review as well;
who is absent fails (快递员国家职业技能标准 2019 年版, 1.8). What a level asks is data: `models.PassRule`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Protocol, TypeVar

#: The parts of a test in the order of the sheets, by the columns of an attempt.
PARTS: Final = ("theory", "practice", "review", "performance")


class Marked(Protocol):
    """Whatever has marks: a row of a sheet, an attempt."""

    @property
    def theory(self) -> Decimal | None:
        """Knowledge (应知), out of 100."""

    @property
    def practice(self) -> Decimal | None:
        """Skill (应会), out of 100."""

    @property
    def review(self) -> Decimal | None:
        """Comprehensive review (综合评审), out of 100."""

    @property
    def performance(self) -> Decimal | None:
        """Review of work performance (工作业绩评审), out of 100."""

    @property
    def absent(self) -> bool:
        """Whether the person did not come."""


class Judged(Protocol):
    """An attempt that was judged."""

    @property
    def passed(self) -> bool:
        """Whether it passed."""


J = TypeVar("J", bound=Judged)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The marks of one sitting, each out of 100, or absent with none."""

    theory: Decimal | None = None
    practice: Decimal | None = None
    review: Decimal | None = None
    performance: Decimal | None = None
    absent: bool = False


@dataclass(frozen=True, slots=True)
class PassMarks:
    """The mark that each part of a test needs, out of 100; None for a part that is not asked."""

    theory: Decimal | None
    practice: Decimal | None
    review: Decimal | None = None
    performance: Decimal | None = None

    @property
    def asked(self) -> tuple[str, ...]:
        """The parts that must have a mark, in the order of the sheets."""
        return tuple(part for part in PARTS if getattr(self, part) is not None)

    def missing(self, marks: Marked) -> tuple[str, ...]:
        """Return the parts asked for which there is no mark."""
        return tuple(part for part in self.asked if getattr(marks, part) is None)

    def passes(self, marks: Marked) -> bool:
        """Tell whether every part asked reaches its mark; who is absent, or lacks a mark, fails."""
        if marks.absent or self.missing(marks):
            return False
        return all(getattr(marks, part) >= getattr(self, part) for part in self.asked)


def counting(attempts: Sequence[J]) -> J:
    """Return the attempt that counts of those in order of their days: the first that passed, else the last.

    So a pass counts from its own day, and a retake never erases what was reached before.
    Raises ValueError when there is none.
    """
    if not attempts:
        raise ValueError("Nobody's attempts count where there are none.")
    return next((each for each in attempts if each.passed), attempts[-1])
