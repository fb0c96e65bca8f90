"""Workbooks out: real dates and numbers, long numbers as text, and never a formula out of anybody's text.

A string that begins with = + - or @ is written as a string cell and marked "quote prefix", so that it stays a
text when somebody edits the cell. A manifest sheet says who took which rows when, with a digest of the rows.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from .columns import Column

TEXT_FORMAT: Final = "@"
DATE_FORMAT: Final = "yyyy-mm-dd"
MOMENT_FORMAT: Final = "yyyy-mm-dd hh:mm"
TIME_FORMAT: Final = "hh:mm"
HEADER_FILL: Final = PatternFill("solid", start_color="FFE8EEF5", end_color="FFE8EEF5")
HEADER_FONT: Final = Font(bold=True)
WRAPPED: Final = Alignment(wrap_text=True, vertical="top")

_MAX_TEXT: Final = 32_767
_TITLE_NOISE: Final = re.compile(r"[\[\]:*?/\\]")
_ESCAPABLE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_LIVE: Final = ("=", "+", "-", "@", "\t", "\r", "\n")

Value = (
    object  # None, str, a translated text, bool, int, float, Decimal, date, datetime, time; else its str()
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet to write: rows are sequences in the order of the columns, read once."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]


@dataclass(frozen=True, slots=True)
class Manifest:
    """Who took the rows, when, which selection it was in words, and the address that shows it again."""

    made_by: str
    made_at: datetime
    selection: str
    link: str = ""


def write_workbook(*sheets: Sheet, manifest: Manifest | None = None) -> bytes:
    """Write an .xlsx: frozen bold header, filter, widths, and the manifest sheet when one is given."""
    book = Workbook(write_only=True)
    try:
        tallies = [_write_sheet(book, sheet) for sheet in sheets]
    except BaseException:
        for page in book.worksheets:  # openpyxl streams into open files
            page.close()
        raise
    if manifest is not None:
        _write_manifest(book, manifest, tallies)
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def sheet_title(title: str) -> str:
    """A title that a workbook takes: at most 31 characters, none of []:*?/\\."""
    return _TITLE_NOISE.sub(" ", title).strip("' ")[:31] or "Sheet"


def safe_text(value: object) -> str:
    """Text that a cell takes: no control characters, no hidden escapes, at most 32,767 characters."""
    return _ESCAPABLE.sub("_x005F_", ILLEGAL_CHARACTERS_RE.sub("", str(value)))[:_MAX_TEXT]


def put(cell: Cell, value: Value, *, as_text: bool = False, number_format: str = "") -> Cell:
    """Write a value into a cell with its type and format; any string stays a string."""
    if value is None or value == "":
        return cell
    if isinstance(value, datetime):
        local = timezone.localtime(value).replace(tzinfo=None) if timezone.is_aware(value) else value
        cell.value, cell.number_format = local.replace(microsecond=0), MOMENT_FORMAT
    elif isinstance(value, date):
        cell.value, cell.number_format = value, DATE_FORMAT
    elif isinstance(value, time):
        cell.value, cell.number_format = value, TIME_FORMAT
    elif isinstance(value, (bool, int, float, Decimal)) and not as_text:
        cell.value, cell.number_format = value, number_format or cell.number_format
    else:
        _put_text(cell, safe_text(value))
    return cell


def _put_text(cell: Cell, text: str) -> None:
    cell.value = text
    cell.data_type = "s"  # openpyxl takes a leading "=" for a formula
    cell.number_format = TEXT_FORMAT
    if text.startswith(_LIVE):
        cell.quotePrefix = True


def _write_sheet(book: Workbook, sheet: Sheet) -> tuple[str, int, str]:
    """Write one sheet; return its title, the number of its rows and their SHA-256."""
    page = book.create_sheet(sheet_title(sheet.title))
    page.freeze_panes = "A2"
    for place, column in enumerate(sheet.columns, start=1):
        page.column_dimensions[get_column_letter(place)].width = column.width
    page.append([_header(page, column.header) for column in sheet.columns])
    digest = hashlib.sha256()
    count = 0
    for row in sheet.rows:
        cells = [
            put(WriteOnlyCell(page), value, as_text=column.text, number_format=column.number_format)
            for column, value in zip(sheet.columns, row, strict=True)
        ]
        digest.update(row_line(row))
        page.append(cells)
        count += 1
    page.auto_filter.ref = f"A1:{get_column_letter(max(len(sheet.columns), 1))}{count + 1}"
    return page.title, count, digest.hexdigest()


def row_line(row: Sequence[Value]) -> bytes:
    """A row as the digest takes it: a JSON list of texts in UTF-8 and a line feed."""
    texts = ["" if value is None else str(value) for value in row]
    return json.dumps(texts, ensure_ascii=False).encode() + b"\n"


def _header(page: Any, text: str) -> Cell:
    cell = put(WriteOnlyCell(page), text)
    cell.font, cell.fill, cell.alignment = HEADER_FONT, HEADER_FILL, WRAPPED
    return cell


def _write_manifest(book: Workbook, manifest: Manifest, tallies: list[tuple[str, int, str]]) -> None:
    page = book.create_sheet(sheet_title(_("About this export")))
    page.column_dimensions["A"].width = 18
    page.column_dimensions["B"].width = 70
    lines: list[tuple[str, Value]] = [
        (_("Exported by"), manifest.made_by),
        (_("Exported at"), manifest.made_at),
        (_("Selection"), manifest.selection),
    ]
    if manifest.link:
        lines.append((_("Link to the list"), manifest.link))
    for title, count, digest in tallies:
        lines += [(_("Sheet"), title), (_("Number of rows"), count), (_("SHA-256 of the rows"), digest)]
    for label, value in lines:
        page.append([_header(page, label), put(WriteOnlyCell(page), value)])
