"""Signing the register off, and correcting what was signed."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.people.models import User

from ..attended import effective, unsigned_lessons
from ..completion import ATTENDED
from ..enums import AttendanceSource, AttendanceStatus
from ..models import Attendance, Correction, Enrolment, Lesson, TrainingClass
from .guards import ask, locked_open, stated_reason
from .marks import refuse_hours


@transaction.atomic
def sign_off(lesson: Lesson, *, actor: User | None, now: datetime.datetime) -> Lesson:
    """Sign the register of a lesson off: from then on it changes by corrections only.

    Who has no sign is entered as absent. Raises PermissionDenied, or ValidationError `class_closed`,
    `signed_off`, `lesson_ahead`.
    """
    ask(actor, "courses.sign_off", lesson.training_class)
    locked = locked_open(lesson.training_class)
    if lesson.held_on > timezone.localdate(now):
        raise ValidationError(
            _("The lesson is held on %(day)s. Sign its register off when it is over."),
            code="lesson_ahead",
            params={"day": lesson.held_on.isoformat()},
        )
    if not freeze(locked, [lesson.pk], actor=actor, now=now):
        raise ValidationError(
            _(
                "The register of %(day)s was signed off already. "
                "What is wrong in it is entered as a correction."
            ),
            code="signed_off",
            params={"day": lesson.held_on.isoformat()},
        )
    lesson.refresh_from_db()
    return lesson


@transaction.atomic
def sign_off_class(
    training_class: TrainingClass, *, actor: User | None, now: datetime.datetime
) -> TrainingClass:
    """Sign off every register up to today that is still open.

    Raises PermissionDenied, or ValidationError `class_closed`, `nothing_to_sign`.
    """
    ask(actor, "courses.sign_off", training_class)
    locked = locked_open(training_class)
    due = unsigned_lessons(locked).filter(held_on__lte=timezone.localdate(now))
    if not freeze(locked, list(due.values_list("pk", flat=True)), actor=actor, now=now):
        raise ValidationError(
            _("No register up to today waits to be signed off. Nothing was done."), code="nothing_to_sign"
        )
    return training_class


def freeze(
    training_class: TrainingClass, lessons: Sequence[int], *, actor: User | None, now: datetime.datetime
) -> int:
    """Sign off those of the lessons that are not yet; return how many. The class is locked by the caller."""
    # The lock makes scans wait, which hold the same one; whoever signs in after this finds it signed off.
    rows = list(
        training_class.lessons.select_for_update(of=("self",))
        .filter(pk__in=lessons, signed_off_at=None)
        .order_by("held_on", "pk")
    )
    blanks = sum(_enter_blanks(training_class, lesson) for lesson in rows)
    Lesson.objects.filter(pk__in=[lesson.pk for lesson in rows], signed_off_at=None).update(
        signed_off_at=now, signed_off_by=actor
    )
    if rows:
        audit.record(
            "courses.register.signed_off",
            actor=actor,
            subject=training_class,
            at=now,
            lessons=[lesson.pk for lesson in rows],
            days=[lesson.held_on for lesson in rows],
            blanks=blanks,
        )
    return len(rows)


def _enter_blanks(training_class: TrainingClass, lesson: Lesson) -> int:
    """Enter as absent who has no sign in a lesson, and return how many."""
    blank = training_class.enrolments.enrolled().exclude(attendances__lesson=lesson)
    rows = [_blank(enrolment, lesson) for enrolment in blank.values_list("pk", flat=True)]
    Attendance.objects.bulk_create(rows, batch_size=500)
    return len(rows)


def _blank(enrolment: int, lesson: Lesson) -> Attendance:
    return Attendance(
        enrolment_id=enrolment,
        lesson=lesson,
        status=AttendanceStatus.ABSENT,
        source=AttendanceSource.SIGN_OFF,
    )


@transaction.atomic
def correct(
    lesson: Lesson,
    enrolment: Enrolment,
    *,
    status: AttendanceStatus,
    hours: Decimal | None = None,
    reason: str,
    actor: User | None,
    now: datetime.datetime,
) -> Correction:
    """Add what counts from now on to a sign of a register that is signed off; `hours` None: the whole lesson.

    Raises PermissionDenied, or ValidationError `class_closed` (completion was computed), `not_signed_off`,
    `reason`, `hours`, `same` when it would change nothing.
    """
    ask(actor, "courses.correct_attendance", lesson.training_class)
    training_class = locked_open(lesson.training_class)
    locked = training_class.lessons.select_for_update(of=("self",)).get(pk=lesson.pk)
    credit = _credit(locked, status, hours)
    if locked.signed_off_at is None:
        raise ValidationError(
            _("The register of %(day)s is not signed off yet. Change the sign itself."),
            code="not_signed_off",
            params={"day": locked.held_on.isoformat()},
        )
    words = stated_reason(reason, _("Say why the register was wrong; the reason stays with the correction."))
    row = _sign_of(enrolment, locked)
    if (row.status_now, row.credit) == (status, credit):
        raise ValidationError(
            _("This is what the register says already. Choose another sign or other hours."), code="same"
        )
    made = Correction.objects.create(
        attendance=row,
        replaces=row.corrections.filter(next=None).first(),
        old_status=row.status_now,
        old_hours=row.credit,
        status=status,
        hours=credit,
        reason=words,
        author=actor,
        made_at=now,
    )
    _record(made, training_class, enrolment, actor=actor, now=now)
    return made


def _credit(lesson: Lesson, status: AttendanceStatus, hours: Decimal | None) -> Decimal:
    if status not in ATTENDED:
        return Decimal(0)
    refuse_hours(hours, lesson)
    return lesson.hours if hours is None else hours


def _sign_of(enrolment: Enrolment, lesson: Lesson) -> Any:
    """Return what counts of somebody in a lesson, as `effective` has it."""
    # Who was enrolled after the sign-off has no sign; absent says the same.
    Attendance.objects.get_or_create(
        enrolment=enrolment,
        lesson=lesson,
        defaults={"status": AttendanceStatus.ABSENT, "source": AttendanceSource.SIGN_OFF},
    )
    return effective(Attendance.objects.filter(enrolment=enrolment, lesson=lesson)).get()


def _record(
    made: Correction,
    training_class: TrainingClass,
    enrolment: Enrolment,
    *,
    actor: User | None,
    now: datetime.datetime,
) -> None:
    audit.record(
        "courses.attendance.corrected",
        actor=actor,
        subject=training_class,
        at=now,
        lesson=made.attendance.lesson_id,
        position=enrolment.position,
        old=[made.old_status, made.old_hours],
        new=[made.status, made.hours],
        reason=made.reason,
    )


@transaction.atomic
def set_attendance_rule(
    training_class: TrainingClass,
    *,
    exit_counts: bool,
    absences_allowed: int | None,
    actor: User | None,
    now: datetime.datetime,
) -> TrainingClass:
    """Say how the class counts hours and how many lessons may be missed without leave (None: no such rule).

    Raises PermissionDenied, or ValidationError `class_closed`, or `register_begun` once a register is signed
    off: the same rule holds for the whole class.
    """
    ask(actor, "courses.set_attendance_rule", training_class)
    locked = locked_open(training_class)
    if locked.lessons.filter(signed_off_at__isnull=False).exists():
        raise ValidationError(
            _("A register of this class is signed off, so its rule of attendance stays as it is."),
            code="register_begun",
        )
    TrainingClass.objects.filter(pk=locked.pk).update(
        exit_counts=exit_counts, absences_allowed=absences_allowed
    )
    training_class.refresh_from_db()
    audit.record(
        "courses.attendance_rule.set",
        actor=actor,
        subject=training_class,
        at=now,
        exit_counts=exit_counts,
        absences_allowed=absences_allowed,
    )
    return training_class
