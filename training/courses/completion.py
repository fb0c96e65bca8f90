"""The arithmetic of completion: class hours and their shares. Pure; knows no database and no clock."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from .enums import AttendanceStatus

#: Who came late was there; who was on leave was not, whatever the reason (rule of the answer sheets).
ATTENDED: Final = frozenset({AttendanceStatus.PRESENT, AttendanceStatus.LATE})
_TENTH: Final = Decimal("0.1")
#: A class hour (学时) lasts 45 minutes.
MINUTES_A_HOUR: Final = 45


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a trainee reached: class hours attended of those held, enough or not, test passed or not.

    `absences` are lessons missed without leave; `no_blocking_absence` is False when they are too many.
    """

    hours_attended: Decimal
    hours_held: Decimal
    enough_hours: bool
    test_passed: bool
    absences: int = 0
    no_blocking_absence: bool = True

    @property
    def completed(self) -> bool:
        """Completion needs all three: the hours, the test, and no blocking absence."""
        return self.enough_hours and self.test_passed and self.no_blocking_absence


def judge(
    *,
    attended: Decimal,
    held: Decimal,
    share_required: Decimal,
    test_passed: bool,
    absences: int = 0,
    absences_allowed: int | None = None,
) -> Outcome:
    """Hold a trainee against the class's rule. Compares products, so no share is ever rounded.

    A class without lessons gives nobody enough hours. `absences_allowed` None: absences bar nothing.
    """
    enough = held > 0 and attended >= share_required * held
    return Outcome(
        attended,
        held,
        enough,
        test_passed,
        absences,
        absences_allowed is None or absences <= absences_allowed,
    )


def attended_hours(
    entered: datetime.datetime,
    left: datetime.datetime,
    *,
    starts: datetime.datetime,
    ends: datetime.datetime,
    hours: Decimal,
    grace: datetime.timedelta,
) -> Decimal:
    """Return the class hours of a lesson (of `hours`) that somebody attended from entry to exit.

    Time outside the lesson does not count. Who enters within `grace` of its beginning counts from the
    beginning, who leaves within `grace` of its end until the end; both is the whole lesson, breaks and all.
    Else whole minutes are divided by 45 and rounded to the nearest tenth (a half up), never above the lesson.
    """
    begins = starts if entered <= starts + grace else entered
    stops = ends if left >= ends - grace else left
    if (begins, stops) == (starts, ends):
        return hours
    minutes = max(int((stops - begins).total_seconds()) // 60, 0)
    rounded = (Decimal(minutes) / MINUTES_A_HOUR).quantize(_TENTH, rounding=ROUND_HALF_UP)
    return min(rounded, hours)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a trainee stands while a class runs, in class hours; `required` is not rounded."""

    attended: Decimal
    missed: Decimal
    planned: Decimal
    required: Decimal
    absences: int
    absences_allowed: int | None

    @property
    def still_possible(self) -> Decimal:
        """What is attended at the end if nothing more is missed."""
        return self.planned - self.missed

    @property
    def may_still_miss(self) -> Decimal:
        """How many more hours may be missed; below 0 when the share can no longer be reached."""
        return self.still_possible - self.required

    @property
    def barred(self) -> bool:
        """Whether too many lessons were missed without leave."""
        return self.absences_allowed is not None and self.absences > self.absences_allowed

    @property
    def out_of_reach(self) -> bool:
        """Whether completion can no longer be reached."""
        return self.may_still_miss < 0 or self.barred

    @property
    def reached(self) -> bool:
        """Whether the hours suffice already."""
        return self.planned > 0 and self.attended >= self.required


def standing(
    *,
    attended: Decimal,
    missed: Decimal,
    planned: Decimal,
    share_required: Decimal,
    absences: int = 0,
    absences_allowed: int | None = None,
) -> Standing:
    """Return where somebody stands who attended and missed so many of the planned class hours."""
    return Standing(
        attended=attended.quantize(_TENTH),
        missed=missed.quantize(_TENTH),
        planned=planned.quantize(_TENTH),
        required=share_required * planned,
        absences=absences,
        absences_allowed=absences_allowed,
    )


def shared_out(hours: Decimal, days: int) -> list[Decimal]:
    """Share class hours out over days in tenths, the first days a tenth more where they do not divide.

    The parts add up to the whole. Raises ValueError when a day would get nothing.
    """
    tenths = int(hours / _TENTH)
    if days < 1 or tenths < days:
        raise ValueError("There are fewer tenths of a class hour than days.")
    base, rest = divmod(tenths, days)
    return [(base + (1 if day < rest else 0)) * _TENTH for day in range(days)]
