"""The register of attendance as sheets bring it: a mark a day."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from office.people.models import User

from ..enums import AttendanceStatus
from ..lessons import hours_a_day
from ..models import Lesson, TrainingClass
from .guards import ask, locked_open
from .marks import Mark, Written, record_marks


@transaction.atomic
def record_attendance(
    training_class: TrainingClass,
    marks: Mapping[int, Mapping[datetime.date, AttendanceStatus]],
    *,
    actor: User | None,
    now: datetime.datetime,
    digest: str = "",
) -> Written:
    """Write marks, a mapping of enrolment key to day to mark; a mark given again replaces the earlier one.

    A class without lessons gets one a day, sharing the course's hours equally. With a timetable every day
    must have a lesson; a day with two lessons gives both the mark. Raises PermissionDenied, or
    ValidationError `class_closed`, `signed_off`, `no_lesson`, `no_hours`.
    """
    ask(actor, "courses.record_attendance", training_class)
    locked = locked_open(training_class)
    if not marks:
        return Written(0, 0, 0)
    lessons = _lessons_for(locked, sorted({day for days in marks.values() for day in days}))
    return record_marks(
        training_class,
        {
            (enrolment, lesson.pk): Mark(status)
            for enrolment, days in marks.items()
            for day, status in days.items()
            for lesson in lessons[day]
        },
        actor=actor,
        now=now,
        digest=digest,
    )


def _lessons_for(
    training_class: TrainingClass, days: list[datetime.date]
) -> dict[datetime.date, list[Lesson]]:
    """Return the lessons of each day; make them when the class has no timetable yet."""
    lessons: dict[datetime.date, list[Lesson]] = {}
    for lesson in training_class.lessons.all():
        lessons.setdefault(lesson.held_on, []).append(lesson)
    if not lessons:
        lessons = _new_lessons(training_class, days)
    if missing := [day for day in days if day not in lessons]:
        raise ValidationError(
            _("The class has no lesson on %(days)s. Correct the dates in the header of the sheet."),
            code="no_lesson",
            params={"days": "、".join(day.isoformat() for day in missing)},
        )
    return {day: lessons[day] for day in days}


def _new_lessons(
    training_class: TrainingClass, days: list[datetime.date]
) -> dict[datetime.date, list[Lesson]]:
    rows = [
        Lesson(training_class=training_class, held_on=day, hours=part)
        for day, part in zip(days, hours_a_day(training_class.course, len(days)), strict=True)
    ]
    Lesson.objects.bulk_create(rows)
    return {row.held_on: [row] for row in rows}
