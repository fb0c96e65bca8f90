"""One cell of a sheet with its type kept, and how it reads as text, date or number.

The type matters: an 18-digit number typed into a number cell has lost its last digits for good, a text cell
has not.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Final, NamedTuple

CellValue = str | Decimal | date | time | bool | None

# Full-width forms U+FF01..U+FF5E lie at one distance from ASCII; other compatibility forms stay as they are.
HALF_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_DATE_TEXT: Final = re.compile(
    r"(?P<y>\d{4})\s*(?:[-/.．年])\s*(?P<m>\d{1,2})\s*(?:[-/.．月])\s*(?P<d>\d{1,2})\s*日?(?:\s+[\d:]+)?"
)
_DATE_DIGITS: Final = re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})")


class CellKind(StrEnum):
    """What the sheet says the cell is."""

    EMPTY = "empty"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    BOOL = "bool"
    ERROR = "error"


class Cell(NamedTuple):
    """A cell: its kind and its value.

    TEXT holds str, NUMBER Decimal, DATE date, datetime or time, BOOL bool, ERROR the sheet's own mark
    ("#REF!") or "" for a formula whose result the file does not hold.
    """

    kind: CellKind
    value: CellValue

    @property
    def text(self) -> str:
        """What a person would type for it: whole numbers without a fraction, dates as 2026-11-23."""
        return cell_text(self)

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing in it but space."""
        return self.kind is CellKind.EMPTY or (self.kind is CellKind.TEXT and not str(self.value).strip())


EMPTY: Final = Cell(CellKind.EMPTY, None)


def text_cell(text: str) -> Cell:
    """A text cell, or the empty cell for an empty text."""
    return Cell(CellKind.TEXT, text) if text else EMPTY


def cell_text(cell: Cell) -> str:
    """See `Cell.text`."""
    kind, value = cell
    if kind is CellKind.TEXT or kind is CellKind.ERROR:
        return str(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, Decimal):
        return number_text(value)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d") if value.time() == time() else value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return ""


def number_text(value: Decimal) -> str:
    """A number without exponent and without a fraction of zeros."""
    if not value.is_finite():
        return str(value)
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def as_date(cell: Cell) -> date | None:
    """The day in a date cell, a serial number or a text: 2026-11-23, 2026/11/23, 2026年11月23日, 20261123.

    None when the cell says no day of the calendar.
    """
    value = cell.value
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, Decimal):
        if Decimal(19000101) <= value <= Decimal(29991231):
            return _day_of_text(number_text(value))
        if Decimal(1) <= value < Decimal(200_000):
            return date(1899, 12, 30) + timedelta(days=int(value))
        return None
    return _day_of_text(value) if isinstance(value, str) else None


def as_decimal(cell: Cell) -> Decimal | None:
    """The number in a number cell or in a text of digits (full width too); None when there is none."""
    value = cell.value
    if isinstance(value, bool):
        return None
    if isinstance(value, Decimal):
        return value if value.is_finite() else None
    if not isinstance(value, str):
        return None
    text = re.sub(r"[\s,，]", "", value).translate(HALF_WIDTH)
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _day_of_text(text: str) -> date | None:
    bare = text.translate(HALF_WIDTH).strip()
    match = _DATE_TEXT.fullmatch(bare) or _DATE_DIGITS.fullmatch(bare)
    if match is None:
        return None
    try:
        return date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:
        return None
