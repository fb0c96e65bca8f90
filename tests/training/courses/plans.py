"""A plan with a timetable that nothing is wrong with, and the policy it is filed under."""

from __future__ import annotations

import datetime
from decimal import Decimal
from importlib import import_module
from typing import Any

from django.apps import apps

from office.people.models import Organisation, User
from office.policy.models import CalendarDay, PolicyVersion, Source
from training.courses import actions
from training.courses.actions import LessonFacts, Plan
from training.courses.enums import LessonForm
from training.courses.models import Course, TrainingClass

from .conftest import NOW

FIRST, LAST = datetime.date(2026, 12, 7), datetime.date(2026, 12, 18)
DAYS = [FIRST + datetime.timedelta(days=after) for after in (0, 1, 2, 3, 4, 7, 8, 9, 10, 11)]
NINE, NOON = datetime.time(9), datetime.time(15)


def plan(course: Course, **changes: Any) -> Plan:
    """A plan of ten days in December 2026, ten working days ahead of `NOW`."""
    facts: dict[str, Any] = {
        "course": course,
        "title": "2026年冬季快递员技能提升培训班",
        "starts_on": FIRST,
        "ends_on": LAST,
        "capacity": 40,
        "place": "平安区平安路 1 号",
        "room": "二楼教室",
        "programme": "技能提升培训",
        "head_teacher": "尕藏·东智",
        "head_teacher_phone": "13900000010",
    }
    return Plan(**{**facts, **changes})


def lessons(**changes: Any) -> list[LessonFacts]:
    """Ten lessons of eight hours: 30 of theory and 50 of practice, as the course of the tests."""
    hours = [Decimal(8)] * 3 + [Decimal(6)] + [Decimal(8)] * 5 + [Decimal(10)]
    rows = []
    for place, (day, part) in enumerate(zip(DAYS, hours, strict=True)):
        facts: dict[str, Any] = {
            "held_on": day,
            "starts_at": NINE,
            "ends_at": NOON,
            "hours": part,
            "topic": f"第 {place + 1} 讲",
            "form": LessonForm.THEORY if place < 4 else LessonForm.PRACTICE,
            "teacher": "童讲授",
            "teacher_number": "JS-001",
        }
        rows.append(LessonFacts(**{**facts, **changes}))
    return rows


def planned(course: Course, provider: Organisation, actor: User, **changes: Any) -> TrainingClass:
    """A planned class with a whole timetable."""
    number = changes.pop("number", "PX-2026-950")
    made = actions.plan_class(plan(course, **changes), number=number, provider=provider, actor=actor, now=NOW)
    actions.set_timetable(made, lessons(), actor=actor, now=NOW)
    return made


def policy(**values: Any) -> PolicyVersion:
    """The policy of class filing in force: five working days ahead or refused, at most 50 people."""
    parameters = {"lead_days": 5, "late": "refuse", "max_size": 50, "min_hours_share": "0.8", **values}
    return PolicyVersion.objects.create(
        scheme="class-filing",
        label="2026 版",
        valid_from=datetime.date(2026, 1, 1),
        source=Source.objects.create(title="开班备案要求"),
        clause="第三条",
        parameters={name: {"value": value, "clause": "第三条"} for name, value in parameters.items()},
    )


def calendar() -> None:
    """Enter the holidays as the migration does, when the tests run without migrations."""
    if not CalendarDay.objects.exists():
        import_module("office.policy.migrations.0002_holidays").enter(apps, None)
