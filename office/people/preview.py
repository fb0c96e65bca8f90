"""A judged sheet as the screen shows it: tabs, masked cells, tones. Nothing here holds a full number."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from office.exchange.report import JudgedRow, Problem, Report

from .identifiers import mask_id_number
from .imports.judgement import Judgement, reason_of

ROWS_A_PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class Tab:
    """A choice of rows: code, label, rows, and whether it is the one shown."""

    code: str
    label: str
    rows: list[JudgedRow]
    current: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A row as shown: number on the sheet, name, masked ID number, further cells, verdict, sentences."""

    row: int
    name: str
    id_number: str
    cells: list[str]
    verdict: str
    tone: str
    code: str
    messages: list[str]


def tabs_of(report: Report, wanted: str, *, duplicates: Sequence[str]) -> list[Tab]:
    """Return the tabs all, wrong, warning and duplicate; an unknown one shows all."""
    choices = {
        "all": (_("All"), report.rows),
        "wrong": (_("Wrong"), report.rejected),
        "warning": (_("Warning"), report.warnings),
        "duplicate": (_("Duplicate"), report.with_code(*duplicates)),
    }
    shown = wanted if wanted in choices else "all"
    return [Tab(code, label, rows, code == shown) for code, (label, rows) in choices.items()]


def skipped_of(report: Report) -> list[tuple[int, str, str]]:
    """Return the rows below the header that are no data: number, why, how they begin."""
    why = {
        "example": _("example row"),
        "total": _("totals"),
        "signature": _("signatures or notes"),
        "repeated_header": _("repeated header"),
        "left_empty": _("nothing filled in"),
    }
    return [(each.row, why.get(each.why, each.why), each.text) for each in report.layout.skipped]


def line_of(row: JudgedRow, cells: list[str], reason: Problem | None) -> Line:
    """Return a row; `reason` is the problem under which a refused row is listed, None if it goes in."""
    if reason is not None:
        verdict, tone = _("Stays out"), "error"
    elif row.warned:
        verdict, tone = _("Goes in, with a warning"), "warning"
    else:
        verdict, tone = _("Goes in"), "success"
    number = mask_id_number(row.values.get("id_number", ""))
    code = reason.code if reason else ""
    messages = [problem.message for problem in row.problems]
    return Line(row.row, row.values.get("name", ""), number, cells, verdict, tone, code, messages)


def rows_of(
    judgement: Judgement,
    asked: Mapping[str, str],
    *,
    duplicates: Sequence[str],
    precedence: Sequence[str],
    cells: Callable[[JudgedRow], list[str]],
) -> dict[str, Any]:
    """Return what the page of a judged sheet shows: counts, tabs, and one page of the rows of the chosen tab.

    `asked` is the query of the address (`tab`, `page`), `cells` the further cells of a row, masked.
    """
    tabs = tabs_of(judgement.report, asked.get("tab", ""), duplicates=duplicates)
    current = next(tab for tab in tabs if tab.current)
    page = Paginator(current.rows, ROWS_A_PAGE).get_page(asked.get("page"))
    return {
        "judgement": judgement,
        "counts": judgement.report.counts,
        "skipped": skipped_of(judgement.report),
        "tabs": tabs,
        "page_obj": page,
        "lines": [line_of(row, cells(row), reason_of(row, precedence)) for row in page.object_list],
    }
