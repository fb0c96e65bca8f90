"""Lessons as they are declared, before anything is stored."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from office.people import vault
from office.people.identifiers import check_id_number, clean_id_number, mask_id_number

from .completion import shared_out
from .enums import LessonForm
from .models import Course, Lesson, TrainingClass


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonFacts:
    """One line of a timetable; `teacher_number` is a work number or an ID number, as typed."""

    held_on: datetime.date
    starts_at: datetime.time | None
    ends_at: datetime.time | None
    hours: Decimal
    topic: str
    form: str = LessonForm.THEORY
    room: str = ""
    teacher: str = ""
    teacher_number: str = ""


def hours_a_day(course: Course, days: int) -> list[Decimal]:
    """Share a course's hours out over days of attendance.

    Raises ValidationError `no_hours` when a day would get nothing.
    """
    try:
        return shared_out(course.register_hours, days)
    except ValueError as error:
        raise ValidationError(
            _(
                "The course “%(course)s” has too few class hours for %(days)d days of attendance. "
                "Correct the hours of the course first."
            ),
            code="no_hours",
            params={"course": course.name, "days": days},
        ) from error


def lesson_of(training_class: TrainingClass, facts: LessonFacts) -> Lesson:
    """Return a lesson that is not saved, its teacher known by key."""
    return fill(Lesson(training_class=training_class), facts)


def fill(lesson: Lesson, facts: LessonFacts) -> Lesson:
    """Write what is declared onto a lesson, which is not saved."""
    for name in ("held_on", "starts_at", "ends_at", "hours", "form"):
        setattr(lesson, name, getattr(facts, name))
    for name in ("topic", "room", "teacher"):
        setattr(lesson, name, getattr(facts, name).strip())
    lesson.teacher_number, lesson.teacher_key = known_teacher(facts.teacher_number, lesson)
    return lesson


def known_teacher(typed: str, lesson: Lesson) -> tuple[str, str]:
    """Return a teacher's number as shown and the key by which the teacher is found again.

    An ID number is masked and only its blind index kept. What stands masked on the lesson keeps its key.
    """
    number = clean_id_number(typed)
    if not number:
        return "", ""
    if number == lesson.teacher_number:
        return lesson.teacher_number, lesson.teacher_key
    shown = mask_id_number(number) if check_id_number(number) is None else number
    return shown, vault.blind_index(number, column="lesson.teacher_number")
