"""Giving people seats in a class."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from office.audit import actions as audit
from office.people.actions import CourierFacts, EmploymentFacts, register_couriers, start_employments
from office.people.models import Courier, Employment, User

from .. import queries
from ..enums import PersonCategory, SeatState
from ..models import Enrolment, TrainingClass
from .guards import ask, locked_open

BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One line of a roster: the person, and what the roster says of the person on that day."""

    facts: CourierFacts
    category: PersonCategory
    employer_name: str
    station_name: str = ""
    post: str = ""
    level: str = ""
    remark: str = ""


@transaction.atomic
def enrol(
    training_class: TrainingClass,
    seats: Sequence[Seat],
    *,
    actor: User | None,
    now: datetime.datetime,
    digest: str = "",
) -> list[Enrolment]:
    """Enrol people and return the new enrolments; who has a seat already keeps it as it is.

    Seats are given in the order of the rows; beyond the capacity people go on the waiting list.
    People unknown to the registry are entered. An employer that is registered gets an employment where the
    person has none open; any other stays a name on the roster. Raises PermissionDenied, or ValidationError
    `class_closed`, or what `register_couriers` raises.
    """
    ask(actor, "courses.enrol", training_class)
    locked = locked_open(training_class)
    couriers = register_couriers([seat.facts for seat in seats], actor=actor, now=now)
    new = _newcomers(locked, [(couriers[seat.facts.id_number], seat) for seat in seats])
    free = locked.capacity - locked.enrolments.enrolled().count()
    first = next_position(locked)
    rows = [
        _enrolment(locked, courier, seat, position=first + place, waits=place >= free, now=now)
        for place, (courier, seat) in enumerate(new.items())
    ]
    Enrolment.objects.bulk_create(rows, batch_size=BATCH)
    employed = _employ(new, actor=actor)
    if rows:
        audit.record(
            "courses.trainees.enrolled",
            actor=actor,
            subject=training_class,
            at=now,
            enrolled=sum(row.is_enrolled for row in rows),
            waiting=sum(not row.is_enrolled for row in rows),
            employments=employed,
            sha256=digest,
        )
    return rows


def _newcomers(training_class: TrainingClass, seats: list[tuple[Courier, Seat]]) -> dict[Courier, Seat]:
    """Return those who neither have a seat in a class nor wait for one, each with their first line."""
    taken = set(training_class.enrolments.standing().values_list("courier_id", flat=True))
    new: dict[Courier, Seat] = {}
    for courier, seat in seats:
        if courier.pk not in taken:
            new.setdefault(courier, seat)
    return new


def next_position(training_class: TrainingClass) -> int:
    """Return the place in the order of coming that nobody has yet; the class is locked by the caller."""
    return (training_class.enrolments.aggregate(last=Max("position"))["last"] or 0) + 1


def _enrolment(
    training_class: TrainingClass,
    courier: Courier,
    seat: Seat,
    *,
    position: int,
    waits: bool,
    now: datetime.datetime,
) -> Enrolment:
    return Enrolment(
        training_class=training_class,
        courier=courier,
        position=position,
        category=seat.category,
        employer_name=seat.employer_name,
        station_name=seat.station_name,
        post=seat.post or training_class.course.occupation,
        level=seat.level or training_class.course.level,
        remark=seat.remark,
        enrolled_at=now,
        seat=SeatState.WAITING if waits else SeatState.ENROLLED,
        waiting_since=now if waits else None,
    )


def _employ(seats: dict[Courier, Seat], *, actor: User | None) -> int:
    """Open employments with registered employers for those who have none open; return how many.

    The roster does not say since when somebody works there, so no day is entered.
    """
    employers = queries.employers_named(seat.employer_name for seat in seats.values())
    candidates = [courier for courier, seat in seats.items() if seat.employer_name in employers]
    employed: set[object] = set()
    for first in range(0, len(candidates), BATCH):
        open_ones = Employment.objects.filter(courier__in=candidates[first : first + BATCH], ended_on=None)
        employed.update(open_ones.values_list("courier_id", flat=True))
    return start_employments(
        [
            EmploymentFacts(
                courier=courier,
                employer=employers[seats[courier].employer_name],
                post=seats[courier].post[:40],
            )
            for courier in candidates
            if courier.pk not in employed
        ],
        actor=actor,
    )
