"""The blank workbook that people download: data sheet, instructions, and the lists behind the drop-downs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from .columns import Column
from .layouts import MAX_ROWS
from .writing import HEADER_FILL, HEADER_FONT, TEXT_FORMAT, WRAPPED, Value, put, saved, sheet_title

EXAMPLE_MARK: Final = "示例"
CODES_SHEET: Final = "代码表"
HEADER_ROW: Final = 3
_GREY: Final = Font(color="FF808080", italic=True)
_REQUIRED_FILL: Final = PatternFill("solid", start_color="FFFFF2CC", end_color="FFFFF2CC")


@dataclass(frozen=True, slots=True)
class PairsPage:
    """A sheet of labels and values: `values` are what is known already, by the items' keys."""

    title: str
    items: Sequence[Column]
    values: Mapping[str, Value]


def template_workbook(
    title: str,
    columns: Sequence[Column],
    *,
    sheet: str,
    band: Sequence[tuple[str, str]] = (),
    notes: Sequence[str] = (),
    rows: Sequence[Sequence[Value]] = (),
    pairs: PairsPage | None = None,
    version: str = "1",
) -> bytes:
    """Make a template: title, a band of labels and values, headers (required ones with *), an example row.

    `rows` are what is known already, each as long as `columns`, None where somebody is to fill in; they stand
    in the place of the example row. `pairs` is a sheet of labels and values that stands before the data.

    `sheet` names the data sheet, `notes` are general remarks at the top of the instructions, and `version`
    goes into the document's properties. The first column of the example row carries the mark by which it is
    skipped.
    """
    book = Workbook()
    page = book.active
    page.title = sheet_title(sheet)
    book.properties.title, book.properties.version = title, version
    _head(page, title, band, len(columns))
    for place, column in enumerate(columns, start=1):
        _column(page, place, column)
    if pairs is not None:
        _pairs(book.create_sheet(sheet_title(pairs.title), 0), pairs)
    first = HEADER_ROW + 1
    if rows:
        _rows(page, columns, rows)
    else:
        _example(page, columns)
        first += 1
        notes = (*notes, _("The grey row marked %(mark)s is left out on import.") % {"mark": EXAMPLE_MARK})
    _instructions(book, columns, notes)
    _codes(book, page, columns, first)
    return saved(book)


def _head(page: Any, title: str, band: Sequence[tuple[str, str]], width: int) -> None:
    put(page.cell(1, 1), title).font = Font(bold=True, size=16)
    page.cell(1, 1).alignment = Alignment(horizontal="center", vertical="center")
    page.row_dimensions[1].height = 30
    if width > 1:
        page.merge_cells(start_row=1, start_column=1, end_row=1, end_column=width)
    for number, (label, value) in enumerate(band):
        put(page.cell(2, 1 + 2 * number), f"{label}：")
        put(page.cell(2, 2 + 2 * number), value, as_text=True)
    page.freeze_panes = page.cell(HEADER_ROW + 1, 1)


def _pairs(page: Any, pairs: PairsPage) -> None:
    for letter, width in zip("ABC", (28, 44, 40), strict=True):
        page.column_dimensions[letter].width = width
    for place, heading in enumerate((_("Item"), _("To fill in"), _("Instructions")), start=1):
        cell = put(page.cell(1, place), heading)
        cell.font, cell.fill = HEADER_FONT, HEADER_FILL
    for number, item in enumerate(pairs.items, start=2):
        label = put(page.cell(number, 1), item.header + ("*" if item.required else ""))
        label.font, label.fill = HEADER_FONT, _REQUIRED_FILL if item.required else HEADER_FILL
        put(page.cell(number, 2), pairs.values.get(item.key), as_text=True).number_format = TEXT_FORMAT
        put(page.cell(number, 3), item.hint or "、".join(item.choices)).font = _GREY
    page.freeze_panes = "A2"


def _column(page: Any, place: int, column: Column) -> None:
    header = put(page.cell(HEADER_ROW, place), column.header + ("*" if column.required else ""))
    header.font, header.alignment = HEADER_FONT, WRAPPED
    header.fill = _REQUIRED_FILL if column.required else HEADER_FILL
    dimension = page.column_dimensions[get_column_letter(place)]
    dimension.width = column.width
    if column.text:
        dimension.number_format = TEXT_FORMAT


def _example(page: Any, columns: Sequence[Column]) -> None:
    for place, column in enumerate(columns, start=1):
        sample = EXAMPLE_MARK if place == 1 else column.example
        put(page.cell(HEADER_ROW + 1, place), sample, as_text=True).font = _GREY


def _rows(page: Any, columns: Sequence[Column], rows: Sequence[Sequence[Value]]) -> None:
    for number, row in enumerate(rows, start=HEADER_ROW + 1):
        for place, (column, value) in enumerate(zip(columns, row, strict=True), start=1):
            put(page.cell(number, place), value, as_text=column.text)


def _instructions(book: Any, columns: Sequence[Column], notes: Sequence[str]) -> None:
    page = book.create_sheet(sheet_title(_("Instructions")))
    for letter, width in zip("ABCD", (18, 8, 50, 40), strict=True):
        page.column_dimensions[letter].width = width
    row = 1
    for note in notes:
        put(page.cell(row, 1), note)
        row += 1
    # One heading a row below, so that this sheet is never taken for the data.
    for column in columns:
        put(page.cell(row, 1), column.header).font = HEADER_FONT
        put(page.cell(row, 2), _("required") if column.required else _("optional"))
        hint = put(page.cell(row, 3), column.hint or "、".join(column.choices))
        hint.alignment = WRAPPED
        if column.aliases:
            also = _("Also read as: %(names)s") % {"names": "、".join(column.aliases)}
            put(page.cell(row, 4), also).alignment = WRAPPED
        row += 1


def _codes(book: Any, page: Any, columns: Sequence[Column], first: int) -> None:
    """The lists behind the drop-downs, which begin in row `first`; in cells a list may pass 255 letters."""
    chosen = [(number, column) for number, column in enumerate(columns, start=1) if column.choices]
    if not chosen:
        return
    codes = book.create_sheet(CODES_SHEET)
    for place, (number, column) in enumerate(chosen, start=1):
        letter, target = get_column_letter(place), get_column_letter(number)
        put(codes.cell(1, place), column.header).font = HEADER_FONT
        codes.column_dimensions[letter].width = 30
        for row, choice in enumerate(column.choices, start=2):
            put(codes.cell(row, place), choice)
        rule = drop_down(f"'{CODES_SHEET}'!${letter}$2:${letter}${len(column.choices) + 1}", column.header)
        rule.add(f"{target}{first}:{target}{first + MAX_ROWS - 1}")
        page.add_data_validation(rule)


def drop_down(source: str, header: str) -> DataValidation:
    """A drop-down over a range of cells, which refuses anything else in words."""
    rule = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=True)
    rule.errorTitle = header[:32]
    rule.error = _("Choose one of the values in the list.")
    return rule
