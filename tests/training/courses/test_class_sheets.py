"""The register and the results with a class's own trainees: handed out, filled in, taken in again."""

from __future__ import annotations

import datetime
import io
import uuid
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import unquote

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from office.audit.models import Entry
from office.people.models import User
from training.courses import actions
from training.courses.enums import SheetKind
from training.courses.exports.sheets import sheet_to_fill_in
from training.courses.handouts import template_of
from training.courses.imports import judge
from training.courses.models import Assessment, Attendance, Lesson, SheetImport, TrainingClass

from .conftest import NOW, TODAY, id_number, person, roster

SignIn = Callable[[User], Client]
NAMES = ("索南才让", "尕藏·东智", "刘𡷊")
BAND = ["培训机构：", "平安区职业技能培训中心", "班级编号：", "PX-2026-900"]
WEEKDAYS = [
    "8月3日",
    "8月4日",
    "8月5日",
    "8月6日",
    "8月7日",
    "8月10日",
    "8月11日",
    "8月12日",
    "8月13日",
    "8月14日",
]


@pytest.fixture
def class_of_three(training_class: TrainingClass, send: Callable[..., Any]) -> TrainingClass:
    send(SheetKind.ROSTER, roster(*(person(serial, name=name) for serial, name in enumerate(NAMES, start=1))))
    return training_class


def _download(client: Client, training_class: TrainingClass, kind: str) -> Any:
    return client.get(reverse("courses:template", args=[training_class.number, kind]))


