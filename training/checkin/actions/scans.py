"""Checking in and out: from the code on the screen, or by the trainer from the code on the phone.

A scan is its own record: kept for good, with who, when and how, so it enters no second one into the chain of
deeds, whose single end sixty people in a minute would queue for. The sign-off enters the chain.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from office.people.models import User
from training.courses.actions import enter_scan
from training.courses.actions.guards import ask, locked_lesson
from training.courses.enums import AttendanceSource
from training.courses.models import Attendance, Enrolment, Lesson

from ..enums import Direction
from ..guards import (
    holder_of,
    no_lesson,
    own_courier,
    read_screen,
    refuse_late,
    refuse_stale,
    refuse_way,
    seat_of,
)
from ..models import Scan
from ..windows import minutes_outside, refuse_moment, worth


@dataclass(frozen=True, slots=True)
class Late:
    """What a record that is sent late says: when it was made, and the office's note of the page's opening."""

    made_at: datetime.datetime
    note: str


def check_in(
    text: str, *, actor: User, nonce: uuid.UUID, device: str, now: datetime.datetime, late: Late | None = None
) -> Scan:
    """Check the courier who acts in or out with the code on the screen; a nonce sent again gets its scan.

    Raises ValidationError: `no_courier`, `unknown_code`, `code_too_old`, `code_from_future`, `late_unproven`,
    `late_too_late`, `class_closed`, `class_not_open`, `signed_off`, `not_enrolled`, `waiting`,
    `lesson_not_today`, `not_yet`, `lesson_over`, `exit_not_needed`, `exit_before_entry`, `already_in`,
    `already_out`, `nonce`.
    """
    courier, code = own_courier(actor), read_screen(text)
    at = now if late is None else late.made_at

    def refuse_code() -> None:
        if late is not None:
            refuse_late(text, late.made_at, late.note, actor=actor, now=now)
        refuse_stale(code.shown_at, accepted=settings.CHECKIN_ACCEPTED_SECONDS, at=at)

    deed = _Deed(
        lesson=code.lesson,
        courier=courier,
        direction=code.direction,
        source=AttendanceSource.SCAN if late is None else AttendanceSource.LATE_SCAN,
        scanned_at=at,
        received_at=now,
        nonce=nonce,
        device=device,
        actor=actor,
    )
    return _once(deed, refuse_code)


def scan_person(
    text: str,
    lesson: Lesson,
    direction: Direction,
    *,
    actor: User,
    nonce: uuid.UUID,
    now: datetime.datetime,
) -> Scan:
    """Check somebody in or out whose own code the trainer scanned; a nonce sent again gets its scan.

    Raises PermissionDenied, or ValidationError as `check_in`.
    """
    ask(actor, "courses.record_attendance", lesson.training_class)
    deed = _Deed(
        lesson=lesson.pk,
        courier=holder_of(text, at=now).pk,
        direction=direction,
        source=AttendanceSource.TRAINER_SCAN,
        scanned_at=now,
        received_at=now,
        nonce=nonce,
        device="",
        actor=actor,
    )
    return _once(deed)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Deed:
    """Whose scan comes for which lesson and way, how, when it counts and when it was received."""

    lesson: int
    courier: uuid.UUID
    direction: Direction
    source: AttendanceSource
    scanned_at: datetime.datetime
    received_at: datetime.datetime
    nonce: uuid.UUID
    device: str
    actor: User


def _once(deed: _Deed, refuse_code: Callable[[], None] = lambda: None) -> Scan:
    """Write a scan; when the database says that somebody was faster with the same, ask everything anew."""
    try:
        return _written(deed, refuse_code)
    except IntegrityError:
        return _written(deed, refuse_code)


@transaction.atomic
def _written(deed: _Deed, refuse_code: Callable[[], None]) -> Scan:
    """Ask everything and write scan and sign, in six queries.

    A form sent again is told first of all: by then its code, or its ten minutes, may be over.
    """
    known = list(
        Scan.objects.filter(Q(nonce=deed.nonce) | Q(lesson=deed.lesson, enrolment__courier=deed.courier))
        .select_related("enrolment")
        .order_by("pk")
    )
    for scan in known:
        if scan.nonce == deed.nonce:
            return _first_result(scan, deed.courier)
    refuse_code()
    try:
        lesson = locked_lesson(deed.lesson)
    except Lesson.DoesNotExist:
        raise no_lesson() from None
    enrolment = seat_of(lesson, deed.courier)
    refuse_moment(lesson, deed.direction, at=deed.scanned_at)
    ways = {Direction(scan.direction): scan for scan in known if scan.enrolment_id == enrolment.pk}
    refuse_way(lesson, deed.direction, ways)
    scan = Scan.objects.create(
        enrolment=enrolment,
        lesson=lesson,
        direction=deed.direction,
        source=deed.source,
        scanned_at=deed.scanned_at,
        received_at=deed.received_at,
        nonce=deed.nonce,
        device=deed.device,
        minutes_outside=minutes_outside(lesson, at=deed.scanned_at),
        scanned_by=deed.actor,
    )
    _enter({**ways, deed.direction: scan}, lesson, enrolment, source=deed.source)
    return scan


def _enter(
    ways: dict[Direction, Scan], lesson: Lesson, enrolment: Enrolment, *, source: AttendanceSource
) -> None:
    left = ways.get(Direction.EXIT)
    status, hours = worth(
        lesson, entered=ways[Direction.ENTRY].scanned_at, left=left.scanned_at if left else None
    )
    row = Attendance.objects.filter(lesson=lesson, enrolment=enrolment).first()
    # A check-in writes over an absence by hand, so one that stands now came after it, from whoever keeps the
    # register in the room: a code that was passed on does not undo it.
    if left is not None and row is not None and row.source == AttendanceSource.MANUAL:
        return
    enter_scan(lesson, enrolment, row, status=status, hours=hours, source=source)


def _first_result(scan: Scan, courier: uuid.UUID) -> Scan:
    """Return the scan that a form made, to the person it is about."""
    if scan.enrolment.courier_id != courier:
        raise ValidationError(
            _("This form belongs to somebody else. Scan the code on the screen again."), code="nonce"
        )
    return scan
