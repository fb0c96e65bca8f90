"""The people of the courses' room, a class, and sheets to send for it. All of them are invented."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from office.exchange.columns import Column
from office.exchange.writing import Sheet, write_workbook
from office.people.identifiers import id_check_character
from office.people.models import Organisation, User
from training.courses import actions
from training.courses.enums import CourseKind, SheetKind
from training.courses.imports import COLUMNS
from training.courses.models import Course, TrainingClass

DATA = Path(__file__).resolve().parents[2] / "data"
NOW = datetime.datetime(2026, 11, 23, 3, 0, tzinfo=datetime.UTC)
TODAY = datetime.date(2026, 11, 23)


def id_number(serial: int, *, sex: str = "男") -> str:
    """A well-formed number with an area code that no place has; the serial keeps numbers apart."""
    born = f"{1970 + serial // 400}{1 + serial // 40 % 10:02d}15"
    body = f"990101{born}{serial % 40 * 20 + (1 if sex == '男' else 2):03d}"
    return body + id_check_character(body)


def person(serial: int, **changes: str) -> dict[str, str]:
    """One good row of a roster."""
    return {
        "name": "索南才让",
        "id_number": id_number(serial),
        "sex": "男",
        "category": "企业职工",
        "employer": "平安区驿路通达快运部",
        "post": "快递员",
        "phone": f"138{serial:08d}",
        "level": "五级/初级工",
    } | changes


def roster(*people: dict[str, str]) -> bytes:
    """A roster as .xlsx; data begin in row 2."""
    columns = COLUMNS[SheetKind.ROSTER]
    rows = [[row.get(column.key, "") for column in columns] for row in people]
    return write_workbook(Sheet("花名册", columns, rows))


def register(days: list[str], *rows: tuple[int, str]) -> bytes:
    """A register: days as headings, and a string of signs for each person (by serial)."""
    columns = (
        Column("name", "姓名"), Column("id_number", "证件号码"), *(Column(day, day) for day in days),
    )  # fmt: skip
    lines = [["索南才让", id_number(serial), *signs] for serial, signs in rows]
    return write_workbook(Sheet("考勤", columns, lines))


def results(*rows: tuple[int, object, object], taken_on: str = "2026-09-12") -> bytes:
    """Results as .csv, with the day of the test above the header; a mark of "缺考" is an absence."""
    lines = [f"考核日期：{taken_on},,,", "姓名,身份证号,理论成绩,技能成绩"]
    lines += [f"索南才让,{id_number(serial)},{theory},{practice}" for serial, theory, practice in rows]
    return "\n".join(lines).encode()


def run(command: str, *arguments: str) -> Any:
    """What a command prints as JSON."""
    out = StringIO()
    call_command(command, *arguments, "--json", stdout=out, stderr=StringIO())
    return json.loads(out.getvalue())


def code_of(error: Any) -> str:
    """The code of a refusal, whether it belongs to a field or not."""
    if hasattr(error, "error_dict"):
        return str(next(iter(error.error_dict.values()))[0].code)
    return str(error.error_list[0].code)


def refusal(deed: Callable[[], object]) -> str:
    """The code under which a deed is refused."""
    with pytest.raises(ValidationError) as refused:
        deed()
    return code_of(refused.value)


@pytest.fixture
def school(db: None) -> Organisation:
    return Organisation.objects.create(name="平安区职业技能培训中心", is_provider=True)


@pytest.fixture
def employer(db: None) -> Organisation:
    return Organisation.objects.create(name="平安区驿路通达快运部", short_name="驿路通达", is_employer=True)


@pytest.fixture
def course(db: None) -> Course:
    return Course.objects.create(
        name="快递员技能提升培训",
        kind=CourseKind.SKILL_UPGRADE,
        occupation_code="4-02-07-08",
        occupation="快递员",
        level="五级/初级工",
        theory_hours=30,
        practice_hours=50,
    )


@pytest.fixture
def training_class(course: Course, school: Organisation) -> TrainingClass:
    return actions.open_class(
        course,
        number="PX-2026-900",
        title="2026年第三期快递员技能提升培训班",
        provider=school,
        starts_on=datetime.date(2026, 8, 3),
        ends_on=datetime.date(2026, 8, 14),
        capacity=200,
        actor=None,
        now=NOW,
    )


@pytest.fixture
def send(training_class: TrainingClass) -> Callable[..., Any]:
    """Receive a sheet and commit it."""

    def _send(
        kind: SheetKind, content: bytes, filename: str = "sheet.xlsx", actor: User | None = None
    ) -> Any:
        sheet = actions.receive_sheet(
            training_class, kind=kind, content=content, filename=filename, actor=actor, now=NOW
        )
        return actions.commit_sheet(sheet, actor=actor, now=NOW)

    return _send


@pytest.fixture
def taught(training_class: TrainingClass, send: Callable[..., Any]) -> TrainingClass:
    """A class of four: all there and passed; 80 % and passed; 70 % and passed; all there and failed."""
    send(SheetKind.ROSTER, roster(*(person(serial) for serial in range(1, 5))))
    days = [f"8月{day}日" for day in (3, 4, 5, 6, 7, 10, 11, 12, 13, 14)]
    send(
        SheetKind.ATTENDANCE,
        register(days, (1, "√" * 10), (2, "√" * 7 + "迟假缺"), (3, "√" * 7 + "假缺缺"), (4, "√" * 10)),
    )
    send(SheetKind.SCORES, results((1, 90, 85), (2, 60, 60), (3, 88, 79), (4, 59.5, 80)), "scores.csv")
    return training_class