def _book(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def _lines(content: bytes) -> list[list[object]]:
    """Everything below the title on the first sheet, as it reads."""
    return [[cell.value for cell in row] for row in _book(content).worksheets[0].iter_rows(min_row=2)]


def _filled(content: bytes, *marks: Mapping[str, object]) -> bytes:
    """Fill the empty cells of each row by heading."""
    book = _book(content)
    page = book.worksheets[0]
    places = {str(cell.value): cell.column for cell in page[3]}
    for number, row in enumerate(marks, start=4):
        for heading, mark in row.items():
            assert page.cell(number, places[heading]).value is None
            page.cell(number, places[heading], mark)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _upload(client: Client, training_class: TrainingClass, kind: str, content: bytes) -> SheetImport:
    """Send a sheet and take its good rows in, by the pages."""
    client.post(
        reverse("courses:upload", args=[training_class.number, kind]),
        {"deed_key": str(uuid.uuid4()), "sheet": SimpleUploadedFile("sheet.xlsx", content)},
    )
    sheet = SheetImport.objects.get(kind=kind)
    client.post(sheet.get_absolute_url(), {"deed_key": str(uuid.uuid4())})
    sheet.refresh_from_db()
    return sheet


def test_the_register_names_the_trainees_and_the_days(
    sign_in: SignIn, operator: User, class_of_three: TrainingClass
) -> None:
    answer = _download(sign_in(operator), class_of_three, "attendance")

    assert answer.headers["Cache-Control"] == "no-store, private"
    assert unquote(answer.headers["Content-Disposition"]).endswith("PX-2026-900_考勤表.xlsx")
    assert _lines(answer.content) == [
        [*BAND, *[None] * 9],
        ["序号", "姓名*", "证件号码*", *WEEKDAYS],
        *([place, name, id_number(place), *[None] * 10] for place, name in enumerate(NAMES, start=1)),
    ]
    numbers = _book(answer.content).worksheets[0]["C"][3:]
    assert [(cell.data_type, cell.number_format) for cell in numbers] == [("s", "@")] * 3


def test_a_timetable_gives_the_days(sign_in: SignIn, operator: User, class_of_three: TrainingClass) -> None:
    for day, topic in ((8, "安全"), (4, "理论"), (4, "实操")):
        Lesson.objects.create(
            training_class=class_of_three, held_on=datetime.date(2026, 8, day), topic=topic, hours=4
        )

    answer = _download(sign_in(operator), class_of_three, "attendance")

    assert _lines(answer.content)[1] == ["序号", "姓名*", "证件号码*", "8月4日", "8月8日"]


@pytest.mark.parametrize(
    ("first", "last", "headings"),
    [
        (datetime.date(2026, 8, 8), datetime.date(2026, 8, 9), ["8月8日", "8月9日"]),
        (datetime.date(2026, 12, 31), datetime.date(2027, 1, 4), ["2026-12-31", "2027-01-01", "2027-01-04"]),
    ],
)
def test_days_of_a_weekend_and_over_new_year(
    operator: User,
    class_of_three: TrainingClass,
    first: datetime.date,
    last: datetime.date,
    headings: list[str],
) -> None:
    class_of_three.starts_on, class_of_three.ends_on = first, last
    class_of_three.save()

    _name, content = sheet_to_fill_in(SheetKind.ATTENDANCE, class_of_three, actor=operator, now=NOW)

    assert _lines(content)[1][3:] == headings
    filled = _filled(content, *(dict.fromkeys(headings, "√") for _name in NAMES))
    judgement = judge(SheetKind.ATTENDANCE, filled, "a.xlsx", training_class=class_of_three, today=TODAY)
    assert judgement.facts["days"] == [
        day.isoformat()
        for after in range((last - first).days + 1)
        if (day := first + datetime.timedelta(days=after)).weekday() < 5 or first.weekday() > 4
    ]


def test_a_long_class_without_timetable_gets_its_first_31_weekdays(
    operator: User, class_of_three: TrainingClass
) -> None:
    class_of_three.ends_on = datetime.date(2026, 11, 20)
    class_of_three.save()

    _name, content = sheet_to_fill_in(SheetKind.ATTENDANCE, class_of_three, actor=operator, now=NOW)

    headings = _lines(content)[1][3:]
    assert (len(headings), headings[-1]) == (31, "9月14日")


def test_the_results_name_the_trainees_and_the_last_day(
    sign_in: SignIn, operator: User, class_of_three: TrainingClass
) -> None:
    answer = _download(sign_in(operator), class_of_three, "scores")

    assert answer.headers["Cache-Control"] == "no-store, private"
    assert unquote(answer.headers["Content-Disposition"]).endswith("PX-2026-900_成绩花名册.xlsx")
    assert _lines(answer.content) == [
        [*BAND, "考核日期：", "2026-08-14"],
        ["姓名*", "证件号码*", "理论成绩", "技能成绩", "缺考标记", "考评员"],
        *([name, id_number(place), *[None] * 4] for place, name in enumerate(NAMES, start=1)),
    ]


def test_the_register_goes_round(sign_in: SignIn, trainer: User, class_of_three: TrainingClass) -> None:
    client = sign_in(trainer)
    there = dict.fromkeys(WEEKDAYS, "√")

    content = _filled(
        _download(client, class_of_three, "attendance").content,
        there,
        there | {"8月4日": "迟", "8月5日": "假"},
        there | {"8月14日": "缺"},
    )
    sheet = _upload(client, class_of_three, "attendance", content)

    assert (sheet.outcome["data_rows"], sheet.outcome["accepted"], sheet.outcome["added"]) == (3, 3, 30)
    marks = Attendance.objects.exclude(status="present").order_by("enrolment__position", "lesson__held_on")
    assert [(each.enrolment.position, each.lesson.held_on.day, each.status) for each in marks] == [
        (2, 4, "late"),
        (2, 5, "leave"),
        (3, 14, "absent"),
    ]


def test_the_results_go_round(sign_in: SignIn, operator: User, class_of_three: TrainingClass) -> None:
    client = sign_in(operator)

    content = _filled(
        _download(client, class_of_three, "scores").content,
        {"理论成绩": 80, "技能成绩": 75.5},
        {"理论成绩": 59.5, "技能成绩": 90},
        {"缺考标记": "缺考"},
    )
    sheet = _upload(client, class_of_three, "scores", content)

    assert (sheet.outcome["data_rows"], sheet.outcome["accepted"], sheet.outcome["added"]) == (3, 3, 3)
    tests = Assessment.objects.order_by("enrolment__position")
    assert [(str(each.taken_on), each.passed, each.absent) for each in tests] == [
        ("2026-08-14", True, False),
        ("2026-08-14", False, False),
        ("2026-08-14", False, True),
    ]


def test_weekdays_that_nobody_signed_are_no_lessons(
    sign_in: SignIn, operator: User, class_of_three: TrainingClass
) -> None:
    client = sign_in(operator)
    taught = [day for day in WEEKDAYS if day not in {"8月7日", "8月10日"}]

    content = _filled(
        _download(client, class_of_three, "attendance").content,
        *(dict.fromkeys(taught, "√") for _name in NAMES),
    )
    judgement = judge(SheetKind.ATTENDANCE, content, "a.xlsx", training_class=class_of_three, today=TODAY)
    _upload(client, class_of_three, "attendance", content)

    assert [len(judgement.facts["days"]), len(judgement.facts["hours"])] == [8, 8]
    assert [row.problems for row in judgement.report.rows] == [[], [], []]
    assert [lesson.held_on.day for lesson in class_of_three.lessons.all()] == [3, 4, 5, 6, 11, 12, 13, 14]


def test_handing_out_is_recorded_without_names(
    sign_in: SignIn, operator: User, class_of_three: TrainingClass
) -> None:
    client = sign_in(operator)

    for kind in ("attendance", "scores", "roster"):
        _download(client, class_of_three, kind)

    records = Entry.objects.filter(action="courses.sheet.handed_out").order_by("sequence")
    assert [(entry.actor_label, entry.data) for entry in records] == [
        ("operator", {"kind": "attendance", "people": 3}),
        ("operator", {"kind": "scores", "people": 3}),
    ]
    assert {entry.subject_id for entry in records} == {str(class_of_three.pk)}


def _is_blank(answer: HttpResponse, kind: SheetKind, training_class: TrainingClass) -> bool:
    return _lines(answer.content) == _lines(template_of(kind, training_class))


def test_who_may_not_record_gets_the_blank_template(
    sign_in: SignIn, reviewer: User, trainer: User, rival: User, class_of_three: TrainingClass
) -> None:
    for kind in (SheetKind.ATTENDANCE, SheetKind.SCORES):
        assert _is_blank(_download(sign_in(reviewer), class_of_three, kind), kind, class_of_three)
    # A trainer keeps the register, not the results.
    answer = _download(sign_in(trainer), class_of_three, "scores")
    assert _is_blank(answer, SheetKind.SCORES, class_of_three)
    assert _download(sign_in(rival), class_of_three, "attendance").status_code == 404
    assert not Entry.objects.filter(action="courses.sheet.handed_out").exists()


@pytest.mark.parametrize("kind", [SheetKind.ATTENDANCE, SheetKind.SCORES])
def test_a_class_without_trainees_gets_the_blank_template(
    sign_in: SignIn, operator: User, training_class: TrainingClass, kind: SheetKind
) -> None:
    assert _is_blank(_download(sign_in(operator), training_class, kind), kind, training_class)
    assert not Entry.objects.filter(action="courses.sheet.handed_out").exists()


def test_a_closed_class_gets_the_blank_register(
    sign_in: SignIn, operator: User, taught: TrainingClass
) -> None:
    actions.close_class(taught, actor=operator, now=NOW)
    taught.refresh_from_db()

    kind = SheetKind.ATTENDANCE
    assert _is_blank(_download(sign_in(operator), taught, kind), kind, taught)
    assert not Entry.objects.filter(action="courses.sheet.handed_out").exists()


def test_a_closed_class_gets_its_results_sheet_while_retakes_are_taken(
    sign_in: SignIn, operator: User, taught: TrainingClass, monkeypatch: pytest.MonkeyPatch
) -> None:
    actions.close_class(taught, actor=operator, now=NOW)
    taught.refresh_from_db()
    kind = SheetKind.SCORES
    last = taught.retakes_until
    assert last is not None
    for day, blank in ((last, False), (last + datetime.timedelta(days=1), True)):
        moment = datetime.datetime.combine(day, datetime.time(12), NOW.tzinfo)
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        assert _is_blank(_download(sign_in(operator), taught, kind), kind, taught) is blank


def test_the_button_says_which_sheet_it_gives(
    sign_in: SignIn, operator: User, training_class: TrainingClass, send: Callable[..., Any]
) -> None:
    client = sign_in(operator)

    def named(kind: str) -> bool:
        page = client.get(reverse("courses:upload", args=[training_class.number, kind]))
        named: bool = page.context["named"]
        return named

    assert {named(kind) for kind in SheetKind.values} == {False}
    send(SheetKind.ROSTER, roster(person(1)))
    assert {kind: named(kind) for kind in SheetKind.values} == {
        "roster": False,
        "attendance": True,
        "scores": True,
        "online": True,
        "certificates": True,
        "filing": False,
    }
