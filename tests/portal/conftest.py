"""Named people before their homes, and the day on which they sign in."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from office.people.enums import Role, Sex
from office.people.models import Courier, Mandate, Organisation, User
from training.courses.enums import AttendanceStatus, CourseKind, PersonCategory
from training.courses.models import Attendance, Course, Enrolment, Lesson, TrainingClass

NOW = datetime.datetime(2026, 9, 15, 3, 0, tzinfo=datetime.UTC)
TODAY = datetime.date(2026, 9, 15)
PASSWORD = "a long word for tests"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def user(
    name: str, role: Role | None = None, organisation: Organisation | None = None, **values: Any
) -> User:
    somebody = User.objects.create_user(username=name, display_name=name, password=PASSWORD, **values)
    if role:
        Mandate.objects.create(
            user=somebody, role=role, organisation=organisation, valid_from=datetime.date(2020, 1, 1)
        )
    return somebody


def person(name: str, serial: int) -> Courier:
    return Courier.objects.create(
        name=name,
        id_number_sealed=b"sealed",
        id_number_index=f"{serial:064d}",
        id_number_masked=f"99************{serial:04d}",
        birth_date=datetime.date(1995, 5, 20),
        sex=Sex.MALE,
        created_at=NOW,
    )


@pytest.fixture
def bureau(db: None) -> Organisation:
    return Organisation.objects.create(name="平安区人力资源和社会保障局", is_department=True)


@pytest.fixture
def school(db: None) -> Organisation:
    return Organisation.objects.create(name="海东市驿路职业培训学校", is_provider=True)


@pytest.fixture
def other_school(db: None) -> Organisation:
    return Organisation.objects.create(name="平安区第二培训中心", is_provider=True)


@pytest.fixture
def courier(db: None) -> Courier:
    return person("马福海", 15)


@pytest.fixture
def courier_user(courier: Courier) -> User:
    return user("courier", courier=courier)


@pytest.fixture
def operator(school: Organisation) -> User:
    return user("operator", Role.PROVIDER_OPERATOR, school)


@pytest.fixture
def reviewer(bureau: Organisation) -> User:
    return user("reviewer", Role.REVIEWER, bureau)


@pytest.fixture
def stranger(db: None) -> User:
    return user("stranger")


@pytest.fixture
def course(db: None) -> Course:
    return Course.objects.create(
        name="快递员岗前技能培训",
        kind=CourseKind.PRE_JOB,
        occupation_code="4-02-07-08",
        occupation="快递员",
        level="五级",
        theory_hours=Decimal(16),
        practice_hours=Decimal(8),
    )


@pytest.fixture
def make_class(course: Course, school: Organisation) -> Callable[..., TrainingClass]:
    """Make an open class of three lessons of 8 hours: a week ago, yesterday and tomorrow."""

    def _make(number: str = "PX-2026-001", **changes: Any) -> TrainingClass:
        values: dict[str, Any] = {
            "number": number,
            "title": f"岗前培训 {number}",
            "course": course,
            "provider": school,
            "starts_on": TODAY - datetime.timedelta(days=7),
            "ends_on": TODAY + datetime.timedelta(days=1),
            "place": "一号教室",
            "capacity": 40,
        }
        made = TrainingClass.objects.create(**values | changes)
        for days in (-7, -1, 1):
            Lesson.objects.create(
                training_class=made,
                held_on=TODAY + datetime.timedelta(days=days),
                hours=8,
                topic=f"第{days}课",
            )
        return made

    return _make


def enrol(courier: Courier, training_class: TrainingClass, *statuses: AttendanceStatus) -> Enrolment:
    """Enrol a person and mark the first lessons."""
    enrolment = Enrolment.objects.create(
        training_class=training_class,
        courier=courier,
        position=training_class.enrolments.count() + 1,
        category=PersonCategory.FLEXIBLE,
        employer_name="平安速达",
        enrolled_at=NOW,
    )
    for status, lesson in zip(statuses, training_class.lessons.order_by("held_on"), strict=False):
        Attendance.objects.create(enrolment=enrolment, lesson=lesson, status=status)
    return enrolment
