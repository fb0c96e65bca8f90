"""The register as a list (签到记录): a row a trainee and lesson, with times of coming and going."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from office.exchange.cells import as_date
from office.exchange.columns import Column
from office.exchange.headers import find_header
from office.exchange.layouts import DataRow, Layout
from office.exchange.report import JudgedRow, Report
from office.exchange.sheets import Table
from office.people.names import clean_name

from ..completion import ATTENDED, attended_hours
from ..enums import AttendanceSource, AttendanceStatus
from ..models import Enrolment, Lesson, TrainingClass
from .enrolled import ENROLMENT
from .judgement import Judgement, refuse_repeated
from .timetable import as_time

STATUS_OF_WORD: Final = {
    "出勤": AttendanceStatus.PRESENT,
    "迟到": AttendanceStatus.LATE,
    "请假": AttendanceStatus.LEAVE,
    "缺勤": AttendanceStatus.ABSENT,
}
BY_HAND: Final = "人工"
COLUMNS: Final = (
    Column("number", "班级编号", required=True, width=18),
    Column("held_on", "上课日期", aliases=("日期",), required=True, example="2026-08-03"),
    Column("lesson", "节次/课程", aliases=("节次", "课程", "课程名称"), required=True, example="1", width=24),
    Column("name", "姓名", aliases=("学员姓名",), required=True, clean=clean_name, example="张三"),
    Column(
        "tail",
        "证件号码后四位或学号",
        aliases=("证件号码后四位", "身份证后四位", "学号"),
        required=True,
        hint="证件号码后四位，或花名册序号",
        example="001X",
    ),
    Column("entered", "签到时间", example="08:55"),
    Column("left", "签退时间", example="11:20"),
    Column("way", "方式", choices=("扫码", BY_HAND, "线上")),
    Column("status", "状态", aliases=("出勤状态",), required=True, choices=tuple(STATUS_OF_WORD)),
    Column("reason", "人工补签原因", hint="方式为人工时必填", width=24),
    Column("remark", "备注"),
)
#: The two headings that no matrix has; together they say that a sheet is a list.
_MARKS: Final = tuple(column for column in COLUMNS if column.key in {"held_on", "status"})
LESSON: Final = "lesson_key"


def is_list(tables: list[Table]) -> bool:
    """Tell whether a file is a list rather than a matrix."""
    try:
        find_header(tables, _MARKS)
    except ValidationError as error:
        return error.code == "empty"
    return True


def judge(tables: list[Table], *, training_class: TrainingClass) -> Judgement:
    """Judge every row of a list; what keeps it out beside its shape is listed here.

    `other_class`, `date`, `time`, `no_lesson`, `signed_off`,
    `not_enrolled`, `ambiguous`, `reason_missing`, `duplicate_in_file`.

    A good row has the keys of its enrolment and lesson, and `hours` where both times tell them. Raises
    ValidationError for a file that cannot be used, `no_timetable` for a class without lessons.
    """
    layout = find_header(tables, COLUMNS)
    lessons = list(training_class.lessons.order_by("held_on", "starts_at", "pk"))
    if not lessons:
        raise ValidationError(
            _("The class has no timetable yet. Enter its lessons first, or send the register as a matrix."),
            code="no_timetable",
        )
    seats = list(training_class.enrolments.enrolled().select_related("courier"))
    rows = [_judged(layout, source, training_class, lessons, seats) for source in layout.rows()]
    refuse_repeated(
        rows,
        lambda row: (row.values[ENROLMENT], row.values[LESSON]),
        column="name",
        message=_("Row %(row)d is of the same person and lesson. Keep one of the two."),
    )
    days = {lesson.held_on.isoformat() for lesson in lessons}
    facts = {"form": "list", "days": sorted(days & {row.values["held_on"] for row in rows})}
    return Judgement(Report(layout.recognised, rows), [], facts)


def mark_of(row: JudgedRow) -> tuple[AttendanceStatus, Decimal | None, AttendanceSource, str]:
    """Return status, hours, source and reason of a judged row."""
    hours = row.values.get("hours", "")
    source = AttendanceSource.MANUAL if row.values.get("way") == BY_HAND else AttendanceSource.SHEET
    reason = row.values.get("reason", "") if source == AttendanceSource.MANUAL else ""
    return STATUS_OF_WORD[row.values["status"]], Decimal(hours) if hours else None, source, reason[:200]


def _judged(
    layout: Layout,
    source: DataRow,
    training_class: TrainingClass,
    lessons: list[Lesson],
    seats: list[Enrolment],
) -> JudgedRow:
    row = layout.judge(source)
    if row.values["number"] and row.values["number"] != training_class.number:
        row.refuse(
            "number", "other_class", _("This row is of another class. Send it on the page of that class.")
        )
    day = as_date(source["held_on"])
    if day is None:
        row.refuse("held_on", "date", _("This is no date. Write it as 2026-08-03."))
    row.values["held_on"] = day.isoformat() if day else ""
    times = {key: _time(row, source, key) for key in ("entered", "left")}
    if row.values.get("way") == BY_HAND and not row.values.get("reason"):
        row.refuse("reason", "reason_missing", _("Say why this was entered by hand."))
    if not row.rejected and day is not None:
        _find_lesson(row, [each for each in lessons if each.held_on == day], times, training_class)
        _find_seat(row, seats)
    return row


def _time(row: JudgedRow, source: DataRow, key: str) -> datetime.time | None:
    found = as_time(source[key])
    if found is None and not source[key].is_blank:
        row.refuse(key, "time", _("This is no time of day. Write it as 09:00."))
    return found


def _find_lesson(
    row: JudgedRow,
    lessons: list[Lesson],
    times: dict[str, datetime.time | None],
    training_class: TrainingClass,
) -> None:
    """Find the lesson by its topic or by its place on the day (1 is the first)."""
    wanted = row.values["lesson"]
    digits = "".join(sign for sign in wanted if sign.isdecimal())
    place = int(digits) - 1 if digits and len(digits) < 3 else -1
    found = next((each for each in lessons if each.topic == wanted), None)
    if found is None and 0 <= place < len(lessons) and len(wanted) - len(digits) <= 2:
        found = lessons[place]
    if found is None:
        row.refuse(
            "lesson",
            "no_lesson",
            _(
                "The timetable has no such lesson on this day. Write its topic, "
                "or 1 for the first of the day."
            ),
        )
        return
    if found.signed_off_at is not None:
        row.refuse(
            "lesson",
            "signed_off",
            _("The register of this lesson is signed off. Enter what was wrong as a correction."),
        )
        return
    row.values[LESSON] = str(found.pk)
    hours = _hours(found, times["entered"], times["left"])
    if hours is not None and training_class.exit_counts and STATUS_OF_WORD[row.values["status"]] in ATTENDED:
        row.values["hours"] = str(hours)


def _hours(lesson: Lesson, entered: datetime.time | None, left: datetime.time | None) -> Decimal | None:
    """Return the hours between two times of day; None where one of the four is missing."""
    if entered is None or left is None or (span := lesson.span) is None:
        return None
    starts, ends = span
    came, went = (datetime.datetime.combine(lesson.held_on, time, starts.tzinfo) for time in (entered, left))
    grace = datetime.timedelta(minutes=settings.ATTENDANCE_GRACE_MINUTES)
    return attended_hours(came, went, starts=starts, ends=ends, hours=lesson.hours, grace=grace)


def _find_seat(row: JudgedRow, seats: Iterable[Enrolment]) -> None:
    """Find the trainee by name and the last four of the ID number, or the number in the roster."""
    tail = row.values["tail"].upper()
    found = [
        seat
        for seat in seats
        if seat.courier.name == row.values["name"]
        and tail in {seat.courier.id_number_masked[-4:].upper(), str(seat.position)}
    ]
    if len(found) == 1:
        row.values[ENROLMENT] = str(found[0].pk)
    elif found:
        row.refuse(
            "tail",
            "ambiguous",
            _("Two people of this class have this name and number. Write the number in the roster."),
        )
    else:
        row.refuse(
            "tail",
            "not_enrolled",
            _("Nobody of this name and number is in the class. Compare with the roster."),
        )
