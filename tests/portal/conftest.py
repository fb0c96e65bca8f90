"""Named people before their homes, and the day on which they sign in."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from office.people.models import Courier, Organisation, User
from tests.personas import person, user
from training.courses.enums import AttendanceStatus, CourseKind, PersonCategory
from training.courses.models import Attendance, Course, Enrolment, Lesson, TrainingClass

NOW = datetime.datetime(2026, 9, 15, 3, 0, tzinfo=datetime.UTC)
TODAY = datetime.date(2026, 9, 15)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def courier(db: None) -> Courier:
    return person("马福海", 15)


@pytest.fixture
def courier_user(courier: Courier) -> User:
    return user("courier", courier=courier)


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
