"""The register as a matrix: a row a trainee, a column a day, a sign in each cell (√ 迟 假 缺)."""

from __future__ import annotations

import dataclasses
import datetime
import re
from decimal import Decimal
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from office.exchange.cells import Cell, CellKind, as_date
from office.exchange.columns import Column
from office.exchange.headers import find_header
from office.exchange.layouts import DataRow, Layout, OtherColumn
from office.exchange.report import JudgedRow, Matched, Recognised, Report, Unknown
from office.exchange.sheets import read_tables
from office.people.names import clean_name

from ..completion import ATTENDED
from ..enums import AttendanceStatus
from ..lessons import hours_a_day
from ..models import TrainingClass
from . import attendance_list
from .enrolled import find_enrolments
from .judgement import ID_NUMBER, Judgement, judge_id_number, refuse_duplicates

COLUMNS: Final = (
    Column("position", "序号", aliases=("编号", "No", "学号"), text=False, width=6),
    Column(
        "name",
        "姓名",
        aliases=("学员姓名", "学员"),
        required=True,
        clean=clean_name,
        width=16,
        example="张三",
    ),
    ID_NUMBER,
)
SIGNS: Final[dict[str, AttendanceStatus]] = {
    sign: status
    for status, signs in {
        AttendanceStatus.PRESENT: ("√", "✓", "✔", "☑", "v", "到", "出", "出勤", "到课", "正常", "1", "p"),
        AttendanceStatus.LATE: ("迟", "迟到", "晚到"),
        AttendanceStatus.LEAVE: ("假", "请假", "事假", "病假", "公假"),
        AttendanceStatus.ABSENT: ("缺", "缺勤", "旷", "旷课", "未到", "×", "x", "✗", "✘", "0"),
    }.items()
    for sign in signs
}
_MONTH_DAY: Final = re.compile(r"(?P<m>\d{1,2})\s*[月./\-]\s*(?P<d>\d{1,2})\s*[日号]?")


def judge(content: bytes, filename: str, *, training_class: TrainingClass, today: datetime.date) -> Judgement:
    """Read a register, a matrix or a list (`attendance_list`), and judge every row.

    Codes as in `judgement.PRECEDENCE`, warning `no_mark`.

    `facts["days"]` are the days of the header (ISO), `facts["hours"]` the class hours of each when the class
    has no lessons yet. Raises ValidationError for a file that cannot be used: beside the reader's codes
    `no_days`, `day_twice`, `no_hours`.
    """
    tables = read_tables(content, filename)
    if attendance_list.is_list(tables):
        return attendance_list.judge(tables, training_class=training_class)
    layout = find_header(tables, COLUMNS)
    days = _days_of(layout, training_class)
    timetable = set(training_class.lessons.values_list("held_on", flat=True))
    taught = {place: day for place, day in days.items() if not timetable or day in timetable}
    if not taught:
        raise ValidationError(
            _(
                "None of the days in the header is a lesson of the class. Correct the dates, or the "
                "timetable."
            ),
            code="no_days",
        )
    if not timetable:
        taught = _with_signs(layout, taught)
    rows = [_judged(layout, source, taught, today) for source in layout.rows()]
    refuse_duplicates(rows)
    find_enrolments(rows, training_class)
    hours = [] if timetable else hours_a_day(training_class.course, len(taught))
    facts = {
        "days": sorted(day.isoformat() for day in taught.values()),
        "hours": [str(part) for part in hours],
    }
    return Judgement(
        Report(_recognised(layout, taught), rows), _notes(training_class, days, taught, hours), facts
    )


def attended_days(row: JudgedRow, days: list[str]) -> int:
    """Count the days of a judged row that count as attended; of a list, whether its one lesson does."""
    if "status" in row.values:
        return int(attendance_list.STATUS_OF_WORD.get(row.values["status"]) in ATTENDED)
    return sum(row.values.get(day) in ATTENDED for day in days)


def marks_of(row: JudgedRow, days: list[str]) -> dict[datetime.date, AttendanceStatus]:
    """Return the marks of a judged row by day; a day left blank has none."""
    return {
        datetime.date.fromisoformat(day): AttendanceStatus(row.values[day])
        for day in days
        if row.values.get(day)
    }


