"""One worksheet of an .xlsx workbook, read by expat's three handlers into a sparse table."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .cells import EMPTY, Cell, CellKind, CellValue

MAX_COLUMNS: Final = 256
MAX_FILLED_ROWS: Final = 5_200  # 5,000 data rows and what stands around them
MAX_ROW_NUMBER: Final = 20_000
_MAX_MERGES: Final = 500

_ESCAPE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE: Final = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")


@dataclass(slots=True)
class RawSheet:
    """A sheet as it lies in the file: filled rows by number (1 = first), each a list from column A on."""

    name: str
    hidden: bool
    rows: dict[int, list[Cell]] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)
    merges: list[str] = field(default_factory=list)


def column_letter(index: int) -> str:
    """A for 0, Z for 25, AA for 26."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """0 for A, 26 for AA."""
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - 64
    return index - 1


class SheetReader:
    """The three expat handlers of one sheet, and the cell that is being read."""

    def __init__(self, sheet: RawSheet, strings: list[str], dates: frozenset[int], epoch: date) -> None:
        self.sheet = sheet
        self.strings = strings
        self.dates = dates
        self.epoch = epoch
        self.row = 0
        self.column = -1
        self.kind = "n"
        self.style = 0
        self.value: list[str] | None = None
        self.formula = False
        self.listening = False
        self.phonetic = False

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        """An element begins."""
        local = tag.rpartition(":")[2] if ":" in tag else tag
        if local == "c":
            self._open_cell(attrs)
        elif local == "v":
            self.value = []
            self.listening = True
        elif local == "is":
            self.value = []
        elif local == "t":
            self.listening = self.value is not None and not self.phonetic
        elif local == "row":
            self.row = int(attrs["r"]) if "r" in attrs else self.row + 1
            self.column = -1
        elif local == "f":
            self.formula = True
        elif local == "rPh":
            self.phonetic = True
        elif local == "col":
            self._keep_width(attrs)
        elif local == "mergeCell" and len(self.sheet.merges) < _MAX_MERGES:
            self.sheet.merges.append(attrs.get("ref", ""))

    def end(self, tag: str) -> None:
        """An element ends; a cell with content is kept when it does."""
        local = tag.rpartition(":")[2] if ":" in tag else tag
        if local in ("v", "t"):
            self.listening = False
        elif local == "rPh":
            self.phonetic = False
        elif local == "c" and (self.value is not None or self.formula):
            self._close_cell()

    def text(self, data: str) -> None:
        """Text between tags, in pieces."""
        if self.listening and self.value is not None:
            self.value.append(data)

    def _open_cell(self, attrs: dict[str, str]) -> None:
        reference = attrs.get("r")
        if reference is None:
            self.column += 1
        else:
            match = _REFERENCE.fullmatch(reference)
            if match is None:
                raise ValueError(reference)
            self.column = column_index(match[1])
            self.row = int(match[2])
        self.kind = attrs.get("t", "n")
        self.style = int(attrs.get("s", "0"))
        self.value = None
        self.formula = False

    def _close_cell(self) -> None:
        cell = self._cell("".join(self.value) if self.value is not None else "")
        self.value = None
        if cell.kind is CellKind.EMPTY:
            return
        self._ask_caps()
        row = self.sheet.rows.setdefault(self.row, [])
        if len(row) <= self.column:
            row.extend([EMPTY] * (self.column - len(row)))
            row.append(cell)
        else:
            row[self.column] = cell

    def _ask_caps(self) -> None:
        rows = self.sheet.rows
        if self.row > MAX_ROW_NUMBER or (len(rows) >= MAX_FILLED_ROWS and self.row not in rows):
            raise too_many_rows(self.sheet.name)
        if self.column >= MAX_COLUMNS or self.row < 1:
            raise ValidationError(
                _(
                    "The sheet “%(sheet)s” has entries beyond column %(letter)s. "
                    "Delete them and send it again."
                )
                % {"sheet": self.sheet.name, "letter": column_letter(MAX_COLUMNS - 1)},
                code="too_many_columns",
            )

    def _cell(self, raw: str) -> Cell:
        kind = self.kind
        if kind == "s":
            return _text(self.strings[int(raw)]) if raw else EMPTY
        if kind in ("inlineStr", "str"):
            return _text(unescape(raw))
        if not raw:
            return Cell(CellKind.ERROR, "") if self.formula else EMPTY
        if kind == "b":
            return Cell(CellKind.BOOL, raw in ("1", "true"))
        if kind == "e":
            return Cell(CellKind.ERROR, raw)
        if kind == "d":
            return Cell(CellKind.DATE, datetime.fromisoformat(raw))
        return self._number(raw)

    def _number(self, raw: str) -> Cell:
        try:
            # Excel stores 17 digits of a binary double; repr gives back the number that was typed.
            number = Decimal(raw) if "." not in raw and "E" not in raw.upper() else Decimal(repr(float(raw)))
        except InvalidOperation as error:
            raise ValueError(raw) from error
        if not number.is_finite():
            raise ValueError(raw)
        if self.style in self.dates:
            moment = _moment(number, self.epoch)
            if moment is not None:
                return Cell(CellKind.DATE, moment)
        return Cell(CellKind.NUMBER, number)

    def _keep_width(self, attrs: dict[str, str]) -> None:
        first, last = int(attrs.get("min", "1")), int(attrs.get("max", "1"))
        if "width" in attrs:
            for index in range(max(first, 1), min(last, MAX_COLUMNS) + 1):
                self.sheet.widths[index - 1] = min(float(attrs["width"]), 100.0)


def too_many_rows(sheet: str) -> ValidationError:
    """The refusal of a sheet with more than 5,000 data rows."""
    return ValidationError(
        _(
            "The sheet “%(sheet)s” has more than 5,000 rows, or entries far below the last row. "
            "Split it or delete what lies below, and send it again."
        )
        % {"sheet": sheet},
        code="too_many_rows",
    )


def _text(text: str) -> Cell:
    return Cell(CellKind.TEXT, text) if text else EMPTY


def _moment(serial: Decimal, epoch: date) -> CellValue:
    """The day, moment or time of day of a serial number; None beyond the calendar."""
    if not Decimal(0) <= serial < Decimal(2_958_466):
        return None
    days = int(serial)
    seconds = round((serial - days) * 86_400)
    if epoch.year == 1899 and 0 < days < 60:
        days += 1  # the 1900 system counts a 29 February 1900 that never was
    moment = datetime(epoch.year, epoch.month, epoch.day) + timedelta(days=days, seconds=seconds)
    if int(serial) == 0 and seconds:
        return moment.time()
    return moment.date() if not seconds else moment


def unescape(text: str) -> str:
    """Undo `_x000D_`, which stands for a character that XML cannot hold; only tabs and line ends stay."""
    return _ESCAPE.sub(_escaped, text) if "_x" in text else text


def _escaped(match: re.Match[str]) -> str:
    char = chr(int(match[1], 16))
    return char if char.isprintable() or char in "\t\n\r" else ""
