"""The arithmetic of completion: class hours and their shares. Pure; knows no database and no clock."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from .enums import AttendanceStatus

#: Who came late was there; who was on leave was not, whatever the reason (rule of the answer sheets).
ATTENDED: Final = frozenset({AttendanceStatus.PRESENT, AttendanceStatus.LATE})
_TENTH: Final = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a trainee reached: class hours attended of those held, enough or not, test passed or not."""

    hours_attended: Decimal
    hours_held: Decimal
    enough_hours: bool
    test_passed: bool

    @property
    def completed(self) -> bool:
        """Completion needs both, the hours and the test."""
        return self.enough_hours and self.test_passed


def judge(*, attended: Decimal, held: Decimal, share_required: Decimal, test_passed: bool) -> Outcome:
    """Hold a trainee against the class's rule. Compares products, so no share is ever rounded.

    A class without lessons gives nobody enough hours.
    """
    enough = held > 0 and attended >= share_required * held
    return Outcome(attended, held, enough, test_passed)


def shared_out(hours: Decimal, days: int) -> list[Decimal]:
    """Share class hours out over days in tenths, the first days a tenth more where they do not divide.

    The parts add up to the whole. Raises ValueError when a day would get nothing.
    """
    tenths = int(hours / _TENTH)
    if days < 1 or tenths < days:
        raise ValueError("There are fewer tenths of a class hour than days.")
    base, rest = divmod(tenths, days)
    return [(base + (1 if day < rest else 0)) * _TENTH for day in range(days)]


def can_still_miss(*, missed: Decimal, planned: Decimal, share_required: Decimal) -> Decimal:
    """Return how many more hours may be missed; below 0 when the share can no longer be reached."""
    return planned - share_required * planned - missed
