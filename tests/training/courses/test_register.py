"""Attendance and results: what the sheets say, and what stands in the register afterwards."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from office.audit.models import Entry
from training.courses import actions
from training.courses.actions.results import Result
from training.courses.enums import AttendanceStatus, SheetKind
from training.courses.imports import Judgement, judge
from training.courses.imports.judgement import reason_of
from training.courses.models import Assessment, Attendance, Course, Lesson, TrainingClass

from .conftest import NOW, TODAY, person, refusal, register, results, roster

Send = Callable[..., Any]


@pytest.fixture
def enrolled(training_class: TrainingClass, send: Send) -> TrainingClass:
    send(SheetKind.ROSTER, roster(person(1), person(2)))
    return training_class


def _judged(
    training_class: TrainingClass, kind: SheetKind, content: bytes, name: str = "a.xlsx"
) -> Judgement:
    return judge(kind, content, name, training_class=training_class, today=TODAY)


def _reasons(judgement: Judgement) -> list[str]:
    return [reason.code if (reason := reason_of(row)) else "" for row in judgement.report.rows]


def test_the_days_of_a_class_without_timetable_become_its_lessons(
    enrolled: TrainingClass, send: Send
) -> None:
    judgement = _judged(
        enrolled, SheetKind.ATTENDANCE, register(["8月3日", "8月4日", "8月5日"], (1, "√迟假"))
    )
    send(SheetKind.ATTENDANCE, register(["8月3日", "8月4日", "8月5日"], (1, "√迟假"), (2, "缺√√")))

    assert judgement.facts == {
        "days": ["2026-08-03", "2026-08-04", "2026-08-05"],
        "hours": ["26.7", "26.7", "26.6"],
    }
    assert len(judgement.notes) == 1
    lessons = list(Lesson.objects.values_list("held_on", "hours"))
    assert lessons == [
        (datetime.date(2026, 8, 3), Decimal("26.7")),
        (datetime.date(2026, 8, 4), Decimal("26.7")),
        (datetime.date(2026, 8, 5), Decimal("26.6")),
    ]
    assert list(Attendance.objects.order_by("enrolment", "lesson").values_list("status", flat=True)) == [
        "present", "late", "leave", "absent", "present", "present",
    ]  # fmt: skip


def test_with_a_timetable_only_its_days_are_taken(enrolled: TrainingClass, send: Send) -> None:
    day = datetime.date(2026, 8, 3)
    Lesson.objects.create(training_class=enrolled, held_on=day, hours=4, topic="上午")
    Lesson.objects.create(training_class=enrolled, held_on=day, hours=4, topic="下午")

    judgement = _judged(enrolled, SheetKind.ATTENDANCE, register(["8月3日", "8月9日"], (1, "√√")))
    send(SheetKind.ATTENDANCE, register(["8月3日", "8月9日"], (1, "√√")))

    assert judgement.facts == {"days": ["2026-08-03"], "hours": []}
    assert [each.header for each in judgement.report.layout.unknown] == ["8月9日"]
    assert Attendance.objects.count() == 2
    assert Lesson.objects.count() == 2


@pytest.mark.parametrize("heading", ["8月3日", "8.3", "8/3", "2026-08-03", "2026年8月3日", "20260803"])
def test_a_day_is_read_however_it_is_written(enrolled: TrainingClass, heading: str) -> None:
    judgement = _judged(enrolled, SheetKind.ATTENDANCE, register([heading], (1, "√")))

    assert judgement.facts["days"] == ["2026-08-03"]


def test_a_class_over_new_year_gives_each_day_its_year(enrolled: TrainingClass) -> None:
    TrainingClass.objects.update(starts_on=datetime.date(2025, 12, 29), ends_on=datetime.date(2026, 1, 9))
    enrolled.refresh_from_db()

    judgement = _judged(
        enrolled, SheetKind.ATTENDANCE, register(["12月30日", "1月5日", "2月30日"], (1, "√√√"))
    )

    assert judgement.facts["days"] == ["2025-12-30", "2026-01-05"]


def test_a_day_outside_the_class_is_pointed_out(enrolled: TrainingClass) -> None:
    inside = _judged(enrolled, SheetKind.ATTENDANCE, register(["8月3日"], (1, "√")))
    outside = _judged(enrolled, SheetKind.ATTENDANCE, register(["9月3日"], (1, "√")))

    assert (len(inside.notes), len(outside.notes)) == (1, 2)


def test_a_blank_is_no_mark_and_an_unknown_sign_keeps_the_row_out(
    enrolled: TrainingClass, send: Send
) -> None:
    content = register(["8月3日", "8月4日"], (1, "√ "), (2, "√?"))

    judgement = _judged(enrolled, SheetKind.ATTENDANCE, content)
    send(SheetKind.ATTENDANCE, content)

    assert [row.codes for row in judgement.report.rows] == [["no_mark"], ["mark"]]
    assert Attendance.objects.count() == 1


def test_a_register_sent_again_changes_only_what_differs(enrolled: TrainingClass, send: Send) -> None:
    send(SheetKind.ATTENDANCE, register(["8月3日", "8月4日"], (1, "√√"), (2, "√缺")))
    same = send(SheetKind.ATTENDANCE, register(["8月3日", "8月4日"], (1, "√√"), (2, "√缺")))
    recorded = Entry.objects.filter(action="courses.attendance.recorded").count()
    mended = send(SheetKind.ATTENDANCE, register(["8月3日", "8月4日"], (1, "√√"), (2, "√假")))

    assert recorded == 1
    assert {key: same.outcome[key] for key in ("added", "changed", "unchanged")} == {
        "added": 0, "changed": 0, "unchanged": 4,
    }  # fmt: skip
    assert {key: mended.outcome[key] for key in ("added", "changed", "unchanged")} == {
        "added": 0, "changed": 1, "unchanged": 3,
    }  # fmt: skip
    assert Attendance.objects.filter(status=AttendanceStatus.LEAVE).count() == 1


@pytest.mark.parametrize(
    ("status", "hours"),
    [
        (AttendanceStatus.PRESENT, Decimal("1.5")),
        (AttendanceStatus.ABSENT, None),
        (AttendanceStatus.LATE, Decimal("1.5")),
    ],
)
def test_a_sign_without_hours_keeps_those_that_were_measured(
    enrolled: TrainingClass, status: AttendanceStatus, hours: Decimal | None
) -> None:
    day = datetime.date(2026, 8, 3)
    lesson = Lesson.objects.create(training_class=enrolled, held_on=day, hours=3)
    seat = enrolled.enrolments.earliest("position")
    Attendance.objects.create(
        enrolment=seat, lesson=lesson, status=AttendanceStatus.LATE, hours=Decimal("1.5"), source="scan"
    )

    actions.record_attendance(enrolled, {seat.pk: {day: status}}, actor=None, now=NOW)

    row = Attendance.objects.get()
    assert (row.status, row.hours) == (status, hours)


@pytest.mark.parametrize(("days", "code"), [(["备注"], "no_days"), (["8月3日", "2026-08-03"], "day_twice")])
def test_a_register_without_clear_days_is_refused(
    enrolled: TrainingClass, days: list[str], code: str
) -> None:
    content = register(days, (1, "√" * len(days)))

    assert refusal(lambda: _judged(enrolled, SheetKind.ATTENDANCE, content)) == code


def test_a_register_that_meets_no_lesson_is_refused(enrolled: TrainingClass) -> None:
    Lesson.objects.create(training_class=enrolled, held_on=datetime.date(2026, 8, 3), hours=4)

    assert (
        refusal(lambda: _judged(enrolled, SheetKind.ATTENDANCE, register(["8月4日"], (1, "√")))) == "no_days"
    )


def test_a_course_without_hours_is_mended_first(enrolled: TrainingClass, course: Course) -> None:
    Course.objects.update(theory_hours=0, practice_hours=0)
    enrolled = TrainingClass.objects.get()

    assert (
        refusal(lambda: _judged(enrolled, SheetKind.ATTENDANCE, register(["8月4日"], (1, "√")))) == "no_hours"
    )


def test_the_action_refuses_a_day_without_lesson(enrolled: TrainingClass) -> None:
    Lesson.objects.create(training_class=enrolled, held_on=datetime.date(2026, 8, 3), hours=4)
    seat = enrolled.enrolments.first()
    assert seat is not None
    marks = {seat.pk: {datetime.date(2026, 8, 4): AttendanceStatus.PRESENT}}

    assert refusal(lambda: actions.record_attendance(enrolled, marks, actor=None, now=NOW)) == "no_lesson"
    assert Attendance.objects.count() == 0


@pytest.mark.parametrize(
    ("theory", "practice", "code"),
    [
        (60, 60, ""),
        (100, 0, ""),
        ("缺考", "", ""),
        ("", "", "required"),
        (60, "", "required"),
        (101, 60, "score"),
        (-1, 60, "score"),
        ("六十", 60, "score"),
        (60.125, 60, "score"),
        ("缺考", 60, "score"),
    ],
)
def test_marks_are_judged(enrolled: TrainingClass, theory: object, practice: object, code: str) -> None:
    judgement = _judged(enrolled, SheetKind.SCORES, results((1, theory, practice)), "a.csv")

    assert _reasons(judgement) == [code]


def test_results_are_held_against_the_pass_mark_of_the_class(enrolled: TrainingClass, send: Send) -> None:
    TrainingClass.objects.update(pass_mark=70)

    send(SheetKind.SCORES, results((1, 70, 70), (2, 90, 69)), "a.csv")

    rows = Assessment.objects.order_by("enrolment__position").values_list(
        "theory", "practice", "passed", "taken_on"
    )
    assert list(rows) == [
        (Decimal(70), Decimal(70), True, datetime.date(2026, 9, 12)),
        (Decimal(90), Decimal(69), False, datetime.date(2026, 9, 12)),
    ]


def test_who_was_absent_has_no_marks_and_did_not_pass(enrolled: TrainingClass, send: Send) -> None:
    send(SheetKind.SCORES, results((1, "缺考", "缺考")), "a.csv")

    test = Assessment.objects.get()
    assert (test.theory, test.practice, test.absent, test.passed) == (None, None, True, False)


@pytest.mark.parametrize(("stated", "code"), [("合格", ""), ("不合格", "result_mismatch"), ("待定", "")])
def test_a_stated_result_must_fit_the_marks(enrolled: TrainingClass, stated: str, code: str) -> None:
    head, names, line = results((1, 80, 80)).decode().split("\n")
    content = f"{head},\n{names},评定结果\n{line},{stated}".encode()

    assert _reasons(_judged(enrolled, SheetKind.SCORES, content, "a.csv")) == [code]


@pytest.mark.parametrize(
    ("day", "code"), [("", "no_exam_day"), ("2027-01-01", "exam_ahead"), ("昨天", "no_exam_day")]
)
def test_the_day_of_the_test_must_be_said(enrolled: TrainingClass, day: str, code: str) -> None:
    content = results((1, 80, 80), taken_on=day)

    assert refusal(lambda: _judged(enrolled, SheetKind.SCORES, content, "a.csv")) == code


def test_the_day_may_stand_in_a_column(enrolled: TrainingClass) -> None:
    _head, names, line = results((1, 80, 80)).decode().split("\n")
    content = f"{names},考核日期\n{line},2026-08-01".encode()

    judgement = _judged(enrolled, SheetKind.SCORES, content, "a.csv")

    assert judgement.facts == {"taken_on": "2026-08-01"}
    assert len(judgement.notes) == 1


def test_a_sheet_without_marks_is_refused(enrolled: TrainingClass) -> None:
    content = "考核日期：2026-09-12,,\n姓名,身份证号,理论成绩\n张三,1,80".encode()

    assert refusal(lambda: _judged(enrolled, SheetKind.SCORES, content, "a.csv")) == "missing_columns"


def test_results_sent_again_change_only_what_differs(enrolled: TrainingClass, send: Send) -> None:
    send(SheetKind.SCORES, results((1, 80, 80), (2, 50, 50)), "a.csv")
    mended = send(SheetKind.SCORES, results((1, 80, 80), (2, 50, 61)), "b.csv")

    assert (mended.outcome["added"], mended.outcome["changed"], mended.outcome["unchanged"]) == (0, 1, 1)
    assert Assessment.objects.get(enrolment__position=2).practice == 61


def test_nothing_to_record_records_nothing(enrolled: TrainingClass) -> None:
    before = Entry.objects.count()

    marks = actions.record_attendance(enrolled, {}, actor=None, now=NOW)
    tests = actions.record_results(enrolled, {}, taken_on=TODAY, actor=None, now=NOW)

    assert (marks.added, tests.added) == (0, 0)
    assert Entry.objects.count() == before


def test_an_absent_result_drops_marks_given_beside_it(enrolled: TrainingClass) -> None:
    seat = enrolled.enrolments.first()
    assert seat is not None

    actions.record_results(
        enrolled,
        {seat.pk: Result(Decimal(80), Decimal(80), absent=True)},
        taken_on=TODAY,
        actor=None,
        now=NOW,
    )

    assert (seat.assessment.theory, seat.assessment.passed) == (None, False)
