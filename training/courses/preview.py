"""A judged sheet as the screen shows it: tabs, masked cells, tones. Nothing here holds a full number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

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

DUPLICATES: Final = ("duplicate_in_file", "already_enrolled")
TITLES: Final[Mapping[str, Promise]] = {
    SheetKind.ROSTER: gettext_lazy("Check the roster"),
    SheetKind.ATTENDANCE: gettext_lazy("Check the attendance"),
    SheetKind.SCORES: gettext_lazy("Check the results"),
    SheetKind.ONLINE: gettext_lazy("Check the online hours"),
    SheetKind.CERTIFICATES: gettext_lazy("Check the certificates"),
    SheetKind.FILING: gettext_lazy("Check the filing"),
}
UPLOAD_TITLES: Final[Mapping[str, Promise]] = {
    SheetKind.ROSTER: gettext_lazy("Upload the roster"),
    SheetKind.ATTENDANCE: gettext_lazy("Upload the attendance"),
    SheetKind.SCORES: gettext_lazy("Upload the results"),
    SheetKind.ONLINE: gettext_lazy("Upload the online hours"),
    SheetKind.CERTIFICATES: gettext_lazy("Upload certificates of other bodies"),
    SheetKind.FILING: gettext_lazy("Upload the filing"),
}
#: What the first column of the rows is: whose row it is, in a timetable which lesson.
LEADS: Final[Mapping[str, Promise]] = {
    **dict.fromkeys(SheetKind.values, gettext_lazy("Name and ID number")),
    SheetKind.FILING: gettext_lazy("Topic and time"),
}
HEADERS: Final[Mapping[str, tuple[Promise, ...]]] = {
    SheetKind.ROSTER: (
        gettext_lazy("Phone"),
        gettext_lazy("Category"),
        gettext_lazy("Employer"),
    ),
    SheetKind.ATTENDANCE: (gettext_lazy("Days attended"),),
    SheetKind.SCORES: (
        gettext_lazy("Taken on"),
        gettext_lazy("Theory"),
        gettext_lazy("Practice"),
        gettext_lazy("Comprehensive review"),
        gettext_lazy("Test"),
    ),
    SheetKind.ONLINE: (
        gettext_lazy("Platform"),
        gettext_lazy("Course"),
        gettext_lazy("Class hours"),
        gettext_lazy("Devices"),
    ),
    SheetKind.CERTIFICATES: (
        gettext_lazy("Kind of certificate"),
        gettext_lazy("Number"),
        gettext_lazy("Level"),
        gettext_lazy("Issued on"),
    ),
    SheetKind.FILING: (gettext_lazy("Class hours"), gettext_lazy("Form"), gettext_lazy("Teacher")),
}


def tabs_of(report: Report, wanted: str) -> list[preview.Tab]:
    """Return the tabs all, wrong, warning and duplicate; an unknown one shows all."""
    return preview.tabs_of(report, wanted, duplicates=DUPLICATES)


def lines_of(kind: SheetKind, judgement: Judgement, rows: Iterable[JudgedRow]) -> list[Line]:
    """Return the rows of one page."""
    cells = {
        SheetKind.ROSTER: _roster_cells,
        SheetKind.ATTENDANCE: _attendance_cells,
        SheetKind.SCORES: _score_cells,
        SheetKind.ONLINE: _online_cells,
        SheetKind.CERTIFICATES: _certificate_cells,
        SheetKind.FILING: _filing_cells,
    }[kind]
    line = _lesson_line if kind == SheetKind.FILING else _person_line
    return [line(row, cells(row, judgement)) for row in rows]


def _person_line(row: JudgedRow, cells: list[str]) -> Line:
    return line_of(row, cells, reason_of(row))


def _lesson_line(row: JudgedRow, cells: list[str]) -> Line:
    times = " ".join(row.values.get(key, "") for key in ("held_on", "starts_at", "ends_at"))
    return replace(_person_line(row, cells), name=row.values.get("topic", ""), id_number=times)


def _roster_cells(row: JudgedRow, judgement: Judgement) -> list[str]:
    values = row.values
    return [mask_phone(values.get("phone", "")), values.get("category", ""), values.get("employer", "")]


def _filing_cells(row: JudgedRow, judgement: Judgement) -> list[str]:
    return [row.values.get(key, "") for key in ("hours", "form", "teacher")]


def _attendance_cells(row: JudgedRow, judgement: Judgement) -> list[str]:
    if judgement.facts.get("form") == "list":
        values = row.values
        return [" ".join((values["held_on"], values["lesson"], values["status"], values.get("hours", "")))]
    days: list[str] = judgement.facts["days"]
    return [f"{attendance.attended_days(row, days)} / {len(days)}"]


def _score_cells(row: JudgedRow, judgement: Judgement) -> list[str]:
    values = row.values
    if values.get("absent"):
        return [values.get("taken_on", ""), "", "", "", _("Absent from the test")]
    marks = [values.get(key, "") for key in ("taken_on", "theory", "practice", "review")]
    if row.rejected and (reason := reason_of(row)) is not None and reason.code != "not_enrolled":
        return [*marks, ""]
    return [*marks, _("Passed") if scores.has_passed(row) else _("Not passed")]


def _online_cells(row: JudgedRow, judgement: Judgement) -> list[str]:
    values = row.values
    hours = f"{values.get('hours_done', '')} / {values.get('hours_due', '')}"
    return [values.get("platform", ""), values.get("course", ""), hours, values.get("devices", "")]


def _certificate_cells(row: JudgedRow, judgement: Judgement) -> list[str]:
    return [row.values.get(key, "") for key in ("kind", "number", "level", "issued_on")]
