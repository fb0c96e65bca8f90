"""Values as papers print them: Chinese in whatever language the office works."""

from __future__ import annotations

import datetime
from decimal import Decimal

from django.utils import timezone


def shown(value: object) -> str:
    """Write a value: days and moments as ISO, numbers without needless zeros, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return f"{timezone.localtime(value) if timezone.is_aware(value) else value:%Y-%m-%d %H:%M}"
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(value)


def chinese_day(day: datetime.date) -> str:
    """Write a day as official papers do (GB/T 9704-2012): no leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"


def percent(value: Decimal | None) -> str:
    """Write a rate in per cent; a dash where there is none."""
    return "—" if value is None else f"{value:f}%"
