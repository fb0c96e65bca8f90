"""Files as tables: every filled row with its number on the sheet and its cells with their types."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import Final, NamedTuple

from .cells import Cell, text_cell
from .files import inspect, refusal
from .workbook import MAX_COLUMNS, MAX_FILLED_ROWS, RawSheet, read_workbook, too_many_rows

_KEPT_AS_TEXT: Final = re.compile(r'="([^"]*)"')  # how Excel is told in a csv to keep a long number
_DELIMITERS: Final = (",", "\t", ";")


class Row(NamedTuple):
    """A filled row: its number on the sheet (1 = first) and its cells from column A on."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet: its filled rows in order."""

    name: str
    rows: tuple[Row, ...]
    hidden: bool = False


def read_tables(content: bytes, filename: str) -> list[Table]:
    """Inspect a file and read all its sheets.

    Raises ValidationError with the codes of `files.inspect` and empty, too_many_rows, too_many_columns,
    too_many_sheets.
    """
    kind = inspect(content, filename).kind
    tables = [_read_csv(content)] if kind == "csv" else [_table(sheet) for sheet in read_workbook(content)]
    if not any(table.rows for table in tables):
        raise refusal("empty")
    return tables


def _table(sheet: RawSheet) -> Table:
    rows = (Row(number, tuple(cells)) for number, cells in sorted(sheet.rows.items()))
    filled = tuple(row for row in rows if not all(cell.is_blank for cell in row.cells))
    return Table(sheet.name, filled, sheet.hidden)


def _read_csv(content: bytes) -> Table:
    text = _decode(content)
    first_line = text.lstrip().partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first_line.count)
    rows: list[Row] = []
    try:
        for number, fields in enumerate(
            csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), start=1
        ):
            if len(fields) > MAX_COLUMNS and any(each.strip() for each in fields[MAX_COLUMNS:]):
                raise refusal("wrong_type")
            if not any(each.strip() for each in fields):
                continue
            if len(rows) >= MAX_FILLED_ROWS:
                raise too_many_rows("csv")
            rows.append(Row(number, tuple(text_cell(_KEPT_AS_TEXT.sub(r"\1", each)) for each in fields)))
    except csv.Error as error:
        raise refusal("broken_file") from error
    return Table("csv", tuple(rows))


def _decode(content: bytes) -> str:
    """UTF-8 with or without a mark, UTF-16 with a mark, else GB18030 (the encoding of Chinese Excel)."""
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise refusal("broken_file")
