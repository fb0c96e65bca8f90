"""Writing signs into the register of lessons that are not signed off."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.people.models import User

from ..completion import ATTENDED
from ..enums import AttendanceSource, AttendanceStatus
from ..models import Attendance, Enrolment, Lesson, TrainingClass
from .guards import ask, locked_lesson, locked_open, stated_reason


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign as it comes in; `hours` attended, None for the whole lesson."""

    status: AttendanceStatus
    hours: Decimal | None = None
    source: AttendanceSource = AttendanceSource.SHEET
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """How many rows came to be, how many changed, and how many stood there already."""

    added: int
    changed: int
    unchanged: int


@transaction.atomic
def record_marks(
    training_class: TrainingClass,
    marks: Mapping[tuple[int, int], Mark],
    *,
    actor: User | None,
    now: datetime.datetime,
    digest: str = "",
) -> Written:
    """Write marks, a mapping of (enrolment key, lesson key) to mark; a mark given again replaces the earlier.

    Where a mark of somebody who was there says no hours, those on record stay. Raises PermissionDenied, or
    ValidationError `class_closed`, or `signed_off` when a lesson that is signed off would change (nothing is
    written then).
    """
    ask(actor, "courses.record_attendance", training_class)
    locked = locked_open(training_class)
    if not marks:
        return Written(0, 0, 0)
    lessons = {lesson.pk: lesson for lesson in locked.lessons.select_for_update(of=("self",)).order_by("pk")}
    written = _write(locked, lessons, marks)
    if written.added or written.changed:
        audit.record(
            "courses.attendance.recorded",
            actor=actor,
            subject=training_class,
            at=now,
            trainees=len({enrolment for enrolment, _lesson in marks}),
            days=len({lessons[lesson].held_on for _enrolment, lesson in marks}),
            added=written.added,
            changed=written.changed,
            sha256=digest,
        )
    return written


@transaction.atomic
def enter_manually(
    lesson: Lesson,
    enrolment: Enrolment,
    *,
    status: AttendanceStatus,
    hours: Decimal | None = None,
    reason: str,
    actor: User | None,
    now: datetime.datetime,
) -> Attendance:
    """Enter somebody's sign by hand, with the reason why it was not scanned; `hours` None: the whole lesson.

    Raises PermissionDenied, or ValidationError `class_closed`, `signed_off`, `reason`, `hours`.
    """
    ask(actor, "courses.record_attendance", lesson.training_class)
    locked = locked_lesson(lesson.pk)
    words = stated_reason(reason, _("Say why this sign is entered by hand, as “phone had no power”."))
    hours = hours if status in ATTENDED else None
    refuse_hours(hours, locked)
    values = {"status": status, "hours": hours, "source": AttendanceSource.MANUAL, "reason": words}
    row, added = Attendance.objects.update_or_create(enrolment=enrolment, lesson=locked, defaults=values)
    audit.record(
        "courses.attendance.entered",
        actor=actor,
        subject=locked.training_class,
        at=now,
        lesson=locked.pk,
        position=enrolment.position,
        status=status,
        hours=hours,
        added=added,
        reason=words,
    )
    return row


def enter_scan(
    lesson: Lesson,
    enrolment: Enrolment,
    row: Attendance | None,
    *,
    status: AttendanceStatus,
    hours: Decimal | None,
    source: AttendanceSource,
) -> Attendance:
    """Write what a scan says over `row`, the sign that stands there; the room of scans has asked all else.

    The lesson is one of `locked_lesson`. Somebody whom the trainer has entered as present stays so: a scan
    takes nothing away. No audit record: the scan itself is kept for good, and the sign-off tells how many.
    """
    if row is None:
        return Attendance.objects.create(
            enrolment=enrolment, lesson=lesson, status=status, hours=hours, source=source
        )
    if row.source == AttendanceSource.MANUAL and row.status in ATTENDED:
        return row
    row.status, row.hours, row.source, row.reason = status, hours, source, ""
    row.save(update_fields=["status", "hours", "source", "reason"])
    return row


def refuse_hours(hours: Decimal | None, lesson: Lesson) -> None:
    """Raise ValidationError `hours` (at its field) for hours below 0 or above those of the lesson."""
    if hours is not None and not 0 <= hours <= lesson.hours:
        error = ValidationError(
            _("Hours attended lie between 0 and the %(hours)s of the lesson."),
            code="hours",
            params={"hours": lesson.hours},
        )
        raise ValidationError({"hours": error})


def _write(
    training_class: TrainingClass, lessons: Mapping[int, Lesson], marks: Mapping[tuple[int, int], Mark]
) -> Written:
    known = {
        (row.enrolment_id, row.lesson_id): row
        for row in Attendance.objects.filter(lesson__training_class=training_class)
    }
    added: list[Attendance] = []
    changed: list[Attendance] = []
    unchanged = 0
    for key, mark in marks.items():
        row = known.get(key)
        if row is None:
            added.append(Attendance(enrolment_id=key[0], lesson_id=key[1], **_columns(mark)))
        elif _differs(row, mark):
            _overwrite(row, mark)
            changed.append(row)
        else:
            unchanged += 1
    _refuse_frozen(lessons[row.lesson_id] for row in (*added, *changed))
    Attendance.objects.bulk_create(added, batch_size=1000)
    Attendance.objects.bulk_update(changed, ["status", "hours", "source", "reason"], batch_size=500)
    return Written(len(added), len(changed), unchanged)


def _overwrite(row: Attendance, mark: Mark) -> None:
    """Put a mark in the place of a sign; who was there and still is keeps hours that it does not say."""
    if mark.hours is None and {row.status, mark.status} <= ATTENDED:
        mark = replace(mark, hours=row.hours)
    for column, value in _columns(mark).items():
        setattr(row, column, value)


def _columns(mark: Mark) -> dict[str, object]:
    return {"status": mark.status, "hours": mark.hours, "source": mark.source, "reason": mark.reason}


def _differs(row: Attendance, mark: Mark) -> bool:
    if row.status != mark.status:
        return True
    return mark.hours is not None and row.hours != mark.hours


def _refuse_frozen(lessons: Iterable[Lesson]) -> None:
    if days := sorted({each.held_on.isoformat() for each in lessons if each.signed_off_at is not None}):
        raise ValidationError(
            _(
                "The register of %(days)s is signed off and no longer changes; nothing was written. "
                "Take these days out of the sheet, and enter what was wrong as a correction "
                "on the register's page."
            ),
            code="signed_off",
            params={"days": "、".join(days)},
        )
