"""A judged sheet as the screen shows it: tabs, masked cells, tones. Nothing here holds a full number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from office.exchange.report import JudgedRow, Report
from office.people import preview
from office.people.identifiers import mask_phone
from office.people.preview import Line, line_of
from office.people.preview import skipped_of as skipped_of

from .enums import SheetKind
from .imports import Judgement, attendance, scores
from .imports.judgement import reason_of
from .models import SheetImport

DUPLICATES: Final = ("duplicate_in_file", "already_enrolled")
TITLES: Final[Mapping[str, Promise]] = {
    SheetKind.ROSTER: gettext_lazy("Check the roster"),
    SheetKind.ATTENDANCE: gettext_lazy("Check the attendance"),
    SheetKind.SCORES: gettext_lazy("Check the results"),
}
UPLOAD_TITLES: Final[Mapping[str, Promise]] = {
    SheetKind.ROSTER: gettext_lazy("Upload the roster"),
    SheetKind.ATTENDANCE: gettext_lazy("Upload the attendance"),
    SheetKind.SCORES: gettext_lazy("Upload the results"),
}
HEADERS: Final[Mapping[str, tuple[Promise, ...]]] = {
    SheetKind.ROSTER: (
        gettext_lazy("Phone"),
        gettext_lazy("Category"),
        gettext_lazy("Employer"),
    ),
    SheetKind.ATTENDANCE: (gettext_lazy("Days attended"),),
    SheetKind.SCORES: (gettext_lazy("Theory"), gettext_lazy("Practice"), gettext_lazy("Test")),
}


def tabs_of(report: Report, wanted: str) -> list[preview.Tab]:
    """Return the tabs all, wrong, warning and duplicate; an unknown one shows all."""
    return preview.tabs_of(report, wanted, duplicates=DUPLICATES)


def lines_of(sheet: SheetImport, judgement: Judgement, rows: Iterable[JudgedRow]) -> list[Line]:
    """Return the rows of one page."""
    cells = {
        SheetKind.ROSTER: _roster_cells,
        SheetKind.ATTENDANCE: _attendance_cells,
        SheetKind.SCORES: _score_cells,
    }[SheetKind(sheet.kind)]
    return [line_of(row, cells(row, judgement, sheet), reason_of(row)) for row in rows]


def _roster_cells(row: JudgedRow, judgement: Judgement, sheet: SheetImport) -> list[str]:
    values = row.values
    return [mask_phone(values.get("phone", "")), values.get("category", ""), values.get("employer", "")]


def _attendance_cells(row: JudgedRow, judgement: Judgement, sheet: SheetImport) -> list[str]:
    days: list[str] = judgement.facts["days"]
    return [f"{attendance.attended_days(row, days)} / {len(days)}"]


def _score_cells(row: JudgedRow, judgement: Judgement, sheet: SheetImport) -> list[str]:
    values: dict[str, Any] = row.values
    if values.get("absent"):
        return ["", "", _("Absent from the test")]
    marks = [values.get("theory", ""), values.get("practice", "")]
    if row.rejected and (reason := reason_of(row)) is not None and reason.code != "not_enrolled":
        return [*marks, ""]
    passed = scores.has_passed(row, sheet.training_class.pass_mark)
    return [*marks, _("Passed") if passed else _("Not passed")]
