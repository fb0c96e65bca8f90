"""What the register says in the end: signs with the corrections that came after the sign-off."""

from __future__ import annotations

from typing import Any, Final

from django.db.models import (
    Case,
    Count,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    When,
)
from django.db.models.functions import Coalesce

from .completion import ATTENDED
from .enums import AttendanceStatus, LessonForm
from .models import Attendance, Enrolment, Lesson, TrainingClass
from .online import HOURS, ZERO, hours_beside_timetable, hours_online, lesson_hours

_ONLINE: Final = Q(lesson__form=LessonForm.ONLINE)
#: A sign that takes hours away for good: nobody signs out any more, or was there at all, or part of it only.
_DECIDED: Final = Q(lesson__signed_off_at__isnull=False) | ~Q(status_now__in=ATTENDED) | Q(credit__gt=0)


def effective(rows: QuerySet[Attendance]) -> QuerySet[Any]:
    """Add to each sign what counts: `status_now` and `credit`, the class hours attended (0: not there).

    Of the corrections of a sign the one that nothing replaces counts. One query; a row a sign.
    """
    whole = Coalesce("hours", "lesson__hours", output_field=HOURS)
    as_signed = Case(When(status__in=ATTENDED, then=whole), default=ZERO, output_field=HOURS)
    return rows.filter(corrections__next=None).annotate(
        status_now=Coalesce("corrections__status", "status"),
        credit=Coalesce("corrections__hours", as_signed, output_field=HOURS),
    )


def _a_trainee(total: Any, condition: Q, field: Any) -> Coalesce:
    """Return an expression on Enrolment: a total over the signs that meet a condition."""
    rows = effective(Attendance.objects.filter(enrolment=OuterRef("pk"))).filter(condition)
    totals = rows.order_by().values("enrolment").annotate(total=total).values("total")
    return Coalesce(Subquery(totals, output_field=field), 0, output_field=field)


def hours_attended() -> Coalesce:
    """Return an expression on Enrolment: the class hours attended so far, those online as `online` says."""
    in_class = _a_trainee(Sum("credit"), ~_ONLINE, HOURS)
    return Coalesce(
        in_class + hours_online(_a_trainee(Sum("credit"), _ONLINE, HOURS)), ZERO, output_field=HOURS
    )


def hours_missed() -> Coalesce:
    """Return an expression on Enrolment: the class hours that are lost for good so far."""
    lost = ExpressionWrapper(F("lesson__hours") - F("credit"), output_field=HOURS)
    return _a_trainee(Sum(lost), _DECIDED, HOURS)


def absences() -> Coalesce:
    """Return an expression on Enrolment: the lessons missed without leave so far; online lessons are none."""
    return _a_trainee(Count("pk"), Q(status_now=AttendanceStatus.ABSENT) & ~_ONLINE, IntegerField())


def hours_planned() -> Coalesce:
    """Return an expression on Enrolment: the class hours of the timetable, and those online beside it."""
    return Coalesce(lesson_hours() + hours_beside_timetable(), ZERO, output_field=HOURS)


def with_hours(enrolments: QuerySet[Enrolment]) -> QuerySet[Enrolment]:
    """Add `attended_hours`, `missed_hours` and `absences` so far to each enrolment, in the same query."""
    return enrolments.annotate(
        attended_hours=hours_attended(), missed_hours=hours_missed(), absences=absences()
    )


def unsigned_lessons(training_class: TrainingClass) -> QuerySet[Lesson]:
    """Return the lessons of a class whose register is not signed off, in their order."""
    return training_class.lessons.filter(signed_off_at=None)
