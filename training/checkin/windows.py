"""When a lesson may be scanned, and what a pair of scans is worth. Pure."""

from __future__ import annotations

import datetime
from decimal import Decimal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from training.courses.completion import attended_hours
from training.courses.enums import AttendanceStatus
from training.courses.models import Lesson

from .enums import Direction


def refuse_moment(lesson: Lesson, direction: Direction, *, at: datetime.datetime) -> None:
    """Raise ValidationError `lesson_not_today`, `not_yet` or `lesson_over` unless a scan fits the lesson.

    Check-in opens CHECKIN_EARLY_MINUTES before the lesson and closes with it; check-out opens with the lesson
    and closes CHECKIN_AFTER_MINUTES after it. A lesson without times can be scanned all day.
    """
    if timezone.localdate(at) != lesson.held_on:
        raise ValidationError(
            _("This lesson is held on %(day)s, not today. Scan the code of today's lesson."),
            code="lesson_not_today",
            params={"day": lesson.held_on.isoformat()},
        )
    span = lesson.span
    if span is None:
        return
    opens, closes = _window(direction, *span)
    if at < opens:
        raise ValidationError(
            _("It is too early: this opens at %(time)s. Scan the screen again from then on."),
            code="not_yet",
            params={"time": _clock(opens)},
        )
    if at > closes:
        raise ValidationError(
            _("This lesson closed at %(time)s. Ask the trainer, who can enter you by hand with a reason."),
            code="lesson_over",
            params={"time": _clock(closes)},
        )


def minutes_outside(lesson: Lesson, *, at: datetime.datetime) -> int:
    """Return how many minutes a moment lies outside a lesson; 0 when it has no times."""
    span = lesson.span
    if span is None:
        return 0
    apart = max(span[0] - at, at - span[1], datetime.timedelta(0))
    return int(apart.total_seconds()) // 60


def worth(
    lesson: Lesson, *, entered: datetime.datetime, left: datetime.datetime | None
) -> tuple[AttendanceStatus, Decimal | None]:
    """Return the sign of an entry and the class hours up to the exit; None is the whole lesson.

    Where only the day is known, or the class asks for no check-out, an entry counts the whole lesson. Else
    hours run from entry to exit: without an exit there are none yet.
    """
    span = lesson.span
    if span is None:
        return AttendanceStatus.PRESENT, None
    grace = datetime.timedelta(minutes=settings.ATTENDANCE_GRACE_MINUTES)
    status = AttendanceStatus.LATE if entered > span[0] + grace else AttendanceStatus.PRESENT
    if not lesson.training_class.exit_counts:
        return status, None
    if left is None:
        return status, Decimal(0)
    hours = attended_hours(entered, left, starts=span[0], ends=span[1], hours=lesson.hours, grace=grace)
    return status, hours


def _window(
    direction: Direction, begins: datetime.datetime, ends: datetime.datetime
) -> tuple[datetime.datetime, datetime.datetime]:
    if direction == Direction.ENTRY:
        return begins - datetime.timedelta(minutes=settings.CHECKIN_EARLY_MINUTES), ends
    return begins, ends + datetime.timedelta(minutes=settings.CHECKIN_AFTER_MINUTES)


def _clock(at: datetime.datetime) -> str:
    return f"{timezone.localtime(at):%H:%M}"
