"""What a courier sees before pressing: the same questions as the deed asks, and nothing written."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError

from office.people.models import Courier, User
from training.courses.actions.guards import refuse_register
from training.courses.models import Lesson

from .enums import Direction
from .guards import no_lesson, own_courier, read_screen, refuse_stale, refuse_way, seat_of
from .queries import ways_of
from .windows import refuse_moment


@dataclass(frozen=True, slots=True)
class Seen:
    """A code looked at: lesson and way for whoever has a seat in the class, and what stands against it."""

    refusal: ValidationError | None
    lesson: Lesson | None = None
    direction: Direction | None = None
    courier: Courier | None = None


def look(text: str, *, actor: User, now: datetime.datetime) -> Seen:
    """Return what the button would do; who has no seat is told so and learns nothing of the class."""
    try:
        code, courier = read_screen(text), own_courier(actor)
        refuse_stale(code.shown_at, accepted=settings.CHECKIN_ACCEPTED_SECONDS, at=now)
        lesson = Lesson.objects.select_related("training_class__course").filter(pk=code.lesson).first()
        if lesson is None:
            raise no_lesson()
        seat_of(lesson, courier)
    except ValidationError as error:
        return Seen(error)
    refusal = None
    try:
        refuse_register(lesson)
        refuse_moment(lesson, code.direction, at=now)
        refuse_way(lesson, code.direction, ways_of(lesson, courier))
    except ValidationError as error:
        refusal = error
    return Seen(refusal, lesson, code.direction, actor.courier)