def _days_of(layout: Layout, training_class: TrainingClass) -> dict[int, datetime.date]:
    """Return column index to day for every heading that is one."""
    days = {
        other.index: day
        for other in layout.others
        if (day := _day_of(other.cell, training_class)) is not None
    }
    if not days:
        raise ValidationError(
            _("No column has a date as heading. Write one day a column, as 8月3日 or 2026-08-03."),
            code="no_days",
        )
    if len(set(days.values())) < len(days):
        raise ValidationError(
            _("A day stands over two columns. Keep one column a day and send the file again."),
            code="day_twice",
        )
    return days


def _with_signs(layout: Layout, days: dict[int, datetime.date]) -> dict[int, datetime.date]:
    """Return the days on which anybody has a sign, for only those become lessons; all when there is none."""
    signed = {place for source in layout.rows() for place in days if not source.at(place).is_blank}
    return {place: day for place, day in days.items() if place in signed} or days


def _day_of(heading: Cell, training_class: TrainingClass) -> datetime.date | None:
    """Read a heading as a day; one without a year takes the year that puts it into the class."""
    if heading.kind is CellKind.NUMBER:
        return None if heading.text.startswith("0") else as_date(heading)
    if (day := as_date(heading)) is not None:
        return day
    match = _MONTH_DAY.fullmatch(heading.text.strip())
    if match is None:
        return None
    first, last = training_class.starts_on, training_class.ends_on
    found: list[datetime.date] = []
    for year in range(first.year, last.year + 1):
        try:
            found.append(datetime.date(year, int(match["m"]), int(match["d"])))
        except ValueError:
            continue
    return next((day for day in found if first <= day <= last), found[0] if found else None)


def _judged(
    layout: Layout, source: DataRow, days: dict[int, datetime.date], today: datetime.date
) -> JudgedRow:
    row = layout.judge(source)
    judge_id_number(row, source, today=today)
    blank = 0
    for place, day in days.items():
        key, text = day.isoformat(), "".join(source.at(place).text.split()).lower()
        if not text:
            blank += 1
        elif (status := SIGNS.get(text)) is not None:
            row.values[key] = status
        else:
            row.refuse(
                key,
                "mark",
                _("“%(sign)s” on %(day)s is no sign of the register. Use √, 迟, 假 or 缺.")
                % {"sign": text[:10], "day": key},
            )
    if blank:
        row.warn(
            "",
            "no_mark",
            ngettext(
                "%(count)d day has no sign; it counts as not attended.",
                "%(count)d days have no sign; they count as not attended.",
                blank,
            )
            % {"count": blank},
        )
    return row


def _recognised(layout: Layout, taught: dict[int, datetime.date]) -> Recognised:
    """Describe the sheet with its days as columns of ours."""
    plain = layout.recognised
    ours = [other for other in layout.others if other.index in taught]
    matched = (*plain.matched, *(_as_matched(other, taught[other.index]) for other in ours))
    unknown = tuple(
        Unknown(other.letter, other.header) for other in layout.others if other.index not in taught
    )
    return dataclasses.replace(plain, matched=matched, unknown=unknown)


def _as_matched(other: OtherColumn, day: datetime.date) -> Matched:
    return Matched(day.isoformat(), day.isoformat(), other.header, other.letter)


def _notes(
    training_class: TrainingClass,
    days: dict[int, datetime.date],
    taught: dict[int, datetime.date],
    hours: list[Decimal],
) -> list[str]:
    notes = []
    if hours:
        notes.append(
            _(
                "The class has no timetable yet: these %(days)d days become its lessons and share the "
                "course's %(hours)s class hours equally. Send one sheet with all days."
            )
            % {"days": len(hours), "hours": training_class.course.register_hours}
        )
    if left_out := sorted(set(days.values()) - set(taught.values())):
        notes.append(
            _("No lesson was held on %(days)s; these columns are left out.")
            % {"days": "、".join(day.isoformat() for day in left_out)}
        )
    outside = sorted(
        day for day in taught.values() if not training_class.starts_on <= day <= training_class.ends_on
    )
    if outside:
        notes.append(
            _("These days lie outside the class (%(first)s to %(last)s): %(days)s.")
            % {
                "first": training_class.starts_on.isoformat(),
                "last": training_class.ends_on.isoformat(),
                "days": "、".join(day.isoformat() for day in outside),
            }
        )
    return notes
