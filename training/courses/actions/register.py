"""The register of attendance, and what a result is before it is written (`results` writes it)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.people.models import User

from .. import completion
from ..enums import AttendanceStatus
from ..models import Attendance, Lesson, TrainingClass
from .guards import ask, locked_open


@dataclass(frozen=True, slots=True)
class Result:
    """One sitting of a test: marks out of 100, or absent.

    `taken_on` is its day where that differs from the sheet's; ticket and examiner are as written.
    """

    theory: Decimal | None = None
    practice: Decimal | None = None
    absent: bool = False
    review: Decimal | None = None
    performance: Decimal | None = None
    taken_on: datetime.date | None = None
    ticket: str = ""
    examiner: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """How many rows came to be, how many changed, and how many stood there already."""

    added: int
    changed: int
    unchanged: int


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
    ValidationError `class_closed`, `no_lesson`, `no_hours`.
    """
    ask(actor, "courses.record_attendance", training_class)
    locked = locked_open(training_class)
    if not marks:
        return Written(0, 0, 0)
    lessons = _lessons_for(locked, sorted({day for days in marks.values() for day in days}))
    known = {
        (row.enrolment_id, row.lesson_id): row
        for row in Attendance.objects.filter(lesson__training_class=locked)
    }
    added, changed, unchanged = [], [], 0
    for enrolment, days in marks.items():
        for day, status in days.items():
            for lesson in lessons[day]:
                row = known.get((enrolment, lesson.pk))
                if row is None:
                    added.append(Attendance(enrolment_id=enrolment, lesson=lesson, status=status))
                elif row.status != status:
                    row.status = status
                    changed.append(row)
                else:
                    unchanged += 1
    Attendance.objects.bulk_create(added, batch_size=1000)
    Attendance.objects.bulk_update(changed, ["status"], batch_size=500)
    written = Written(len(added), len(changed), unchanged)
    if added or changed:
        audit.record(
            "courses.attendance.recorded",
            actor=actor,
            subject=training_class,
            at=now,
            trainees=len(marks),
            days=len(lessons),
            added=written.added,
            changed=written.changed,
            sha256=digest,
        )
    return written


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
    try:
        hours = completion.shared_out(training_class.course.hours, len(days))
    except ValueError as error:
        raise ValidationError(
            _(
                "The course “%(course)s” has too few class hours for %(days)d days of attendance. "
                "Correct the hours of the course first."
            ),
            code="no_hours",
            params={"course": training_class.course.name, "days": len(days)},
        ) from error
    rows = [
        Lesson(training_class=training_class, held_on=day, hours=part)
        for day, part in zip(days, hours, strict=True)
    ]
    Lesson.objects.bulk_create(rows)
    return {row.held_on: [row] for row in rows}
