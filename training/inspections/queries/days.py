"""What the papers of a class say of one day."""

from __future__ import annotations

import datetime

from training.courses.attended import effective
from training.courses.completion import ATTENDED
from training.courses.models import Attendance, TrainingClass


def registered_on(training_class: TrainingClass, day: datetime.date) -> int | None:
    """Return how many people the register, with its corrections, has present on a day; None while empty."""
    rows = effective(Attendance.objects.filter(lesson__training_class=training_class, lesson__held_on=day))
    if not rows.exists():
        return None
    return rows.filter(status_now__in=ATTENDED).values("enrolment").distinct().count()


def teachers_on(training_class: TrainingClass, day: datetime.date) -> str:
    """Return the teachers that the timetable names for a day."""
    names = training_class.lessons.filter(held_on=day).order_by("pk").values_list("teacher", flat=True)
    return "、".join(dict.fromkeys(name for name in names if name))[:120]
