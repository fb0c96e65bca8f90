"""Counting months and years on the calendar."""

from __future__ import annotations

import calendar
import datetime


def add_months(day: datetime.date, months: int) -> datetime.date:
    """Return the same day so many months later, or the last day of a shorter month.

    What lies beyond the last year of the calendar is its last day.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > datetime.MAXYEAR:
        return datetime.date.max
    if day.day <= 28:
        return datetime.date(year, month + 1, day.day)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def age_on(birth: datetime.date, day: datetime.date) -> int:
    """Return the full years of age on a day."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
