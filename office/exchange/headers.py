"""Headers: finding the row, or the two rows, that name our columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from .cells import EMPTY, Cell, CellKind
from .columns import Column, normalise_header
from .layouts import Layout, OtherColumn
from .sheets import Row, Table

HEADER_WITHIN: Final = 15
_BRACKETED: Final = re.compile(r"[(（\[【〔][^)）\]】〕]*[)）\]】〕]")


def find_header(tables: Sequence[Table], columns: Sequence[Column]) -> Layout:
    """Find the row (or two) with most of our headers in the first 15 rows of any visible sheet.

    Raises ValidationError: header_not_found, missing_columns (names them), empty (no data row below),
    too_many_rows.
    """
    names = _names_of(columns)
    best: Layout | None = None
    for table in tables:
        if table.hidden:
            continue
        for layout in _candidates(table, columns, names):
            if best is None or _worth(layout) > _worth(best):
                best = layout
    if best is None or len(best.places) < min(2, len(columns)):
        raise ValidationError(
            _(
                "No header row was found in the first %(rows)d rows of any sheet. "
                "Put the headings (%(headers)s) in one row above the data, or use the template."
            )
            % {
                "rows": HEADER_WITHIN,
                "headers": _list(column.header for column in columns if column.required),
            },
            code="header_not_found",
        )
    missing = [column for column in columns if column.required and column.key not in best.places]
    if missing:
        raise ValidationError(
            _("The sheet “%(sheet)s” lacks these columns: %(headers)s. Add them and send the file again.")
            % {"sheet": best.table.name, "headers": _list(column.header for column in missing)},
            code="missing_columns",
            params={"keys": [column.key for column in missing]},
        )
    if next(best.rows(), None) is None:
        raise ValidationError(
            _("The sheet “%(sheet)s” has headings but no rows below them. Fill it in and send it again.")
            % {"sheet": best.table.name},
            code="empty",
        )
    return best


def _worth(layout: Layout) -> tuple[int, int]:
    """More of our columns first; of equals the header of one line."""
    return len(layout.places), -len(layout.header_rows)


def _names_of(columns: Sequence[Column]) -> dict[str, tuple[str, int]]:
    """Normalised name -> (key, rank); the printed header outranks an alias when both stand on a sheet."""
    names: dict[str, tuple[str, int]] = {}
    for column in columns:
        names.setdefault(normalise_header(column.header), (column.key, 0))
    for column in columns:
        for alias in column.aliases:
            names.setdefault(normalise_header(alias), (column.key, 1))
    return names


def _candidates(
    table: Table, columns: Sequence[Column], names: dict[str, tuple[str, int]]
) -> Iterator[Layout]:
    by_number = {row.number: row for row in table.rows if row.number <= HEADER_WITHIN + 1}
    for number, row in by_number.items():
        if number > HEADER_WITHIN:
            continue
        single = {place: [cell.text] for place, cell in enumerate(row.cells) if not cell.is_blank}
        yield _match(table, columns, names, (row,), single)
        below = by_number.get(number + 1)
        if below is not None and all(cell.kind in (CellKind.TEXT, CellKind.EMPTY) for cell in below.cells):
            yield _match(table, columns, names, (row, below), _two_lines(row, below))


def _two_lines(upper: Row, lower: Row) -> dict[int, list[str]]:
    """Headings over two lines: a merged parent spreads over the cells to its right that have a child."""
    headings: dict[int, list[str]] = {}
    parent = ""
    for place in range(max(len(upper.cells), len(lower.cells))):
        top = upper.cells[place].text.strip() if place < len(upper.cells) else ""
        child = lower.cells[place].text.strip() if place < len(lower.cells) else ""
        if top:
            parent = top
        if child:
            headings[place] = [parent + child, child] if parent else [child]
        elif top:
            headings[place] = [top]
    return headings


def _match(
    table: Table,
    columns: Sequence[Column],
    names: dict[str, tuple[str, int]],
    rows: tuple[Row, ...],
    headings: dict[int, list[str]],
) -> Layout:
    found: dict[str, tuple[int, int]] = {}  # key -> (rank, place)
    shown: dict[int, str] = {}
    for place, texts in headings.items():
        shown[place] = " ".join(texts[-1].split())
        forms = [*texts, *(_BRACKETED.sub("", text) for text in texts)]
        hit = next((names[form] for each in forms if (form := normalise_header(each)) in names), None)
        if hit is not None and (hit[0] not in found or hit[1] < found[hit[0]][0]):
            found[hit[0]] = (hit[1], place)
    places = {key: place for key, (_rank, place) in found.items()}
    taken = set(places.values())
    others = tuple(
        OtherColumn(place, get_column_letter(place + 1), shown[place], _heading_cell(rows, place))
        for place in sorted(headings)
        if place not in taken
    )
    return Layout(table, tuple(columns), tuple(row.number for row in rows), places, others, shown)


def _heading_cell(rows: tuple[Row, ...], place: int) -> Cell:
    filled = [row.cells[place] for row in rows if place < len(row.cells) and not row.cells[place].is_blank]
    return filled[-1] if filled else EMPTY


def _list(headers: Iterable[str]) -> str:
    return "、".join(headers)
