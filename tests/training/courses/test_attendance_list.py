"""The register as a list: a row a trainee and lesson, its times, its reasons, and every refusal."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from office.exchange.writing import Sheet, write_workbook
from training.courses import actions
from training.courses.enums import SheetKind
from training.courses.exports.sheets import returned_workbook
from training.courses.imports import Judgement, judge
from training.courses.imports.attendance_list import COLUMNS
from training.courses.imports.judgement import reason_of
from training.courses.models import Attendance, Lesson, TrainingClass
from training.courses.preview import lines_of

from .conftest import NOW, TODAY, id_number, person, roster

Send = Callable[..., Any]


@pytest.fixture
def lesson(training_class: TrainingClass, send: Send) -> Lesson:
    """The third of August, nine to a quarter past eleven, and an afternoon after it."""
    send(SheetKind.ROSTER, roster(person(1), person(2), person(3, name="马䶮")))
    day = datetime.date(2026, 8, 3)
    made = Lesson.objects.create(
        training_class=training_class,
        held_on=day,
        starts_at=datetime.time(9),
        ends_at=datetime.time(11, 15),
        hours=3,
        topic="收派安全",
    )
    Lesson.objects.create(
        training_class=training_class,
        held_on=day,
        starts_at=datetime.time(14),
        ends_at=datetime.time(16),
        hours=2,
        topic="服务礼仪",
    )
    return made


def line(serial: int = 1, **changes: str) -> dict[str, str]:
    return {
        "number": "PX-2026-900",
        "held_on": "2026-08-03",
        "lesson": "1",
        "name": "索南才让",
        "tail": id_number(serial)[-4:],
        "status": "出勤",
    } | changes


def listed(*rows: dict[str, str]) -> bytes:
    return write_workbook(
        Sheet("签到记录", COLUMNS, [[row.get(column.key, "") for column in COLUMNS] for row in rows])
    )


def judged(training_class: TrainingClass, *rows: dict[str, str]) -> Judgement:
    return judge(SheetKind.ATTENDANCE, listed(*rows), "签到.xlsx", training_class=training_class, today=TODAY)


def test_a_list_goes_into_the_register(training_class: TrainingClass, lesson: Lesson, send: Send) -> None:
    send(
        SheetKind.ATTENDANCE,
        listed(
            line(1, entered="09:00", left="10:30", way="扫码"),
            line(2, lesson="服务礼仪", status="请假", way="人工", reason="家中有事"),
            line(3, name="马䶮", tail="3", status="迟到", lesson="第2节"),
        ),
    )

    rows = Attendance.objects.order_by("enrolment").values_list(
        "lesson__topic", "status", "hours", "source", "reason"
    )
    assert list(rows) == [
        ("收派安全", "present", Decimal("2.0"), "sheet", ""),
        ("服务礼仪", "leave", None, "manual", "家中有事"),
        ("服务礼仪", "late", None, "sheet", ""),
    ]


def test_a_list_sent_again_changes_nothing(training_class: TrainingClass, lesson: Lesson, send: Send) -> None:
    rows = listed(line(1, entered="09:00", left="10:30"))
    send(SheetKind.ATTENDANCE, rows)
    again = send(SheetKind.ATTENDANCE, rows)

    assert (again.outcome["added"], again.outcome["changed"], again.outcome["unchanged"]) == (0, 0, 1)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"number": "PX-2026-901"}, "other_class"),
        ({"held_on": "三号"}, "date"),
        ({"held_on": "2026-08-04"}, "no_lesson"),
        ({"lesson": "3"}, "no_lesson"),
        ({"lesson": "急救"}, "no_lesson"),
        ({"entered": "上午"}, "time"),
        ({"tail": "0000"}, "not_enrolled"),
        ({"name": "马䶮"}, "not_enrolled"),
        ({"status": "到"}, "choice"),
        ({"status": ""}, "required"),
        ({"way": "人工"}, "reason_missing"),
    ],
)
def test_a_row_that_cannot_go_in_says_why(
    training_class: TrainingClass, lesson: Lesson, changes: dict[str, str], code: str
) -> None:
    row = judged(training_class, line(1, **changes)).report.rows[0]
    reason = reason_of(row)

    assert reason is not None
    assert (reason.code, bool(reason.message)) == (code, True)


def test_the_page_says_whose_row_it_is(training_class: TrainingClass, lesson: Lesson) -> None:
    judgement = judged(training_class, line(1), line(3, name="马䶮", tail="3"))

    lines = lines_of(SheetKind.ATTENDANCE, judgement, judgement.report.rows)
    assert [(each.name, each.cells) for each in lines] == [
        ("索南才让", ["2026-08-03 1 出勤 "]), ("马䶮", ["2026-08-03 1 出勤 "]),
    ]  # fmt: skip


def test_a_person_and_lesson_stand_once(training_class: TrainingClass, lesson: Lesson) -> None:
    report = judged(training_class, line(1), line(1, status="迟到"), line(1, lesson="2")).report

    assert [row.codes for row in report.rows] == [[], ["duplicate_in_file"], []]


def test_a_signed_register_takes_no_row(training_class: TrainingClass, lesson: Lesson) -> None:
    actions.sign_off(lesson, actor=None, now=NOW)

    assert [row.codes for row in judged(training_class, line(1), line(2, lesson="2")).report.rows] == [
        ["signed_off"], [],
    ]  # fmt: skip


def test_a_class_without_lessons_takes_no_list(training_class: TrainingClass, send: Send) -> None:
    send(SheetKind.ROSTER, roster(person(1)))

    with pytest.raises(ValidationError) as refused:
        judged(training_class, line(1))

    assert refused.value.code == "no_timetable"


def test_the_error_workbook_of_a_list_comes_back(
    training_class: TrainingClass, lesson: Lesson, operator: Any
) -> None:
    sheet = actions.receive_sheet(
        training_class,
        kind=SheetKind.ATTENDANCE,
        content=listed(line(1, tail="0000"), line(2)),
        filename="签到.xlsx",
        actor=operator,
        now=NOW,
    )

    assert returned_workbook(sheet, only_rejected=True, actor=operator, now=NOW)[:2] == b"PK"
    assert sheet.outcome["accepted"] == 1
