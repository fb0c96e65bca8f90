"""Checking in and out: from the code on the screen, or by the trainer from the code on the phone.

A scan is its own record: kept for good, with who, when and how, so it enters no second one into the chain of
deeds, whose single end sixty people in a minute would queue for. The sign-off enters the chain.
"""

from __future__ import annotations

import datetime
import uuid
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

from ..codes import LessonCode, read_lesson_code, read_person_code
from ..enums import Direction
from ..guards import refuse_late, refuse_stale, refuse_way, seat_of
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
    courier = actor.courier_id
    if courier is None:
        raise ValidationError(
            _("This account is not joined to a courier's record. Ask the trainer to enter you by hand."),
            code="no_courier",
        )
    code = read_lesson_code(text)
    if code is None:
        raise ValidationError(
            _("This is no code of ours. Scan the code on the classroom's screen again."), code="unknown_code"
        )
    source, at = AttendanceSource.SCAN, now
    if late is not None:
        refuse_late(text, late.made_at, late.note, actor=actor, now=now)
        source, at = AttendanceSource.LATE_SCAN, late.made_at
    deed = _Deed(code.direction, source, at, nonce, device, actor)
    return _once(code, courier, deed, now=now)


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
    person = read_person_code(text)
    user = person and User.objects.filter(pk=person.user, is_active=True).exclude(courier=None).first()
    courier = user.courier_id if user else None
    if person is None or courier is None:
        raise ValidationError(
            _("This is no courier's code. Ask the courier to open “My code” again."), code="unknown_code"
        )
    refuse_stale(person.shown_at, accepted=settings.CHECKIN_PERSON_ACCEPTED_SECONDS, at=now)
    deed = _Deed(direction, AttendanceSource.TRAINER_SCAN, now, nonce, "", actor)
    return _once(LessonCode(lesson.pk, direction, now), courier, deed, now=now)


@dataclass(frozen=True, slots=True)
class _Deed:
    """How a scan comes: way, source, the moment that counts, number of the form, device, who does it."""

    direction: Direction
    source: AttendanceSource
    at: datetime.datetime
    nonce: uuid.UUID
    device: str
    actor: User


def _once(code: LessonCode, courier: uuid.UUID, deed: _Deed, *, now: datetime.datetime) -> Scan:
    """Write a scan; when the database says that somebody was faster with the same, ask everything anew."""
    try:
        return _written(code, courier, deed, now=now)
    except IntegrityError:
        return _written(code, courier, deed, now=now)


@transaction.atomic
def _written(code: LessonCode, courier: uuid.UUID, deed: _Deed, *, now: datetime.datetime) -> Scan:
    """Ask everything and write scan and sign, in six queries."""
    known = list(
        Scan.objects.filter(Q(nonce=deed.nonce) | Q(lesson=code.lesson, enrolment__courier=courier))
        .select_related("enrolment")
        .order_by("pk")
    )
    for scan in known:
        if scan.nonce == deed.nonce:
            return _first_result(scan, courier)
    if deed.source != AttendanceSource.TRAINER_SCAN:
        refuse_stale(code.shown_at, accepted=settings.CHECKIN_ACCEPTED_SECONDS, at=deed.at)
    try:
        lesson = locked_lesson(code.lesson)
    except Lesson.DoesNotExist:
        raise ValidationError(
            _("This lesson was taken off the timetable. Ask the trainer which lesson is held."),
            code="unknown_code",
        ) from None
    enrolment = seat_of(lesson, courier)
    refuse_moment(lesson, deed.direction, at=deed.at)
    ways = {Direction(scan.direction): scan for scan in known if scan.enrolment_id == enrolment.pk}
    refuse_way(lesson, deed.direction, ways)
    scan = Scan.objects.create(
        enrolment=enrolment,
        lesson=lesson,
        direction=deed.direction,
        source=deed.source,
        scanned_at=deed.at,
        received_at=now,
        nonce=deed.nonce,
        device=deed.device,
        minutes_outside=minutes_outside(lesson, at=deed.at),
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
    enter_scan(lesson, enrolment, row, status=status, hours=hours, source=source)


def _first_result(scan: Scan, courier: uuid.UUID) -> Scan:
    """Return the scan that a form made, to the person it is about."""
    if scan.enrolment.courier_id != courier:
        raise ValidationError(
            _("This form belongs to somebody else. Scan the code on the screen again."), code="nonce"
        )
    return scan
