"""Sheets of labels and values: each label stands before its value, in whatever row and column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from .cells import EMPTY, Cell
from .columns import Column, normalise_header
from .report import JudgedRow, Matched, Recognised
from .sheets import Row, Table

VALUE: Final = "value"
_FEWEST: Final = 3


@dataclass(frozen=True, slots=True)
class Pair:
    """A value found beside its label: row number on the sheet, column index (0 = A), and the cell."""

    row: int
    place: int
    label: str
    cell: Cell


@dataclass(frozen=True)
class Pairs:
    """The labels that a sheet has, by our key."""

    table: Table
    found: dict[str, Pair]

    def __getitem__(self, key: str) -> Cell:
        """The cell beside a label, or the empty cell when the sheet has no such label."""
        pair = self.found.get(key)
        return pair.cell if pair is not None else EMPTY

    @property
    def recognised(self) -> Recognised:
        """The plain description that goes into a report; problems are marked in the column of the values."""
        place = max((pair.place for pair in self.found.values()), default=1)
        letter = get_column_letter(place + 1)
        return Recognised(
            self.table.name,
            (self.table.rows[0].number,),
            (Matched(VALUE, VALUE, VALUE, letter),),
        )

    def rows(self) -> dict[int, JudgedRow]:
        """A row to judge for each row of the sheet that holds a label, by its number."""
        rows: dict[int, JudgedRow] = {}
        for key, pair in self.found.items():
            rows.setdefault(pair.row, JudgedRow(pair.row, {})).values[key] = pair.cell.text.strip()
        return dict(sorted(rows.items()))


def find_pairs(tables: Sequence[Table], items: Sequence[Column], *, sheet: str) -> Pairs:
    """Find the visible sheet with most of our labels; `sheet` names it in what is said when there is none.

    Raises ValidationError: `pairs_not_found`, `missing_items` (names the required labels that lack).
    """
    names = {normalise_header(name): item.key for item in items for name in (item.header, *item.aliases)}
    candidates = [Pairs(table, _pairs_of(table, names)) for table in tables if not table.hidden]
    best = max(candidates, key=lambda pairs: len(pairs.found), default=None)
    if best is None or len(best.found) < _FEWEST:
        raise ValidationError(
            _("The workbook has no sheet “%(sheet)s” with labels and values. Use the template."),
            code="pairs_not_found",
            params={"sheet": sheet},
        )
    missing = [item.header for item in items if item.required and item.key not in best.found]
    if missing:
        raise ValidationError(
            _("The sheet “%(sheet)s” lacks these lines: %(items)s. Add them and send the file again."),
            code="missing_items",
            params={"sheet": best.table.name, "items": "、".join(missing)},
        )
    return best


def _pairs_of(table: Table, names: dict[str, str]) -> dict[str, Pair]:
    found: dict[str, Pair] = {}
    for row in table.rows:
        for place, cell in enumerate(row.cells):
            key = names.get(normalise_header(cell.text)) if not cell.is_blank else None
            if key is not None and key not in found:
                found[key] = _beside(row, place, cell.text.strip(), names)
    return found


def _beside(row: Row, place: int, label: str, names: dict[str, str]) -> Pair:
    """Return what stands behind a label: the next cell, unless that is a label itself."""
    after = row.cells[place + 1] if place + 1 < len(row.cells) else EMPTY
    if not after.is_blank and normalise_header(after.text) in names:
        after = EMPTY
    return Pair(row.number, place + 1, label, after)
