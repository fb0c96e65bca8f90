"""Counting working days by the holiday table: the one place where it is done."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .enums import DayCount, DayKind
from .models import CalendarDay

DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class WorkingCalendar:
    """The days that break the week's rule, for whole years; `years` are those for which the table has rows.

    Asking about a year without rows raises ValidationError (`calendar_unknown`): a notice that counted an
    unknown Spring Festival as working days would be void.
    """

    days: Mapping[datetime.date, DayKind]
    years: frozenset[int]

    @classmethod
    def load(cls, start: datetime.date, end: datetime.date) -> WorkingCalendar:
        """Read the years from that of `start` to the one after that of `end`, in one query."""
        rows = CalendarDay.objects.filter(
            day__gte=datetime.date(start.year, 1, 1),
            day__lte=datetime.date(min(end.year + 1, datetime.MAXYEAR), 12, 31),
        )
        days = {day: DayKind(kind) for day, kind in rows.values_list("day", "kind")}
        return cls(days, frozenset(day.year for day in days))

    def is_working_day(self, day: datetime.date) -> bool:
        """Tell whether the office works on a day: the table first, then Monday to Friday."""
        if day.year not in self.years:
            raise _unknown(day.year)
        kind = self.days.get(day)
        return day.weekday() < 5 if kind is None else kind == DayKind.WORKDAY

    def add(self, start: datetime.date, working_days: int) -> datetime.date:
        """Return the n-th working day after `start`; the first day is not counted (Civil Code, art. 201).

        The last day is a working day by construction (art. 203). Raises ValueError for fewer than one.
        """
        if working_days < 1:
            raise ValueError("At least one working day is counted.")
        day = start
        while working_days:
            day += DAY
            working_days -= self.is_working_day(day)
        return day

    def count_after(self, start: datetime.date, end: datetime.date) -> int:
        """Return how many working days lie in start+1 .. end; 0 when end does not come after start."""
        span = (end - start).days
        return sum(self.is_working_day(start + n * DAY) for n in range(1, span + 1))


def working_day_after(start: datetime.date, working_days: int) -> datetime.date:
    """Return the n-th working day after `start`, read from the table."""
    # No run of holidays makes n working days last longer than three times as many days and a month.
    span = datetime.timedelta(days=3 * working_days + 31)
    if span > datetime.date.max - start:
        raise _unknown(start.year)
    horizon = start + span
    return WorkingCalendar.load(start, horizon).add(start, working_days)


def last_day_of(start: datetime.date, days: int, count: DayCount) -> datetime.date:
    """Return the last day of a period that begins after `start`, which is not counted (Civil Code, art. 201).

    Working days are counted by the table. Of calendar days the last one moves on when the office does not
    work on it (art. 203). Raises ValueError for fewer than one day, ValidationError `calendar_unknown`.
    """
    if count == DayCount.WORKING:
        return working_day_after(start, days)
    if days < 1:
        raise ValueError("At least one day is counted.")
    if datetime.timedelta(days=days) > datetime.date.max - start:
        raise _unknown(start.year)
    last = start + datetime.timedelta(days=days)
    calendar = WorkingCalendar.load(start, last)
    return last if calendar.is_working_day(last) else calendar.add(last, 1)


def _unknown(year: int) -> ValidationError:
    return ValidationError(
        _("The holidays of %(year)s are not in the calendar. Enter them, then try again.") % {"year": year},
        code="calendar_unknown",
    )
