"""A class that is taught today, its trainer, and couriers who sign in. All of them are invented."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.utils import timezone

from office.people.actions import CourierFacts
from office.people.enums import Role
from office.people.identifiers import id_check_character
from office.people.models import Organisation, User
from tests.personas import user
from training.checkin.enums import Direction
from training.courses import actions
from training.courses.enums import CourseKind, PersonCategory, SeatState
from training.courses.models import Course, Enrolment, Lesson, TrainingClass

#: A Monday, nine in the morning here.
NINE = datetime.datetime(2026, 11, 23, 1, 0, tzinfo=datetime.UTC)
TODAY = datetime.date(2026, 11, 23)
ENTRY, EXIT = Direction.ENTRY, Direction.EXIT


def at(minutes: float = 0, seconds: float = 0) -> datetime.datetime:
    """So long after the bell at nine."""
    return NINE + datetime.timedelta(minutes=minutes, seconds=seconds)


def id_number(serial: int) -> str:
    """A well-formed number with an area code that no place has."""
    body = f"99010119900115{serial:03d}"
    return body + id_check_character(body)


def seat(serial: int, name: str = "马䶮") -> actions.Seat:
    """A line of a roster."""
    facts = CourierFacts(name=name, id_number=id_number(serial), phone=f"139{serial:08d}")
    return actions.Seat(
        facts=facts, category=PersonCategory.FLEXIBLE, employer_name="平安区驿路通达快运部", post="快递员"
    )


@pytest.fixture
def school(db: None) -> Organisation:
    return Organisation.objects.create(name="平安区职业技能培训中心", is_provider=True)


@pytest.fixture
def rival(other_school: Organisation) -> User:
    return user("rival", Role.TRAINER, organisation=other_school)


@pytest.fixture
def training_class(school: Organisation) -> TrainingClass:
    course = Course.objects.create(
        name="快递员技能提升培训",
        kind=CourseKind.SKILL_UPGRADE,
        occupation_code="4-02-07-08",
        occupation="快递员",
        level="五级/初级工",
        theory_hours=3,
        practice_hours=3,
    )
    return actions.open_class(
        course,
        number="PX-2026-700",
        title="2026年快递员技能提升培训班",
        provider=school,
        starts_on=TODAY,
        ends_on=TODAY + datetime.timedelta(days=1),
        capacity=80,
        actor=None,
        now=at(-600),
    )


@pytest.fixture
def lesson(training_class: TrainingClass) -> Lesson:
    """Nine to a quarter past eleven: three class hours of 45 minutes. Another follows tomorrow."""
    nine, end = datetime.time(9), datetime.time(11, 15)
    made = [
        Lesson.objects.create(
            training_class=training_class,
            held_on=day,
            starts_at=nine,
            ends_at=end,
            hours=Decimal(3),
            topic=topic,
        )
        for day, topic in ((TODAY, "收派安全"), (TODAY + datetime.timedelta(days=1), "服务礼仪"))
    ]
    return made[0]


@pytest.fixture
def seats(training_class: TrainingClass, lesson: Lesson) -> list[Enrolment]:
    """Three trainees, the first of whom can sign in."""
    return actions.enrol(
        training_class, [seat(1), seat(2, "尕藏·东智"), seat(3, "李青")], actor=None, now=at(-500)
    )


def account_of(enrolment: Enrolment) -> User:
    """The account of a trainee."""
    found = User.objects.filter(courier=enrolment.courier_id).first()
    return found or User.objects.create_user(
        username=f"courier{enrolment.position}", display_name="快递员", courier=enrolment.courier
    )


@pytest.fixture
def courier(seats: list[Enrolment]) -> User:
    return account_of(seats[0])


@pytest.fixture
def other(seats: list[Enrolment]) -> User:
    return account_of(seats[1])


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime.datetime], None]:
    """Set the office's clock, which only views read."""

    def _set(moment: datetime.datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return _set


def waits(enrolment: Enrolment) -> None:
    """Put somebody on the waiting list."""
    Enrolment.objects.filter(pk=enrolment.pk).update(seat=SeatState.WAITING, waiting_since=NINE)


def nonce() -> uuid.UUID:
    return uuid.uuid4()
