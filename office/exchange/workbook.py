"""Reading an .xlsx workbook with openpyxl, kept sparsely, our caps asked row by row.

openpyxl reads the parts and the cells. What `load_workbook` and `iter_rows` would do beyond that is left out,
because the sheet is a stranger's: they search each sheet for its extent before anybody has counted the
sheets, fill the gap before a cell at XFD1048576 with a million empty rows, and give a formula without a
stored result as an empty cell. (Reading the formulas as well is no way out: openpyxl translates each use of a
shared formula, which a hostile sheet makes take hours.) The file has passed `files.inspect` before.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final

from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import from_excel
from openpyxl.worksheet._reader import DATA_TAG, FORMULA_TAG, ROW_TAG, WorkSheetParser
from openpyxl.xml.functions import iterparse

from .cells import EMPTY, Cell, CellKind, text_cell
from .files import refusal

MAX_COLUMNS: Final = 256
MAX_FILLED_ROWS: Final = 5_200  # 5,000 data rows and what stands around them
MAX_ROW_NUMBER: Final = 20_000
MAX_SHEETS: Final = 50

# Date formats that Chinese Excel knows by number alone (ECMA-376 part 1, 18.8.30) and openpyxl does not.
_CHINESE_DATES: Final = frozenset((*range(27, 37), *range(50, 59)))
_TEXT_TYPES: Final = ("s", "str", "inlineStr")
_ESCAPE: Final = re.compile(r"_x00(5[Ff]|[01][0-9A-Fa-f])_")
# What openpyxl lets escape from parts that are no XML, or not the XML that it expects.
_FAULTS: Final = (
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    SyntaxError,
    TypeError,
    ValueError,
)


@dataclass(slots=True)
class RawSheet:
    """A sheet as it lies in the file: filled rows by number (1 = first), each a list from column A on."""

    name: str
    hidden: bool
    rows: dict[int, list[Cell]] = field(default_factory=dict)


def read_workbook(content: bytes) -> list[RawSheet]:
    """Read every worksheet in the workbook's order.

    Raises ValidationError with the codes broken_file, doctype, too_many_rows, too_many_columns,
    too_many_sheets.
    """
    try:
        package = ExcelReader(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        with closing(package.archive):
            return _read_sheets(package)
    except DefusedXmlException as error:
        raise refusal("doctype") from error
    except _FAULTS as error:
        raise refusal("broken_file") from error


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


def _read_sheets(package: Any) -> list[RawSheet]:
    package.read_manifest()
    package.read_workbook()
    parts = _parts(package)
    package.read_strings()
    apply_stylesheet(package.archive, package.wb)
    dates = set(package.wb._date_formats)
    dates.update(
        place for place, style in enumerate(package.wb._cell_styles) if style.numFmtId in _CHINESE_DATES
    )
    sheets = []
    for part, sheet in parts.items():
        with package.archive.open(part) as source:
            parser = _SheetParser(source, package.shared_strings, data_only=True)
            for cell in parser.filled():
                _keep(sheet, cell["row"], cell["column"], _cell(cell, dates, package.wb.epoch))
        sheets.append(sheet)
    return sheets


def _parts(package: Any) -> dict[str, RawSheet]:
    """The worksheets by their parts, each of its own; chart and dialogue sheets hold no rows."""
    found = [
        (relation.target, RawSheet(sheet.name, sheet.state != "visible"))
        for sheet, relation in package.parser.find_sheets()
        if relation.Type.endswith("/worksheet")
    ]
    if len(found) > MAX_SHEETS:
        raise ValidationError(
            _("The workbook has more than %(limit)d sheets. Keep the sheet with the rows and send it again.")
            % {"limit": MAX_SHEETS},
            code="too_many_sheets",
        )
    parts = dict(found)
    if not parts or len(parts) < len(found):
        raise refusal("broken_file")
    return parts


class _SheetParser(WorkSheetParser):
    """openpyxl's parser of a sheet, which tells a formula without a stored result from an empty cell."""

    def filled(self) -> Iterator[dict[str, Any]]:
        """The cells that hold something, in the order of the file, up to the end of the sheet's data."""
        for _event, element in iterparse(self.source):
            if element.tag == ROW_TAG:
                _number, cells = self.parse_row(element)
                yield from (cell for cell in cells if cell["value"] is not None)
                element.clear()
            elif element.tag == DATA_TAG:
                return

    def parse_cell(self, element: Any) -> dict[str, Any]:
        """The cell as openpyxl gives it; a formula without a result is an error without a mark."""
        cell: dict[str, Any] = super().parse_cell(element)
        bare = cell["value"] is None and cell["data_type"] not in _TEXT_TYPES
        if bare and element.find(FORMULA_TAG) is not None:
            cell.update(data_type="e", value="")
        return cell


def _keep(sheet: RawSheet, number: int, column: int, cell: Cell) -> None:
    if cell.kind is CellKind.EMPTY:
        return
    if number < 1:
        raise refusal("broken_file")
    if number > MAX_ROW_NUMBER or (len(sheet.rows) >= MAX_FILLED_ROWS and number not in sheet.rows):
        raise too_many_rows(sheet.name)
    if column > MAX_COLUMNS:
        raise ValidationError(
            _("The sheet “%(sheet)s” has entries beyond column %(letter)s. Delete them and send it again.")
            % {"sheet": sheet.name, "letter": get_column_letter(MAX_COLUMNS)},
            code="too_many_columns",
        )
    row = sheet.rows.setdefault(number, [])
    row.extend([EMPTY] * (column - len(row)))
    row[column - 1] = cell


def _cell(raw: dict[str, Any], dates: set[int], epoch: datetime) -> Cell:
    value = raw["value"]
    if raw["data_type"] == "e":
        return Cell(CellKind.ERROR, str(value))
    if isinstance(value, bool):
        return Cell(CellKind.BOOL, value)
    if isinstance(value, str):
        return text_cell(_ESCAPE.sub(_unescaped, value))
    if isinstance(value, (date, time)):
        return Cell(CellKind.DATE, value)
    number = Decimal(repr(value))  # the shortest text that gives the double: the number that was typed
    if not number.is_finite():
        raise ValueError(value)
    moment = _moment(value, epoch) if raw["style_id"] in dates else None
    return Cell(CellKind.NUMBER, number) if moment is None else Cell(CellKind.DATE, moment)


def _moment(serial: float, epoch: datetime) -> date | time | None:
    """The day, moment or time of day of a serial number; None beyond the calendar."""
    try:
        moment: datetime | time = from_excel(serial, epoch)
    except (OverflowError, ValueError):
        return None
    if isinstance(moment, time):
        return moment
    if serial < 0:
        return None
    return moment.date() if moment.time() == time() else moment


def _unescaped(match: re.Match[str]) -> str:
    """The character that `_x000D_` stands for; of those that XML cannot hold only tabs and line ends stay."""
    char = chr(int(match[1], 16))
    return char if char in "_\t\n\r" else ""
