"""The register of attendance and the results of the test."""

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
from ..models import Assessment, Lesson, TrainingClass
from .guards import ask, locked_open
from .marks import Mark, Written, record_marks


@dataclass(frozen=True, slots=True)
class Result:
    """Two marks out of 100, or absent."""

    theory: Decimal | None = None
    practice: Decimal | None = None
    absent: bool = False


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


@transaction.atomic
def record_results(
    training_class: TrainingClass,
    results: Mapping[int, Result],
    *,
    taken_on: datetime.date,
    actor: User | None,
    now: datetime.datetime,
    digest: str = "",
) -> Written:
    """Write results by enrolment key and judge each against the class's pass mark.

    Who was there needs both marks (the database refuses less). A result given again replaces the earlier one.
    Raises PermissionDenied, or ValidationError `class_closed`.
    """
    ask(actor, "courses.record_results", training_class)
    locked = locked_open(training_class)
    known = {row.pk: row for row in Assessment.objects.filter(enrolment__training_class=locked)}
    added, changed, unchanged = [], [], 0
    for enrolment, result in results.items():
        row = _assessment(enrolment, result, locked.pass_mark, taken_on)
        if enrolment not in known:
            added.append(row)
        elif _facts(known[enrolment]) != _facts(row):
            changed.append(row)
        else:
            unchanged += 1
    Assessment.objects.bulk_create(added, batch_size=500)
    Assessment.objects.bulk_update(changed, _COLUMNS, batch_size=500)
    if added or changed:
        audit.record(
            "courses.results.recorded",
            actor=actor,
            subject=training_class,
            at=now,
            added=len(added),
            changed=len(changed),
            taken_on=taken_on,
            sha256=digest,
        )
    return Written(len(added), len(changed), unchanged)


_COLUMNS = ["taken_on", "theory", "practice", "absent", "passed"]


def _facts(row: Assessment) -> tuple[object, ...]:
    return tuple(getattr(row, column) for column in _COLUMNS)


def _assessment(enrolment: int, result: Result, pass_mark: Decimal, taken_on: datetime.date) -> Assessment:
    theory, practice = (None, None) if result.absent else (result.theory, result.practice)
    return Assessment(
        enrolment_id=enrolment,
        taken_on=taken_on,
        theory=theory,
        practice=practice,
        absent=result.absent,
        passed=completion.passes(theory, practice, pass_mark=pass_mark),
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
