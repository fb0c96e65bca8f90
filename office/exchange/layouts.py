"""Layouts: where a sheet has our columns, which of its rows are data, and the shape of each row judged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from .cells import EMPTY, Cell, CellKind
from .columns import Column, normalise_header
from .report import JudgedRow, Matched, Recognised, Skipped, Unknown
from .rows import why_no_data
from .sheets import Row, Table
from .workbook import too_many_rows

MAX_ROWS: Final = 5_000


class DataRow:
    """A data row of a layout: its number on the sheet, and its cells by our column key."""

    __slots__ = ("_places", "cells", "number")

    def __init__(self, row: Row, places: dict[str, int]) -> None:
        self.number = row.number
        self.cells = row.cells
        self._places = places

    def __getitem__(self, key: str) -> Cell:
        """The cell of a column, or the empty cell when the sheet has no such column."""
        place = self._places.get(key)
        return self.at(place) if place is not None else EMPTY

    def at(self, index: int) -> Cell:
        """The cell of the column with this index (0 = A), known to us or not."""
        return self.cells[index] if index < len(self.cells) else EMPTY


@dataclass(frozen=True)
class OtherColumn:
    """A column that is none of ours: index (0 = A), letter, heading, the heading's cell (maybe a date)."""

    index: int
    letter: str
    header: str
    cell: Cell


@dataclass(frozen=True)
class Layout:
    """Where the data lies in a file. `places` maps our column keys to column indexes (0 = A)."""

    table: Table
    columns: tuple[Column, ...]
    header_rows: tuple[int, ...]
    places: dict[str, int]
    others: tuple[OtherColumn, ...] = ()
    headings: dict[int, str] = field(default_factory=dict)

    def rows(self) -> Iterator[DataRow]:
        """The data rows in the order of the sheet; hidden rows count."""
        return (DataRow(row, self.places) for row in self._sorted_out[0])

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """The rows below the header that are no data, with the reason."""
        return self._sorted_out[1]

    @cached_property
    def recognised(self) -> Recognised:
        """The plain description that goes into the report."""
        matched = tuple(
            Matched(column.key, column.header, self.headings[place], get_column_letter(place + 1))
            for column in self.columns
            if (place := self.places.get(column.key)) is not None
        )
        unknown = tuple(Unknown(other.letter, other.header) for other in self.others)
        return Recognised(self.table.name, self.header_rows, matched, unknown, self.skipped)

    def labelled(self, label: str) -> Cell:
        """What stands above the header behind or beside a label ("考核日期：2026-09-12")."""
        for row in self.table.rows:
            if row.number >= self.header_rows[0]:
                break
            for place, cell in enumerate(row.cells):
                before, colon, after = cell.text.replace("：", ":").partition(":")
                if normalise_header(before) != normalise_header(label):
                    continue
                if colon and after.strip():
                    return Cell(CellKind.TEXT, after.strip())
                return next((each for each in row.cells[place + 1 :] if not each.is_blank), EMPTY)
        return EMPTY

    def judge(self, row: DataRow) -> JudgedRow:
        """Clean a row and judge its shape: cell_error, required, choice. Importers add their own rules."""
        judged = JudgedRow(row.number, {})
        for column in self.columns:
            if column.key not in self.places:
                continue
            cell = row[column.key]
            if cell.kind is CellKind.ERROR:
                judged.values[column.key] = ""
                judged.refuse(column.key, "cell_error", _cell_error(column, cell))
                continue
            text = cell.text
            value = column.clean(text) if column.clean is not None else " ".join(text.split())
            judged.values[column.key] = value
            if column.required and not value:
                judged.refuse(
                    column.key,
                    "required",
                    _("“%(header)s” is empty. Fill it in.") % {"header": column.header},
                )
            elif value and column.choices and value not in column.choices:
                judged.refuse(column.key, "choice", _choice_error(column, value))
        return judged

    @cached_property
    def _sorted_out(self) -> tuple[tuple[Row, ...], tuple[Skipped, ...]]:
        data: list[Row] = []
        skipped: list[Skipped] = []
        for row in self.table.rows:
            if row.number <= self.header_rows[-1]:
                continue
            why = why_no_data(row.cells)
            if not why and self._repeats_header(row):
                why = "repeated_header"
            if not why:
                data.append(row)
            elif why != "blank":
                first = next(cell.text for cell in row.cells if not cell.is_blank)
                skipped.append(Skipped(row.number, why, first[:20]))
        if len(data) > MAX_ROWS:
            raise too_many_rows(self.table.name)
        return tuple(data), tuple(skipped)

    def _repeats_header(self, row: Row) -> bool:
        texts = {
            place: normalise_header(cell.text) for place, cell in enumerate(row.cells) if not cell.is_blank
        }
        ours = {place: normalise_header(self.headings[place]) for place in self.places.values()}
        return len(texts) >= 2 and all(
            ours.get(place) == text for place, text in texts.items() if place in ours
        )


def _cell_error(column: Column, cell: Cell) -> str:
    if cell.text:
        return _("“%(header)s” holds the error %(mark)s. Type the value itself.") % {
            "header": column.header,
            "mark": cell.text,
        }
    return _("“%(header)s” holds a formula without a stored result. Paste it as a value.") % {
        "header": column.header
    }


def _choice_error(column: Column, value: str) -> str:
    return _("“%(value)s” is not one of the choices for “%(header)s”: %(choices)s.") % {
        "value": value[:30],
        "header": column.header,
        "choices": "、".join(column.choices),
    }
