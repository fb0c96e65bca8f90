"""Class hours studied on a platform, and how they count.

The rule: of each platform record no more counts than its hours due. A class owes the hours of its online lessons
and, beside the timetable, those of the course's online hours that the timetable does not hold. Towards them counts
what the register says of online lessons or what the platform reported, whichever is more, never both.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import DecimalField, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce, Least

from .enums import LessonForm
from .models import OnlineRecord, TrainingClass

#: The column of class hours in sums.
HOURS = DecimalField[Decimal, Decimal](max_digits=7, decimal_places=1)
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class HoursOwed:
    """The class hours of a class: of all lessons, of the online ones among them, and beside the timetable."""

    lessons: Decimal
    online_lessons: Decimal
    beside: Decimal

    @property
    def held(self) -> Decimal:
        """All hours that a trainee can attend."""
        return self.lessons + self.beside

    @property
    def online(self) -> Decimal:
        """The hours that may be studied online."""
        return self.online_lessons + self.beside


def hours_beside(course_hours: Decimal, online_hours: Decimal, lessons: Decimal) -> Decimal:
    """Return the course's online hours that lessons of so many hours do not hold."""
    return max(ZERO, min(online_hours, course_hours - lessons))


def hours_owed(training_class: TrainingClass) -> HoursOwed:
    """Return the class hours of a class, in one query."""
    sums = training_class.lessons.aggregate(
        lessons=Coalesce(Sum("hours"), ZERO, output_field=HOURS),
        online=Coalesce(Sum("hours", filter=Q(form=LessonForm.ONLINE)), ZERO, output_field=HOURS),
    )
    course = training_class.course
    tenth = Decimal("0.1")
    lessons, online = sums["lessons"].quantize(tenth), sums["online"].quantize(tenth)
    return HoursOwed(lessons, online, hours_beside(course.hours, course.online_hours, lessons).quantize(tenth))


def credited_hours() -> Coalesce:
    """Return the expression on Enrolment: hours that platforms reported, each record up to its hours due."""
    records = (
        OnlineRecord.objects.filter(enrolment=OuterRef("pk"))
        .order_by()
        .values("enrolment")
        .annotate(credited=Sum(Least(F("hours_done"), F("hours_due"))))
    )
    return Coalesce(Subquery(records.values("credited"), output_field=HOURS), ZERO, output_field=HOURS)
