"""The timetable of a class: its lessons, entered one by one or as a whole."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.people.models import User

from ..lessons import LessonFacts, fill
from ..models import Lesson, TrainingClass
from .guards import ask, locked_for_timetable


@transaction.atomic
def set_timetable(
    training_class: TrainingClass,
    lessons: Sequence[LessonFacts],
    *,
    actor: User | None,
    now: datetime.datetime,
) -> list[Lesson]:
    """Put a whole timetable in the place of the one there is.

    Raises PermissionDenied, or ValidationError `timetable_fixed`, `lesson_twice`, or by field.
    """
    ask(actor, "courses.plan_class", training_class)
    locked = locked_for_timetable(training_class)
    locked.lessons.all().delete()
    rows = [_write(Lesson(training_class=locked), facts) for facts in lessons]
    _save(rows)
    audit.record(
        "courses.timetable.set",
        actor=actor,
        subject=training_class,
        at=now,
        lessons=len(rows),
        hours=sum((row.hours for row in rows), Decimal(0)),
    )
    return rows


@transaction.atomic
def add_lesson(
    training_class: TrainingClass, facts: LessonFacts, *, actor: User | None, now: datetime.datetime
) -> Lesson:
    """Add a lesson. Raises as `set_timetable`."""
    ask(actor, "courses.plan_class", training_class)
    lesson = _write(Lesson(training_class=locked_for_timetable(training_class)), facts)
    _save([lesson])
    _record("courses.lesson.added", lesson, actor, now)
    return lesson


@transaction.atomic
def change_lesson(
    lesson: Lesson, facts: LessonFacts, *, actor: User | None, now: datetime.datetime
) -> Lesson:
    """Change a lesson. Raises as `set_timetable`."""
    ask(actor, "courses.plan_class", lesson.training_class)
    locked_for_timetable(lesson.training_class)
    _save([_write(lesson, facts)])
    _record("courses.lesson.changed", lesson, actor, now)
    return lesson


@transaction.atomic
def remove_lesson(lesson: Lesson, *, actor: User | None, now: datetime.datetime) -> TrainingClass:
    """Take a lesson out and return its class. Raises as `set_timetable`."""
    ask(actor, "courses.plan_class", lesson.training_class)
    training_class = locked_for_timetable(lesson.training_class)
    _record("courses.lesson.removed", lesson, actor, now)
    lesson.delete()
    return training_class


def _record(action: str, lesson: Lesson, actor: User | None, now: datetime.datetime) -> None:
    audit.record(
        action,
        actor=actor,
        subject=lesson.training_class,
        at=now,
        lesson=lesson.pk,
        day=lesson.held_on,
        topic=lesson.topic,
    )


def _write(lesson: Lesson, facts: LessonFacts) -> Lesson:
    fill(lesson, facts)
    if (lesson.starts_at is None) != (lesson.ends_at is None) or (
        lesson.starts_at and lesson.ends_at and lesson.ends_at <= lesson.starts_at
    ):
        fault = ValidationError(
            _("The lesson ends before it begins. Correct one of the two times."), code="times"
        )
        raise ValidationError({"ends_at": fault})
    if lesson.hours <= 0:
        fault = ValidationError(
            _("Class hours are a number above 0 with at most one decimal, 24 at most."), code="hours"
        )
        raise ValidationError({"hours": fault})
    lesson.clean_fields(exclude=["training_class"])
    return lesson


def _save(lessons: list[Lesson]) -> None:
    """Write lessons; the database tells whether one stands twice."""
    keys = {(each.held_on, each.starts_at, each.topic) for each in lessons}
    try:
        if len(keys) < len(lessons):
            raise _twice()
        with transaction.atomic():
            new = [each for each in lessons if each.pk is None]
            Lesson.objects.bulk_create(new, batch_size=500)
            for each in lessons:
                if each not in new:
                    each.save()
    except IntegrityError as error:
        raise _twice() from error


def _twice() -> ValidationError:
    return ValidationError(
        _("The timetable has a lesson of this topic at this time already. Change one of the two."),
        code="lesson_twice",
    )
