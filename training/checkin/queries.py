"""Reading scans, registers and signals of passed-on codes."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import BooleanField, Case, Count, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from office.people.models import Courier
from training.courses.attended import effective
from training.courses.completion import ATTENDED
from training.courses.models import Attendance, Correction, Enrolment, Lesson, TrainingClass
from training.courses.queries import classes_visible_to

from .enums import Direction, SignalKind
from .models import Scan


def lessons_visible_to(user: Any) -> QuerySet[Lesson]:
    """Return the lessons of the classes that a user may see."""
    return Lesson.objects.filter(training_class__in=classes_visible_to(user)).select_related(
        "training_class__course", "training_class__provider", "signed_off_by"
    )


def scans_visible_to(user: Any) -> QuerySet[Scan]:
    """Return the scans of the classes that a user may see, and a courier's own."""
    return Scan.objects.filter(
        Q(lesson__training_class__in=classes_visible_to(user)) | Q(enrolment__courier=user.courier_id)
    ).select_related("enrolment__courier", "lesson__training_class__course")


def lessons_of(training_class: TrainingClass) -> QuerySet[Lesson]:
    """Return the lessons of a class with `there` and `signs`: how many were there, how many have a sign."""
    signs: Any = effective(Attendance.objects.filter(lesson=OuterRef("pk"))).order_by().values("lesson")
    return training_class.lessons.select_related("signed_off_by").annotate(
        there=Coalesce(signs.filter(status_now__in=ATTENDED).annotate(n=Count("pk")).values("n"), 0),
        signs=Coalesce(signs.annotate(n=Count("pk")).values("n"), 0),
    )


@dataclass(slots=True)
class Line:
    """A trainee in the register of a lesson: the sign that counts, the scans, and the corrections."""

    enrolment: Enrolment
    sign: Any = None
    ways: dict[str, Scan] = field(default_factory=dict)
    corrections: list[Correction] = field(default_factory=list)

    @property
    def entry(self) -> Scan | None:
        """The check-in."""
        return self.ways.get(Direction.ENTRY)

    @property
    def exit(self) -> Scan | None:
        """The check-out."""
        return self.ways.get(Direction.EXIT)

    @property
    def is_there(self) -> bool:
        """Whether the sign counts as attended."""
        return self.sign is not None and self.sign.status_now in ATTENDED

    @property
    def lacks_exit(self) -> bool:
        """Whether somebody checked in whose hours wait for the check-out."""
        return self.is_there and self.sign.credit == 0 and self.exit is None


def register_of(lesson: Lesson) -> list[Line]:
    """Return the register of a lesson in the order of the roster, in four queries."""
    seats = lesson.training_class.enrolments.enrolled().select_related("courier").order_by("position")
    lines = {seat.pk: Line(seat) for seat in seats}
    for sign in effective(Attendance.objects.filter(lesson=lesson)):
        if sign.enrolment_id in lines:
            lines[sign.enrolment_id].sign = sign
    for scan in Scan.objects.filter(lesson=lesson).order_by("pk"):
        if scan.enrolment_id in lines:
            lines[scan.enrolment_id].ways[scan.direction] = scan
    made = Correction.objects.filter(attendance__lesson=lesson).select_related("attendance", "author")
    for correction in made:
        if correction.attendance.enrolment_id in lines:
            lines[correction.attendance.enrolment_id].corrections.append(correction)
    return list(lines.values())


@dataclass(frozen=True, slots=True)
class Room:
    """Who is there of a class right now, for the screen: how many of all, and who is missing."""

    there: int
    total: int
    missing: list[Line]


def room_of(lesson: Lesson, direction: Direction) -> Room:
    """Return who has checked in, or out, and who has not."""
    lines = register_of(lesson)
    if direction == Direction.EXIT:
        due = [line for line in lines if line.is_there]
        missing = [line for line in due if line.lacks_exit]
    else:
        due, missing = lines, [line for line in lines if not line.is_there]
    return Room(len(due) - len(missing), len(due), missing)


def lessons_today(user: Any, courier: Courier, *, today: datetime.date) -> list[Lesson]:
    """Return today's lessons of a courier in which the user may keep the register, in their order."""
    lessons = (
        lessons_visible_to(user)
        .filter(
            held_on=today,
            signed_off_at=None,
            training_class__enrolments__in=Enrolment.objects.enrolled().filter(courier=courier),
        )
        .order_by(F("starts_at").asc(nulls_first=True), "pk")
    )
    return [
        lesson
        for lesson in lessons
        if lesson.training_class.is_open and user.has_perm("checkin.show_codes", lesson.training_class)
    ]


def ways_of(lesson: Lesson, courier: Any) -> dict[Direction, Scan]:
    """Return a courier's scans of a lesson by direction."""
    found = Scan.objects.filter(lesson=lesson, enrolment__courier=courier)
    return {Direction(scan.direction): scan for scan in found}


def next_way(lesson: Lesson, courier: Any) -> Direction:
    """Return which way somebody goes next in a lesson."""
    ways = ways_of(lesson, courier)
    is_out = Direction.ENTRY in ways and lesson.training_class.exit_counts
    return Direction.EXIT if is_out else Direction.ENTRY


def _near(seconds: int) -> Q:
    """Return the condition on another scan: received so many seconds around the outer one."""
    span = datetime.timedelta(seconds=seconds)
    return Q(
        received_at__gte=OuterRef("received_at") - Value(span),
        received_at__lte=OuterRef("received_at") + Value(span),
    )


def signals_in(classes: Iterable[TrainingClass]) -> QuerySet[Scan]:
    """Return the scans in classes that look passed on, newest first; each has a flag by every `SignalKind`.

    Late records count by when the office received them, for then the device was used. Settings say how near.
    """
    scans = Scan.objects.filter(lesson__training_class__in=classes).select_related(
        "enrolment__courier", "lesson__training_class"
    )
    others = Scan.objects.exclude(device="")
    same_device = others.filter(
        _near(settings.CHECKIN_SHARED_DEVICE_SECONDS), device=OuterRef("device")
    ).exclude(enrolment__courier=OuterRef("enrolment__courier"))
    same_person = others.filter(
        _near(settings.CHECKIN_TWO_DEVICES_SECONDS), enrolment__courier=OuterRef("enrolment__courier")
    ).exclude(device=OuterRef("device"))
    has_device = ~Q(device="")
    flags = {
        SignalKind.SHARED_DEVICE.value: Exists(same_device) & has_device,
        SignalKind.TWO_DEVICES.value: Exists(same_person) & has_device,
        SignalKind.OUTSIDE.value: Q(minutes_outside__gt=settings.CHECKIN_FAR_MINUTES),
    }
    flagged = scans.annotate(**{name: _flag(condition) for name, condition in flags.items()})
    return flagged.filter(Q(shared_device=True) | Q(two_devices=True) | Q(outside=True))


def _flag(condition: Any) -> Any:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def kinds_of(scan: Any) -> list[SignalKind]:
    """Return what is odd about a scan of `signals_in`."""
    return [kind for kind in SignalKind if getattr(scan, kind.value)]


def unsettled(lines: list[Line]) -> dict[str, int]:
    """Return what a sign-off would settle: `blanks` without a sign, `open_exits` without a check-out."""
    return {
        "blanks": sum(line.sign is None for line in lines),
        "open_exits": sum(line.lacks_exit for line in lines),
    }
