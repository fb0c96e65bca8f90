"""Courses and classes of the demonstration: taught, marked, closed, certified by the office's own deeds."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from office.people.actions import CourierFacts, register_courier, start_employment
from office.people.models import Courier, Organisation, User
from office.policy.calendar import WorkingCalendar
from training.courses.actions import (
    Seat,
    close_class,
    enrol,
    issue_certificates,
    open_class,
    record_attendance,
    record_results,
)
from training.courses.actions.results import Result
from training.courses.enums import AttendanceStatus, CourseKind, PersonCategory
from training.courses.models import Course, TrainingClass

from .identity import Identity, Registry
from .office import ORGANISATIONS
from .policy import COURIER, SORTER

EMPLOYERS = ("zhong", "swift", "ems", "rabbit", "road")
CATEGORIES = (
    PersonCategory.RURAL_WORKER,
    PersonCategory.RURAL_WORKER,
    PersonCategory.UNEMPLOYED,
    PersonCategory.HARD_TO_EMPLOY,
    PersonCategory.SCHOOL_LEAVER,
    PersonCategory.EMPLOYEE,
)


@dataclass(frozen=True)
class Plan:
    """A class to be made: how far it has come, and how many days ago it ended."""

    number: str
    course: str
    provider: str
    ended_days_ago: int
    people: int
    progress: str  # open, enrolled, marked, closed, certified
    contracts: bool = True


def courses() -> dict[str, Course]:
    """Make the courses that are missing."""
    rows = {
        "start": ("快递员岗前培训", CourseKind.PRE_JOB, COURIER, "快递员", "五级/初级工", 24, 56),
        "upgrade": ("快递员技能提升培训", CourseKind.SKILL_UPGRADE, COURIER, "快递员", "四级/中级工", 24, 56),
        "transfer": (
            "快件处理员转岗培训",
            CourseKind.JOB_TRANSFER,
            SORTER,
            "快件处理员",
            "五级/初级工",
            20,
            60,
        ),
        "safety": ("快递员安全技能培训", CourseKind.SAFETY, COURIER, "快递员", "", 8, 16),
    }
    return {
        key: Course.objects.get_or_create(
            name=name,
            level=level,
            defaults={
                "kind": kind,
                "occupation_code": code,
                "occupation": occupation,
                "theory_hours": theory,
                "practice_hours": practice,
            },
        )[0]
        for key, (name, kind, code, occupation, level, theory, practice) in rows.items()
    }


class Classroom:
    """Makes classes with invented people; the same seed makes the same ones."""

    def __init__(
        self,
        registry: Registry,
        organisations: dict[str, Organisation],
        users: dict[str, User],
        now: datetime.datetime,
    ) -> None:
        self.registry, self.organisations, self.users, self.now = registry, organisations, users, now
        self.courses = courses()

    def operator(self, provider: str) -> User:
        """Return the account that acts for a provider."""
        return self.users[{"centre": "provider"}.get(provider, provider)]

    @transaction.atomic
    def make(self, plan: Plan, *, also: tuple[Identity, ...] = ()) -> TrainingClass:
        """Make a class as far as the plan says; one that exists stays as it is."""
        if (
            found := TrainingClass.objects.filter(number=plan.number)
            .select_related("course", "provider")
            .first()
        ):
            return found
        chance, course = self.registry.chance, self.courses[plan.course]
        ended = self.now - datetime.timedelta(days=plan.ended_days_ago)
        last_day = timezone.localdate(ended)
        days = teaching_days(last_day, 10)
        started = ended - (last_day - days[0])
        actor = self.operator(plan.provider)
        made = open_class(
            course,
            number=plan.number,
            title=f"{days[0].year}年{course.name}（{plan.number[-3:]}班）",
            provider=self.organisations[plan.provider],
            starts_on=days[0],
            ends_on=days[-1],
            capacity=max(60, plan.people),
            place=f"{ORGANISATIONS[plan.provider]['short_name']}一号教室",
            actor=self.users["registrar"],
            now=started,
        )
        if plan.progress == "open":
            return made
        people = [*also, *(self.registry.person() for _ in range(plan.people - len(also)))]
        seats = [self.seat(person, course, started, contract=plan.contracts) for person in people]
        trainees = enrol(made, seats, actor=actor, now=started)
        if plan.progress == "enrolled":
            return made
        marks = {
            trainee.pk: {day: self._mark(weak=chance.random() < 0.08) for day in days} for trainee in trainees
        }
        record_attendance(made, marks, actor=actor, now=ended)
        results = {trainee.pk: self._result() for trainee in trainees}
        record_results(made, results, taken_on=days[-1], actor=actor, now=ended)
        if plan.progress == "marked":
            return made
        close_class(made, actor=actor, now=ended)
        if plan.progress == "certified":
            issue_certificates(made, actor=actor, now=ended + datetime.timedelta(days=1))
        return made

    def seat(self, person: Identity, course: Course, at: datetime.datetime, *, contract: bool) -> Seat:
        """Return a line of a roster for an invented person."""
        key = self.registry.chance.choice(EMPLOYERS)
        employer = self.organisations[key]
        station = self.registry.chance.choice(list(employer.stations.all()))
        category = self.registry.chance.choice(CATEGORIES)
        facts = facts_of(person)
        if category == PersonCategory.EMPLOYEE and contract:
            courier = register_courier(facts, actor=None, now=at)
            self._employ(courier, employer, timezone.localdate(at))
        return Seat(
            facts=facts,
            category=category,
            employer_name=employer.name,
            station_name=station.name,
            post=course.occupation,
            level=course.level,
        )

    def _employ(self, courier: Courier, employer: Organisation, day: datetime.date) -> None:
        signed = day - datetime.timedelta(days=self.registry.chance.randrange(30, 300))
        start_employment(
            courier,
            employer=employer,
            station=employer.stations.first(),
            post="快递员",
            started_on=signed,
            contract_signed_on=signed,
            contract_months=self.registry.chance.choice((12, 24, 36)),
            actor=None,
        )

    def _mark(self, *, weak: bool) -> AttendanceStatus:
        present, late, leave = AttendanceStatus.PRESENT, AttendanceStatus.LATE, AttendanceStatus.LEAVE
        usual = (present,) * 15 + (late, leave)
        return self.registry.chance.choice((present, AttendanceStatus.ABSENT, leave) if weak else usual)

    def _result(self) -> Result:
        chance = self.registry.chance
        if chance.random() < 0.03:
            return Result(absent=True)
        low = 45 if chance.random() < 0.06 else 61
        return Result(
            Decimal(chance.randrange(low * 2, 198)) / 2, Decimal(chance.randrange(low * 2, 198)) / 2
        )


def facts_of(person: Identity) -> CourierFacts:
    """Return an invented person as the registry takes them in."""
    return CourierFacts(
        name=person.name,
        id_number=person.id_number,
        phone=person.phone,
        sex=person.sex,
        birth_date=person.birth_date,
        ethnicity=person.ethnicity,
        education=person.education,
    )


def teaching_days(last: datetime.date, count: int) -> list[datetime.date]:
    """Return so many working days up to a day, in order: nobody teaches over a holiday."""
    calendar = WorkingCalendar.load(last - datetime.timedelta(days=3 * count + 31), last)
    days: list[datetime.date] = []
    while len(days) < count:
        if calendar.is_working_day(last):
            days.append(last)
        last -= datetime.timedelta(days=1)
    return days[::-1]
