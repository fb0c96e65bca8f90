"""Classes on their way: planned, filed, returned, rejected, open with a waiting list, archived, cancelled."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Final

from django.db import transaction
from django.utils import timezone

from office.casework.actions import advance
from office.people.models import User
from office.policy.calendar import WorkingCalendar
from office.policy.models import PolicyVersion, Source
from training.courses.actions import (
    LessonFacts,
    Plan,
    archive_class,
    cancel_class,
    enrol,
    enrol_self,
    file_class,
    plan_class,
    set_timetable,
)
from training.courses.actions.roster import Seat
from training.courses.enums import ClassState, LessonForm, PersonCategory
from training.courses.filing import SCHEME
from training.courses.models import Course, TrainingClass

from .training import Classroom, facts_of
from .training import Plan as TaughtPlan

TEACHERS: Final = (("理论", "童讲授", "JS-001"), ("实操", "尕藏·多杰", "JS-002"))
FORENOON, AFTERNOON = datetime.time(9), datetime.time(14, 30)
HOURS_A_HALF_DAY: Final = 4
#: Example figures: the lead time of the other district that publishes one, and round numbers.
PARAMETERS: Final = {
    "lead_days": 5,
    "late": "refuse",
    "max_size": 60,
    "min_hours_share": "0.8",
    "cancel_hours": 24,
    "retention_years": 5,
}
#: Number, course, working days until it begins, how far it has come, seats.
PLANS: Final = (
    ("PX-2026-101", "start", 20, "planned", 40),
    ("PX-2026-102", "upgrade", 12, "filed", 40),
    ("PX-2026-103", "transfer", 14, "returned", 30),
    ("PX-2026-104", "safety", 8, "full", 4),
    ("PX-2026-105", "start", 25, "open", 30),
    ("PX-2026-106", "upgrade", 18, "cancelled", 30),
    ("PX-2026-107", "start", 16, "rejected", 30),
)


def filing_policy() -> None:
    """Enter the example policy of class filing when it is missing."""
    source, _made = Source.objects.get_or_create(
        title="示例：开班备案要求（演示用，非真实文件）", number="演示〔2026〕3号"
    )
    PolicyVersion.objects.get_or_create(
        scheme=SCHEME,
        valid_from=datetime.date(2025, 1, 1),
        defaults={
            "label": "2025 版（示例）",
            "source": source,
            "clause": "第三条",
            "example": True,
            "parameters": {
                name: {"value": value, "clause": "示例：须以本地文件为准"}
                for name, value in PARAMETERS.items()
            },
        },
    )


def on_their_way(classroom: Classroom, rider: User) -> None:
    """Make the classes that are missing; `rider` is the courier who signs in, and waits in the full class."""
    filing_policy()
    for number, course, days, state, seats in PLANS:
        if not TrainingClass.objects.filter(number=number).exists():
            _make(classroom, rider, number, course, days, state, seats)
    last = classroom.make(TaughtPlan("PX-2026-100", "safety", "centre", 200, 4, "certified"))
    if last.state == ClassState.CLOSED:
        until = timezone.localdate(classroom.now) + datetime.timedelta(days=5 * 366)
        archive_class(last, keep_until=until, actor=classroom.users["provider"], now=classroom.now)


@transaction.atomic
def _make(
    classroom: Classroom, rider: User, number: str, course: str, days: int, state: str, seats: int
) -> None:
    taught = classroom.courses[course]
    actor, now = classroom.users["provider"], classroom.now
    working = _working_days(timezone.localdate(now), days, 10)
    made = plan_class(
        _plan(taught, working, seats), number=number, provider=classroom.organisations["centre"],
        actor=actor, now=now,
    )  # fmt: skip
    # Each class has teachers of its own, so none is wanted in two places.
    lessons = _lessons(taught, working, f"{number[-3:]}教室", teacher=int(number[-1]))
    set_timetable(made, lessons[:3] if state == "planned" else lessons, actor=actor, now=now)
    if state in {"planned", "cancelled"}:
        if state == "cancelled":
            cancel_class(made, reason="报名人数不足，本期不开", actor=actor, now=now)
        return
    file_class(made, actor=actor, now=now)
    case = made.filing.case
    if state == "returned":
        reason = "请补充评价机构名称，并核对第二周的上课地点"
        advance(case, "return_for_correction", actor=classroom.users["acceptor"], now=now, reason=reason)
    elif state == "rejected":
        reason = "上课地点消防验收未通过，不予备案"
        advance(case, "reject", actor=classroom.users["acceptor"], now=now, reason=reason)
    elif state in {"open", "full"}:
        advance(case, "accept", actor=classroom.users["acceptor"], now=now)
        made.refresh_from_db()
        _fill(classroom, rider, made, state)


def _fill(classroom: Classroom, rider: User, made: TrainingClass, state: str) -> None:
    """Enrol people: more than the full class has seats, a few in the other."""
    people = [classroom.registry.person() for _each in range(made.capacity + 2 if state == "full" else 6)]
    seats = [
        Seat(
            facts=facts_of(person),
            category=PersonCategory.RURAL_WORKER,
            employer_name=classroom.organisations["swift"].name,
        )
        for person in people
    ]
    enrol(made, seats, actor=classroom.users["provider"], now=classroom.now)
    if state == "full" and rider.courier is not None:
        enrol_self(
            made,
            rider.courier,
            category=PersonCategory.FLEXIBLE,
            employer_name=classroom.organisations["swift"].name,
            actor=rider,
            now=classroom.now,
        )


def _plan(course: Course, days: list[datetime.date], seats: int) -> Plan:
    return Plan(
        course=course,
        title=f"{days[0].year}年{course.name}（{days[0].month}月班）",
        starts_on=days[0],
        ends_on=days[-1],
        capacity=seats,
        place="平安区职业技能培训中心二楼",
        fee=Decimal(0),
        subsidy_asked=Decimal(800),
        programme=course.name,
        head_teacher="罗班主",
        head_teacher_phone="13900000010",
    )


def _lessons(course: Course, days: list[datetime.date], room: str, *, teacher: int) -> list[LessonFacts]:
    """Share the course's hours over half days, theory first; every class has teachers of its own."""
    halves = [(day, start) for day in days for start in (FORENOON, AFTERNOON)]
    rows: list[LessonFacts] = []
    for form, hours, (word, name, number) in zip(
        (LessonForm.THEORY, LessonForm.PRACTICE), (course.theory_hours, course.practice_hours), TEACHERS,
        strict=True,
    ):  # fmt: skip
        left = hours
        while left > 0:
            day, start = halves[len(rows)]
            part = min(left, Decimal(HOURS_A_HALF_DAY))
            end = datetime.datetime.combine(day, start) + datetime.timedelta(minutes=45 * int(part))
            rows.append(
                LessonFacts(
                    held_on=day,
                    starts_at=start,
                    ends_at=end.time(),
                    hours=part,
                    topic=f"{course.occupation}{word}第 {len(rows) + 1} 讲",
                    form=form,
                    room=room,
                    teacher=name,
                    teacher_number=f"{number}-{teacher}",
                )
            )
            left -= part
    return rows


def _working_days(today: datetime.date, after: int, count: int) -> list[datetime.date]:
    """Return so many working days that begin so many working days ahead."""
    calendar = WorkingCalendar.load(today, today + datetime.timedelta(days=120))
    first = calendar.add(today, after)
    days = [first]
    while len(days) < count:
        days.append(calendar.add(days[-1], 1))
    return days
