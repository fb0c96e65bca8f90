"""The uploader's workbook given back with what is wrong in it.

It is made anew from the cells that were read, not saved from the file: a stranger's formulas, links, macros,
pictures and merged ranges do not come back, and a formula's place holds the value that was judged. Sheets,
rows and columns stay where they were, so that the row numbers in every message fit.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter

from .cells import Cell, CellKind
from .columns import Column
from .report import JudgedRow, Problem, Report, Severity
from .sheets import Table, read_tables
from .template import CODES_SHEET, drop_down
from .writing import HEADER_FILL, HEADER_FONT, WRAPPED, put, safe_text, saved, sheet_title

_BAD: Final = PatternFill("solid", start_color="FFF8CBAD", end_color="FFF8CBAD")
_DOUBTFUL: Final = PatternFill("solid", start_color="FFFFF2CC", end_color="FFFFF2CC")
_ROWS_NAMED: Final = 30
_NARROWEST: Final = 8
_WIDEST: Final = 40
_LONG_NUMBER: Final = 10**11  # from here on a sheet shows 9.9E+17


def error_workbook(
    content: bytes,
    filename: str,
    report: Report,
    *,
    further: Sequence[Report] = (),
    columns: Sequence[Column] = (),
    only_rejected: bool = False,
) -> bytes:
    """Give the workbook back as .xlsx with result and problems beside each judged row and a summary sheet.

    `further` are the reports on other sheets of the file; each gets a summary of its own.
    Bad cells are light red and carry a comment. With `columns` the drop-downs of recognised columns are put
    back; with `only_rejected` the rows that go in are left out and the others move up. Raises what
    `read_tables` raises.
    """
    book = Workbook()
    book.remove(book.active)
    reports = {each.layout.sheet: each for each in (*further, report)}
    for table in read_tables(content, filename):
        page = book.create_sheet(_free_title(book, table.name))
        if (found := reports.get(table.name)) is not None:
            judged = {row.row: row for row in found.rows}
            left_out = {row.row for row in found.accepted} if only_rejected else set()
            _write_judged(page, table, found, judged, left_out)
            for column in columns:
                if letter := found.layout.letter_of(column.key):
                    page.column_dimensions[letter].width = column.width
            _put_drop_downs(book, page, found, columns)
        else:
            _write_table(page, table, set())
            if table.hidden:
                page.sheet_state = "hidden"
    for each in reports.values():
        _write_summary(book, each)
    return saved(book)


def _free_title(book: Any, name: str) -> str:
    title, number = sheet_title(name), 1
    while title.lower() in (taken.lower() for taken in book.sheetnames):
        number += 1
        title = f"{sheet_title(name)[:27]} {number}"
    return title


def _write_table(page: Any, table: Table, left_out: set[int]) -> dict[int, int]:
    """Copy the cells; return the new row number of each old one."""
    for place, width in _widths(table).items():
        page.column_dimensions[get_column_letter(place)].width = width
    moved: dict[int, int] = {}
    gone = 0
    for row in table.rows:
        if row.number in left_out:
            gone += 1
            continue
        number = moved[row.number] = row.number - gone
        for place, cell in enumerate(row.cells, start=1):
            if cell.kind is not CellKind.EMPTY:
                _copy(page.cell(number, place), cell)
    return moved


def _widths(table: Table) -> dict[int, int]:
    """Column widths from the content, a Chinese character taking two; a row with one entry is a title."""
    widths: dict[int, int] = {}
    for row in table.rows:
        texts = {place: cell.text for place, cell in enumerate(row.cells, start=1) if not cell.is_blank}
        for place, text in texts.items() if len(texts) > 1 else ():
            width = len(text.encode("gb18030", "replace")) + 2
            widths[place] = min(max(width, widths.get(place, _NARROWEST)), _WIDEST)
    return widths


def _copy(target: Any, cell: Cell) -> None:
    if cell.kind is CellKind.ERROR:
        put(target, cell.text or "#VALUE!")
    else:
        put(target, cell.value)
    if isinstance(cell.value, Decimal) and abs(cell.value) >= _LONG_NUMBER:
        target.number_format = "0"


def _write_judged(
    page: Any, table: Table, report: Report, judged: dict[int, JudgedRow], left_out: set[int]
) -> None:
    moved = _write_table(page, table, left_out)
    header_row = report.layout.header_rows[-1]
    result = _result_place(table, header_row)
    for place, (text, width) in enumerate(
        ((pgettext("of a row", "Outcome"), 12), (_("What is wrong"), 60)), start=result
    ):
        put(page.cell(moved[header_row], place), text)
        page.column_dimensions[get_column_letter(place)].width = width
    for number in report.layout.header_rows:
        for place in range(1, result + 2):
            cell = page.cell(moved[number], place)
            cell.font, cell.fill, cell.alignment = HEADER_FONT, HEADER_FILL, WRAPPED
    page.freeze_panes = page.cell(moved[header_row] + 1, 1)
    for number, row in judged.items():
        if number not in moved:
            continue
        put(page.cell(moved[number], result), _verdict(row))
        told = page.cell(moved[number], result + 1)
        told.value = None
        put(told, numbered(row.problems)).alignment = WRAPPED
        _mark_cells(page, moved[number], row, report)


def _result_place(table: Table, header_row: int) -> int:
    """The first free column, or the result column of a workbook that was given back before."""
    header = next(row for row in table.rows if row.number == header_row)
    for place, cell in enumerate(header.cells[:-1]):
        if cell.text == pgettext("of a row", "Outcome") and header.cells[place + 1].text == _(
            "What is wrong"
        ):
            return place + 1
    return max(len(row.cells) for row in table.rows) + 1


def _verdict(row: JudgedRow) -> str:
    if row.rejected:
        return _("Cannot be imported")
    return _("With a warning") if row.warned else _("Can be imported")


def numbered(problems: Sequence[Problem]) -> str:
    """The sentences of a row: one as it is, several numbered, a line each."""
    if len(problems) == 1:
        return problems[0].message
    return "\n".join(f"{number}. {problem.message}" for number, problem in enumerate(problems, start=1))


def _mark_cells(page: Any, number: int, row: JudgedRow, report: Report) -> None:
    by_letter: dict[str, list[Problem]] = {}
    for problem in row.problems:
        letter = report.layout.letter_of(problem.column)
        if letter:
            by_letter.setdefault(letter, []).append(problem)
    for letter, problems in by_letter.items():
        cell = page[f"{letter}{number}"]
        grave = any(problem.severity is Severity.ERROR for problem in problems)
        cell.fill = _BAD if grave else _DOUBTFUL
        cell.comment = Comment(safe_text(numbered(problems)), _("Import check"), height=90, width=320)


def _put_drop_downs(book: Any, page: Any, report: Report, columns: Sequence[Column]) -> None:
    with_choices = [column for column in columns if column.choices and report.layout.letter_of(column.key)]
    if not with_choices or not report.rows or CODES_SHEET in book.sheetnames:
        return
    codes = book.create_sheet(CODES_SHEET)
    codes.sheet_state = "hidden"
    first, last = report.layout.header_rows[-1] + 1, report.rows[-1].row
    for place, column in enumerate(with_choices, start=1):
        source, target = get_column_letter(place), report.layout.letter_of(column.key)
        put(codes.cell(1, place), column.header)
        for row, choice in enumerate(column.choices, start=2):
            put(codes.cell(row, place), choice)
        rule = drop_down(f"'{CODES_SHEET}'!${source}$2:${source}${len(column.choices) + 1}", column.header)
        rule.add(f"{target}{first}:{target}{last}")
        page.add_data_validation(rule)


def _write_summary(book: Any, report: Report) -> None:
    page = book.create_sheet(_free_title(book, _("Summary")))
    for letter, width in zip("ABCDE", (16, 24, 60, 8, 60), strict=True):
        page.column_dimensions[letter].width = width
    counts = report.counts
    labels = {
        "data_rows": _("Number of rows"),
        "accepted": _("Can be imported"),
        "rejected": _("Cannot be imported"),
        "warnings": _("With a warning"),
    }
    for number, (key, label) in enumerate(labels.items(), start=1):
        put(page.cell(number, 1), label).font = HEADER_FONT
        put(page.cell(number, 2), counts[key])
    top = len(labels) + 2
    heads = (_("Severity"), _("Column"), _("Problem"), _("Count"), _("Row numbers"))
    for place, head in enumerate(heads, start=1):
        cell = put(page.cell(top, place), head)
        cell.font, cell.fill = HEADER_FONT, HEADER_FILL
    for number, line in enumerate(_tally(report), start=top + 1):
        for place, value in enumerate(line, start=1):
            put(page.cell(number, place), value).alignment = WRAPPED


def _tally(report: Report) -> list[tuple[str, str, str, int, str]]:
    """Problems by severity, column and code, the most frequent first, with a sentence and the rows."""
    groups: dict[tuple[Severity, str, str], list[Problem]] = {}
    for problem in report.problems:
        groups.setdefault((problem.severity, problem.column, problem.code), []).append(problem)
    lines = []
    for (severity, column, _code), problems in groups.items():
        rows = [str(problem.row) for problem in problems]
        named = "、".join(rows[:_ROWS_NAMED]) + ("…" if len(rows) > _ROWS_NAMED else "")
        label = _("Error") if severity is Severity.ERROR else _("Warning")
        lines.append((label, report.layout.header_of(column), problems[0].message, len(problems), named))
    return sorted(lines, key=lambda line: (line[0] != _("Error"), -line[3]))
