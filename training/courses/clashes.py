"""Who, and what room, would be in two places at one time. Each question takes a fixed number of queries.

Lessons meet when their times overlap; where one of them has no times, when they share a day. A class without
a timetable takes every day from its first to its last.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from .enums import ClassState
from .models import Enrolment, Lesson, TrainingClass

BATCH = 500
#: A plan that was not filed takes nobody's time yet, a cancelled class never will.
_STANDING = (ClassState.FILED, ClassState.OPEN, ClassState.CLOSED)


@dataclass(frozen=True, slots=True)
class Clash:
    """The other class, and the first day (with time, where known) on which both are held."""

    training_class: TrainingClass
    day: datetime.date
    time_label: str = ""

    def __str__(self) -> str:
        when = f"{self.day.isoformat()} {self.time_label}".strip()
        return f"{self.training_class.number} {self.training_class.title} · {when}"


def clashes_of_people(
    training_class: TrainingClass, couriers: Iterable[uuid.UUID]
) -> dict[uuid.UUID, list[Clash]]:
    """Return, of the couriers asked for, those who have or await a seat in a class held at the same time.

    Two queries, and one per 500 couriers.
    """
    wanted = list(couriers)
    seats: list[tuple[uuid.UUID, int]] = []
    for first in range(0, len(wanted), BATCH):
        found = Enrolment.objects.standing().filter(
            courier__in=wanted[first : first + BATCH],
            training_class__state__in=_STANDING,
            training_class__starts_on__lte=training_class.ends_on,
            training_class__ends_on__gte=training_class.starts_on,
        )
        seats += (
            found.exclude(training_class=training_class)
            .order_by("training_class__starts_on", "pk")
            .values_list("courier_id", "training_class_id")
        )
    if not seats:
        return {}
    others = TrainingClass.objects.filter(pk__in={key for _courier, key in seats}).prefetch_related("lessons")
    own = list(training_class.lessons.all())
    meeting = {each.pk: _first_meeting(training_class, own, each) for each in others}
    clashes: dict[uuid.UUID, list[Clash]] = {}
    for courier, key in seats:
        if (clash := meeting[key]) is not None:
            clashes.setdefault(courier, []).append(clash)
    return clashes


def _first_meeting(training_class: TrainingClass, own: list[Lesson], other: TrainingClass) -> Clash | None:
    theirs = list(other.lessons.all())
    if own and theirs:
        met = (lesson for lesson in theirs if any(lesson.overlaps(mine) for mine in own))
        first = min(met, key=_when, default=None)
        return Clash(other, first.held_on, first.time_label) if first else None
    days = [lesson.held_on for lesson in own or theirs]
    bounds = training_class if theirs else other
    shared = [day for day in sorted(days) if bounds.starts_on <= day <= bounds.ends_on]
    if days:
        return Clash(other, shared[0]) if shared else None
    return Clash(other, max(training_class.starts_on, other.starts_on))


def _when(lesson: Lesson) -> tuple[datetime.date, datetime.time]:
    return lesson.held_on, lesson.starts_at or datetime.time()


@dataclass(frozen=True, slots=True)
class Occupied:
    """Two lessons that want one teacher or one room at one time; `who` names what they share."""

    lesson: Lesson
    other: Lesson
    who: str

    def __str__(self) -> str:
        return _("%(who)s on %(day)s %(time)s: “%(topic)s” and “%(other)s” (class %(number)s)") % {
            "who": self.who,
            "day": self.lesson.held_on.isoformat(),
            "time": self.other.time_label,
            "topic": self.lesson.topic,
            "other": self.other.topic,
            "number": self.other.training_class.number,
        }


def occupied(training_class: TrainingClass, lessons: Sequence[Lesson]) -> list[Occupied]:
    """Return the lessons of a timetable that take a teacher or a room which is taken, in one query.

    A teacher is known by number, else by name within the provider; a room by name within the provider's
    place. Lessons of the class itself are held against each other too, where both have times.
    """
    found = [
        Occupied(lesson, other, who)
        for place, lesson in enumerate(lessons)
        for other in lessons[:place]
        if lesson.starts_at and other.starts_at and (who := _shared(lesson, other))
    ]
    days = {lesson.held_on for lesson in lessons}
    keys = {lesson.teacher_key for lesson in lessons} - {""}
    others = (
        Lesson.objects.filter(held_on__in=days, training_class__state__in=_STANDING)
        .filter(Q(training_class__provider=training_class.provider_id) | Q(teacher_key__in=keys))
        .exclude(training_class=training_class.pk)
        .select_related("training_class")
    )
    by_day: dict[datetime.date, list[Lesson]] = {}
    for other in others if days else ():
        by_day.setdefault(other.held_on, []).append(other)
    found += [
        Occupied(lesson, other, who)
        for lesson in lessons
        for other in by_day.get(lesson.held_on, ())
        if (who := _shared(lesson, other))
    ]
    return found


def _shared(lesson: Lesson, other: Lesson) -> str:
    """Name the teacher or room that two lessons want at one time, or return an empty text."""
    if not lesson.overlaps(other):
        return ""
    mine, theirs = lesson.training_class, other.training_class
    if lesson.teacher_key and other.teacher_key:
        same_teacher = lesson.teacher_key == other.teacher_key
    else:
        same_teacher = bool(lesson.teacher) and lesson.teacher == other.teacher
        same_teacher = same_teacher and mine.provider_id == theirs.provider_id
    if same_teacher:
        return lesson.teacher or lesson.teacher_number
    room = lesson.room or mine.room
    here = (mine.provider_id, mine.place, room)
    there = (theirs.provider_id, theirs.place, other.room or theirs.room)
    return room if here == there else ""
