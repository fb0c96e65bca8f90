"""What stands against a scan, each with a code and sentence of its own; page and deed ask the same."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from office.people.models import Courier, User
from training.courses.enums import SeatState
from training.courses.models import Enrolment, Lesson

from .codes import LessonCode, read_lesson_code, read_person_code, seconds_too_old
from .enums import Direction
from .models import Scan
from .opened import opened_at


def refuse_stale(shown_at: datetime.datetime, *, accepted: int, at: datetime.datetime) -> None:
    """Raise ValidationError `code_too_old` (saying by how much) or `code_from_future`."""
    over = seconds_too_old(shown_at, at=at, accepted=accepted)
    if over > 0:
        raise ValidationError(
            _(
                "This code is %(age)d seconds old; it counts for %(accepted)d. "
                "Scan the code that the screen shows now."
            ),
            code="code_too_old",
            params={"age": int((at - shown_at).total_seconds()), "accepted": accepted},
        )
    if over < 0:
        raise ValidationError(
            _("This code is not valid yet: a clock is wrong. Tell the trainer, then scan the screen again."),
            code="code_from_future",
        )


def read_screen(text: str) -> LessonCode:
    """Return what a code on a screen says; raise ValidationError `unknown_code` for one that is not ours."""
    code = read_lesson_code(text)
    if code is None:
        raise ValidationError(
            _("This is no code of ours. Scan the code on the classroom's screen again."), code="unknown_code"
        )
    return code


def holder_of(text: str, *, at: datetime.datetime) -> Courier:
    """Return the courier whose own code this is.

    Raises ValidationError `unknown_code`, or as `refuse_stale`.
    """
    code = read_person_code(text)
    if code is not None:
        refuse_stale(code.shown_at, accepted=settings.CHECKIN_PERSON_ACCEPTED_SECONDS, at=at)
        user = User.objects.select_related("courier").filter(pk=code.user, is_active=True).first()
        if user is not None and user.courier is not None:
            return user.courier
    raise ValidationError(
        _("This is no courier's code. Ask the courier to open “My code” again."), code="unknown_code"
    )


def own_courier(actor: User) -> uuid.UUID:
    """Return the key of the courier who acts; raise ValidationError `no_courier` for any other account."""
    if actor.courier_id is None:
        raise ValidationError(
            _("This account is not joined to a courier's record. Ask the trainer to enter you by hand."),
            code="no_courier",
        )
    return actor.courier_id


def no_lesson() -> ValidationError:
    """Return the refusal of a code whose lesson is held no more."""
    return ValidationError(
        _("This lesson was taken off the timetable. Ask the trainer which lesson is held."),
        code="unknown_code",
    )


def seat_of(lesson: Lesson, courier: uuid.UUID) -> Enrolment:
    """Return a courier's seat in the class of a lesson; raise ValidationError `not_enrolled` or `waiting`."""
    seat = (
        Enrolment.objects.standing()
        .filter(training_class_id=lesson.training_class_id, courier=courier)
        .first()
    )
    if seat is None:
        raise ValidationError(
            _("You are not on the roster of this class. Ask the trainer to have you enrolled first."),
            code="not_enrolled",
        )
    if seat.seat == SeatState.WAITING:
        raise ValidationError(
            _("You are on the waiting list of this class and have no seat yet. Ask the training provider."),
            code="waiting",
        )
    return seat


def refuse_way(lesson: Lesson, direction: Direction, ways: Mapping[Direction, Scan]) -> None:
    """Raise ValidationError unless this way comes next: in once, then, where the class asks for it, out."""
    if direction == Direction.EXIT and not lesson.training_class.exit_counts:
        raise ValidationError(
            _("This class asks for no check-out: your check-in counts the lesson. You may go."),
            code="exit_not_needed",
        )
    if (done := ways.get(direction)) is not None:
        code = "already_in" if direction == Direction.ENTRY else "already_out"
        words = {
            "already_in": _("You are checked in already (%(serial)s). Nothing more is to be done."),
            "already_out": _(
                "You have checked out already (%(serial)s). If you came back, ask the trainer to enter it."
            ),
        }
        raise ValidationError(words[code], code=code, params={"serial": done.serial})
    if direction == Direction.EXIT and Direction.ENTRY not in ways:
        raise ValidationError(
            _("You have not checked in, so you cannot check out. Ask the trainer to enter you by hand."),
            code="exit_before_entry",
        )


def refuse_late(
    text: str, made_at: datetime.datetime, note: str, *, actor: User, now: datetime.datetime
) -> None:
    """Refuse a late record unless the office saw the page opened before, and it is not too late."""
    skew = datetime.timedelta(seconds=settings.CHECKIN_SKEW_SECONDS)
    opened = opened_at(note, text, actor.pk)
    if opened is None or not opened - skew <= made_at <= now + skew:
        raise ValidationError(
            _("This late record cannot be proven. Ask the trainer to enter you by hand."),
            code="late_unproven",
        )
    if now - made_at > datetime.timedelta(minutes=settings.CHECKIN_LATE_MINUTES):
        raise ValidationError(
            _(
                "This record comes more than %(minutes)d minutes after it was made. "
                "Ask the trainer to enter you by hand."
            ),
            code="late_too_late",
            params={"minutes": settings.CHECKIN_LATE_MINUTES},
        )
