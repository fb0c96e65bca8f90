"""Gathering what the signals of a class are read from, in a constant number of queries."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from dataclasses import replace
from typing import Any, Final

from django.db.models import Max
from django.urls import reverse

from office.certificates.models import Certificate
from office.people.models import Courier, Organisation
from training.checkin.enums import SCAN_SOURCES, Direction
from training.checkin.models import Scan
from training.courses.attended import effective
from training.courses.completion import ATTENDED
from training.courses.enums import AttendanceSource
from training.courses.models import Attendance, Enrolment, Lesson, OnlineRecord, TrainingClass
from training.courses.queries import CERTIFICATE_KIND

from ..models import Inspection
from ..models.inspection import PLAIN
from ..signals import CallFigures, ClassFacts, Elsewhere, LessonFacts, Signal, TraineeFacts, Visit, read
from ..signals.provider import YEAR
from ..thresholds import thresholds_on
from .people import seated
from .samples import COUNTS, told
from .sanctions import bar_of

_PLACES: Final = {
    "samples": "inspections:sample_list",
    "inspections": "inspections:inspection_list",
}


def signals_for_class(training_class: TrainingClass) -> list[Signal]:
    """Return the signals of a class, the gravest first, held against the thresholds of its last day."""
    found = read(class_facts(training_class), thresholds_on(training_class.ends_on))
    return [replace(signal, url=_address(signal.look, training_class)) for signal in found]


def _address(look: str, training_class: TrainingClass) -> str:
    if look.startswith("class:"):
        return reverse("courses:trainee_list", args=[look.removeprefix("class:")])
    if look == "trainees":
        return reverse("courses:trainee_list", args=[training_class.number])
    if look == "provider":
        return reverse("inspections:provider", args=[training_class.provider_id])
    if look in _PLACES:
        return f"{reverse(_PLACES[look])}?provider={training_class.provider_id}"
    return ""


def class_facts(training_class: TrainingClass) -> ClassFacts:
    """Gather the facts of one class."""
    provider = training_class.provider
    lessons = tuple(_lesson(each) for each in training_class.lessons.order_by("held_on", "pk"))
    seats = list(seated(training_class).select_related("courier"))
    marks: dict[int, dict[int, str]] = defaultdict(dict)
    rows = effective(Attendance.objects.filter(lesson__training_class=training_class))
    sources: Counter[str] = Counter()
    for enrolment, lesson, status, source in rows.values_list(
        "enrolment_id", "lesson_id", "status_now", "source"
    ):
        marks[enrolment][lesson] = status
        sources[source] += 1
    bar = bar_of(provider, training_class.starts_on)
    return ClassFacts(
        starts_on=training_class.starts_on,
        lessons=lessons,
        trainees=tuple(_trainee(seat, marks[seat.pk]) for seat in seats),
        elsewhere=_elsewhere(training_class, seats),
        shared_phones=_shared_phones(seats),
        accounts_shared_with=_shared_accounts(provider),
        issued=_issued(provider, training_class.ends_on),
        calls=call_figures(provider),
        visits=_visits(training_class),
        bar=bar.barred_until if bar else None,
        scans=_scans(training_class),
        manual_marks=sources[AttendanceSource.MANUAL],
        scanned_marks=sum(sources[source] for source in SCAN_SOURCES),
        devices=_devices(training_class),
    )


def _lesson(lesson: Lesson) -> LessonFacts:
    return LessonFacts(
        key=lesson.pk,
        held_on=lesson.held_on,
        hours=lesson.hours,
        starts_at=lesson.starts_at,
        ends_at=lesson.ends_at,
    )


def _trainee(seat: Enrolment, marks: dict[int, str]) -> TraineeFacts:
    return TraineeFacts(
        position=seat.position,
        birth_date=seat.courier.birth_date,
        sex=seat.courier.sex,
        category=seat.category,
        texts=(seat.employer_name, seat.station_name, seat.post, seat.remark),
        marks=marks,
    )


def _elsewhere(training_class: TrainingClass, seats: list[Enrolment]) -> tuple[Elsewhere, ...]:
    """Lessons of other classes within these days in which the register has somebody of this class."""
    position = {seat.courier_id: seat.position for seat in seats}
    own = Enrolment.objects.enrolled().filter(training_class=training_class)
    rows = (
        effective(
            Attendance.objects.filter(
                enrolment__courier__in=own.values("courier"),
                lesson__held_on__range=(training_class.starts_on, training_class.ends_on),
            )
        )
        .filter(status_now__in=ATTENDED)
        .exclude(lesson__training_class=training_class)
        .select_related("lesson__training_class", "enrolment")
    )
    return tuple(
        Elsewhere(
            position=position[row.enrolment.courier_id],
            class_number=row.lesson.training_class.number,
            lesson=_lesson(row.lesson),
        )
        for row in rows
        if row.enrolment.courier_id in position
    )


def _shared_phones(seats: list[Enrolment]) -> dict[int, int]:
    """How many other people have a trainee's number, told by the blind index alone."""
    indexes = {seat.courier.phone_index for seat in seats} - {""}
    found = Courier.objects.filter(phone_index__in=indexes).values_list("phone_index", flat=True)
    people = Counter(found)
    return {
        seat.position: people[index] - 1
        for seat in seats
        if (index := seat.courier.phone_index) and people[index] > 1
    }


def _shared_accounts(provider: Organisation) -> int:
    if not provider.bank_account:
        return 0
    return Organisation.objects.filter(bank_account=provider.bank_account).exclude(pk=provider.pk).count()


def _issued(provider: Organisation, until: datetime.date) -> tuple[datetime.date, ...]:
    """The days of the provider's completion certificates in the year around the end of a class."""
    half = datetime.timedelta(days=YEAR // 2)
    rows = Certificate.objects.filter(
        issuer=provider, kind=CERTIFICATE_KIND, issued_on__range=(until - half, until + half)
    )
    return tuple(rows.order_by("issued_on").values_list("issued_on", flat=True))


def call_figures(provider: Organisation) -> CallFigures:
    """Return what call-backs of a provider's trainees came to, in one query."""
    counted: dict[str, Any] = told().filter(sample__training_class__provider=provider).aggregate(**COUNTS)
    return CallFigures(concluded=counted["concluded"], failed=counted["failed"])


def _scans(training_class: TrainingClass) -> dict[int, tuple[datetime.datetime, ...]]:
    """The moments in which people checked in with their own telephones, by lesson."""
    rows = Scan.objects.filter(
        lesson__training_class=training_class, direction=Direction.ENTRY, source=AttendanceSource.SCAN
    )
    found: dict[int, list[datetime.datetime]] = defaultdict(list)
    for lesson, moment in rows.values_list("lesson_id", "scanned_at"):
        found[lesson].append(moment)
    return {lesson: tuple(moments) for lesson, moments in found.items()}


def _devices(training_class: TrainingClass) -> dict[int, int]:
    """From how many devices each trainee studied online at the most."""
    rows = OnlineRecord.objects.filter(enrolment__training_class=training_class, devices__isnull=False)
    counted = rows.order_by().values("enrolment__position").annotate(most=Max("devices"))
    return {row["enrolment__position"]: row["most"] for row in counted}


def _visits(training_class: TrainingClass) -> tuple[Visit, ...]:
    rows = Inspection.objects.filter(training_class=training_class).exclude(state__in=PLAIN)
    return tuple(
        Visit(
            present=row.present_count or 0,
            expected=row.registered_count or row.enrolled_count or 0,
            result=row.result,
            visited_on=row.visited_on,
        )
        for row in rows
        if row.visited_on is not None
    )
