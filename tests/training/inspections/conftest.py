"""The people of the bureau and of a provider, and a class that is taught. All of them are invented."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from importlib import import_module

import pytest
from django.apps import apps
from django.test import Client

from office.people.actions import CourierFacts
from office.people.enums import Role
from office.people.identifiers import id_check_character
from office.people.models import Organisation, User
from office.policy.models import CalendarDay
from tests.personas import user
from training.courses.actions import Seat, enrol, open_class, record_attendance
from training.courses.enums import AttendanceStatus, CourseKind, PersonCategory
from training.courses.models import Course, TrainingClass
from training.inspections import actions
from training.inspections.models import Inspection, Sample

NOW = datetime.datetime(2026, 8, 6, 3, 0, tzinfo=datetime.UTC)
TODAY = datetime.date(2026, 8, 6)
SIGNS = {"p": AttendanceStatus.PRESENT, "l": AttendanceStatus.LATE, "a": AttendanceStatus.ABSENT}
DAYS = [datetime.date(2026, 8, day) for day in (3, 4, 5, 6, 7)]


def id_number(serial: int, born: str = "19900307") -> str:
    body = f"990101{born}{serial * 2 + 1:03d}"
    return body + id_check_character(body)


def seat(serial: int, *, born: str = "19900307", phone: str = "", **changes: object) -> Seat:
    facts = CourierFacts(
        name="尕藏·东智", id_number=id_number(serial, born), phone=phone or f"1380000{serial:04d}"
    )
    return Seat(
        **{
            "facts": facts,
            "category": PersonCategory.RURAL_WORKER,
            "employer_name": "某快递公司",
            **changes,
        }
    )


@pytest.fixture
def holidays(db: None) -> None:
    """The working days of 2026, also where the tests run without migrations."""
    if not CalendarDay.objects.exists():
        import_module("office.policy.migrations.0002_holidays").enter(apps, None)


@pytest.fixture
def bureau(holidays: None) -> Organisation:
    return Organisation.objects.create(name="某区人社局", is_department=True)


@pytest.fixture
def school(db: None) -> Organisation:
    return Organisation.objects.create(name="某培训中心", is_provider=True)


@pytest.fixture
def other_school(db: None) -> Organisation:
    return Organisation.objects.create(name="另一培训学校", is_provider=True)


@pytest.fixture
def reviewer(bureau: Organisation) -> User:
    return user("申初审", Role.REVIEWER, organisation=bureau)


@pytest.fixture
def acceptor(bureau: Organisation) -> User:
    return user("寿理", Role.ACCEPTOR, organisation=bureau)


@pytest.fixture
def approver(bureau: Organisation) -> User:
    return user("管审批", Role.APPROVER, organisation=bureau)


@pytest.fixture
def auditor(bureau: Organisation) -> User:
    return user("简审计", Role.AUDITOR, organisation=bureau)


@pytest.fixture
def operator(school: Organisation) -> User:
    return user("周培训", Role.PROVIDER_OPERATOR, organisation=school)


@pytest.fixture
def rival(other_school: Organisation) -> User:
    return user("林校办", Role.PROVIDER_OPERATOR, organisation=other_school)


@pytest.fixture
def sign_in() -> Callable[[User], Client]:
    def _sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return _sign_in


@pytest.fixture
def course(db: None) -> Course:
    return Course.objects.create(
        name="快递员岗前培训",
        kind=CourseKind.PRE_JOB,
        occupation_code="4-02-07-08",
        occupation="快递员",
        level="五级/初级工",
        theory_hours=8,
        practice_hours=12,
    )


@pytest.fixture
def make_class(course: Course, school: Organisation) -> Callable[..., TrainingClass]:
    """Open a class of five days with seats, everybody present unless `signs` says otherwise."""

    def make(
        number: str,
        seats: list[Seat],
        *,
        provider: Organisation | None = None,
        signs: dict[int, str] | None = None,
        days: list[datetime.date] = DAYS,
    ) -> TrainingClass:
        made = open_class(
            course,
            number=number,
            title="岗前班",
            provider=provider or school,
            starts_on=days[0],
            ends_on=days[-1],
            capacity=60,
            place="一号教室",
            actor=None,
            now=NOW,
        )
        if seats:
            trainees = enrol(made, seats, actor=None, now=NOW)
            marks = {
                trainee.pk: {
                    day: SIGNS[sign]
                    for day, sign in zip(days, (signs or {}).get(place, "p" * len(days)), strict=True)
                }
                for place, trainee in enumerate(trainees, start=1)
            }
            record_attendance(made, marks, actor=None, now=NOW)
        return made

    return make


@pytest.fixture
def taught(make_class: Callable[..., TrainingClass]) -> TrainingClass:
    """A class of six; the last one was absent on the second day and late on the fourth."""
    return make_class("PX-1", [seat(serial) for serial in range(1, 7)], signs={6: "paplp"})


@pytest.fixture
def planned(taught: TrainingClass, reviewer: User, acceptor: User) -> Inspection:
    return actions.plan_inspection(
        taught,
        planned_on=DAYS[2],
        first_inspector=reviewer,
        second_inspector=acceptor,
        actor=reviewer,
        now=NOW,
    )


@pytest.fixture
def sample(taught: TrainingClass, reviewer: User) -> Sample:
    return actions.draw_sample(taught, caller=reviewer, actor=reviewer, now=NOW, seed="s1")
