"""Class hours studied on a platform, and how they count.

The rule: of each platform record no more counts than its hours due. A class owes the hours of its online
lessons and, beside the timetable, those of the course's online hours that the timetable does not hold.
Towards them counts what the register says of online lessons or what platforms reported, whichever is more,
never both.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from django.db.models import DecimalField, F, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Greatest, Least

from .enums import LessonForm
from .models import Lesson, OnlineRecord

HOURS: Final[Any] = DecimalField(max_digits=6, decimal_places=1)
ZERO: Final[Any] = Value(Decimal(0), output_field=HOURS)


def hours_beside(course_hours: Decimal, online_hours: Decimal, lessons: Decimal) -> Decimal:
    """Return the course's online hours that lessons of so many hours do not hold."""
    return max(Decimal(0), min(online_hours, course_hours - lessons))


def lesson_hours(*conditions: Q) -> Coalesce:
    """Return an expression on Enrolment: the class hours of the class's lessons that meet conditions."""
    lessons = Lesson.objects.filter(*conditions, training_class=OuterRef("training_class"))
    totals = lessons.order_by().values("training_class").annotate(total=Sum("hours")).values("total")
    return Coalesce(Subquery(totals, output_field=HOURS), ZERO, output_field=HOURS)


def hours_beside_timetable() -> Greatest:
    """Return an expression on Enrolment: `hours_beside` of its class."""
    course = "training_class__course__"
    classroom = F(f"{course}theory_hours") + F(f"{course}practice_hours")
    left = classroom + F(f"{course}online_hours") - lesson_hours()
    return Greatest(ZERO, Least(F(f"{course}online_hours"), left, output_field=HOURS), output_field=HOURS)


def hours_reported() -> Coalesce:
    """Return an expression on Enrolment: what platforms reported, each record up to its hours due."""
    records = OnlineRecord.objects.filter(enrolment=OuterRef("pk")).order_by().values("enrolment")
    totals = records.annotate(total=Sum(Least("hours_done", "hours_due"))).values("total")
    return Coalesce(Subquery(totals, output_field=HOURS), ZERO, output_field=HOURS)


def hours_online(registered: Any) -> Least:
    """Return an expression on Enrolment: online hours that count; `registered` are those of the register."""
    owed = lesson_hours(Q(form=LessonForm.ONLINE)) + hours_beside_timetable()
    return Least(owed, Greatest(registered, hours_reported(), output_field=HOURS), output_field=HOURS)
