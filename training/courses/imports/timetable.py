"""The timetable of a filing (课程表): one lesson a row, with day, times, hours, topic, form and teacher."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from office.exchange.cells import Cell, as_date, as_decimal
from office.exchange.columns import Column
from office.exchange.layouts import DataRow, Layout
from office.exchange.report import JudgedRow

from ..clashes import occupied
from ..lessons import LessonFacts, lesson_of
from ..models import TrainingClass
from .judgement import refuse_repeated, refuse_too_long
from .words import FORM_OF_WORD, FORM_WORDS, clean_form

TIMETABLE_SHEET: Final = "课程表"
COLUMNS: Final = (
    Column(
        "held_on", "日期", aliases=("上课日期",), required=True, width=14, example="2026-12-07", text=False
    ),
    Column("starts_at", "开始时间", aliases=("上课时间",), required=True, width=12, example="09:00"),
    Column("ends_at", "结束时间", aliases=("下课时间",), required=True, width=12, example="11:15"),
    Column(
        "hours",
        "课时",
        aliases=("学时",),
        required=True,
        width=8,
        example="3",
        text=False,
        hint="每课时 45 分钟",
    ),
    Column("topic", "培训内容", aliases=("课程内容", "课程"), required=True, width=32),
    Column(
        "form",
        "授课形式",
        aliases=("形式",),
        required=True,
        clean=clean_form,
        choices=tuple(FORM_WORDS.values()),
        width=12,
    ),
    Column("teacher", "授课教师", aliases=("教师", "任课教师"), required=True, width=14, example="张三"),
    Column("teacher_number", "教师身份证号或工号", aliases=("教师工号", "工号", "教师身份证号"), width=22),
    Column("room", "上课地点", aliases=("教室", "地点"), width=18),
)
_TIME: Final = re.compile(r"(\d{1,2})[:：时点](\d{2})分?(?:[:：]\d{2})?")
_LENGTHS: Final = {"topic": 100, "teacher": 64, "teacher_number": 32, "room": 60}
_MOST_HOURS: Final = 24


def judge_lesson(layout: Layout, source: DataRow) -> JudgedRow:
    """Judge one row by itself; days become ISO texts, times HH:MM, hours a decimal."""
    row = layout.judge(source)
    _judge_day(row, source["held_on"])
    for key in ("starts_at", "ends_at"):
        if row.values.get(key):
            found = as_time(source[key])
            row.values[key] = f"{found:%H:%M}" if found else ""
            if found is None:
                row.refuse(key, "time", _("This is no time of day. Write it as 09:00."))
    _judge_hours(row, source["hours"])
    if not row.rejected and row.values["ends_at"] <= row.values["starts_at"]:
        row.refuse("ends_at", "times", _("The lesson ends before it begins. Correct one of the two times."))
    refuse_too_long(row, _LENGTHS)
    return row


def _judge_day(row: JudgedRow, cell: Cell) -> None:
    if not row.values.get("held_on"):
        return
    day = as_date(cell)
    row.values["held_on"] = day.isoformat() if day else ""
    if day is None:
        row.refuse("held_on", "date", _("This is no day. Write it as 2026-12-07."))


def _judge_hours(row: JudgedRow, cell: Cell) -> None:
    if not row.values.get("hours"):
        return
    hours = as_decimal(cell)
    if hours is None or not 0 < hours <= _MOST_HOURS or hours != round(hours, 1):
        row.refuse(
            "hours", "number", _("Class hours are a number above 0 with at most one decimal, 24 at most.")
        )
    else:
        row.values["hours"] = f"{hours:.1f}"


def as_time(cell: Cell) -> datetime.time | None:
    """Return the time of day in a time cell, a fraction of a day, or a text such as 9:00 or 9：00."""
    value = cell.value
    if isinstance(value, datetime.datetime):
        return value.time()
    if isinstance(value, datetime.time):
        return value
    if isinstance(value, Decimal) and 0 <= value < 1:
        minutes = int((value * 24 * 60).to_integral_value())
        return datetime.time(minutes // 60 % 24, minutes % 60)
    match = _TIME.fullmatch("".join(cell.text.split()))
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        return None
    return datetime.time(int(match[1]), int(match[2]))


def facts_of(row: JudgedRow) -> LessonFacts:
    """Return the lesson of a good row."""
    values = row.values
    return LessonFacts(
        held_on=datetime.date.fromisoformat(values["held_on"]),
        starts_at=datetime.time.fromisoformat(values["starts_at"]),
        ends_at=datetime.time.fromisoformat(values["ends_at"]),
        hours=Decimal(values["hours"]),
        topic=values["topic"],
        form=FORM_OF_WORD[values["form"]],
        teacher=values["teacher"],
        teacher_number=values.get("teacher_number", ""),
        room=values.get("room", ""),
    )


def judge_overlaps(rows: list[JudgedRow], training_class: TrainingClass) -> None:
    """Refuse lessons that stand twice, and those whose teacher or room is taken, in one query."""
    refuse_repeated(
        rows,
        lambda row: (row.values["held_on"], row.values["starts_at"], row.values["topic"]),
        column="topic",
        message=_("Row %(row)d is the same lesson. Keep one of the two."),
    )
    good = [row for row in rows if not row.rejected]
    lessons = [lesson_of(training_class, facts_of(row)) for row in good]
    row_of = {id(lesson): row for lesson, row in zip(lessons, good, strict=True)}
    for taken in occupied(training_class, lessons):
        row_of[id(taken.lesson)].refuse("teacher", "clash", _("Taken already: %(what)s") % {"what": taken})
