"""Reading seats: a class's own list, a courier's own, and the classes that couriers may join."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from office.people.models import Courier

from .clashes import Clash, clashes_of_people
from .enums import ClassState, SeatState
from .models import Enrolment, Lesson, TrainingClass


def seats_of(training_class: TrainingClass) -> QuerySet[Enrolment]:
    """Return everybody who has, awaits or had a seat in a class, in the order of coming."""
    return training_class.enrolments.select_related("courier", "training_class").order_by("position")


def own_seats(courier: Courier) -> QuerySet[Enrolment]:
    """Return a courier's seats and places on waiting lists of classes that are not over, soonest first."""
    return (
        Enrolment.objects.standing()
        .filter(courier=courier, training_class__state=ClassState.OPEN)
        .select_related("training_class__course", "training_class__provider")
        .order_by("training_class__starts_on", "pk")
    )


def seats_of_courier(courier: Courier) -> QuerySet[Enrolment]:
    """Return every seat that a courier has, awaits or had, with its class."""
    return Enrolment.objects.filter(courier=courier).select_related(
        "training_class__course", "training_class__provider"
    )


def classes_to_join(today: datetime.date) -> QuerySet[TrainingClass]:
    """Return the classes in which couriers may take seats themselves, soonest first.

    Each has `enrolled` and `waiting`; its lessons are fetched with it.
    """
    return (
        TrainingClass.objects.filter(state=ClassState.OPEN, self_enrolment=True, starts_on__gt=today)
        .select_related("course", "provider")
        .annotate(
            enrolled=Count("enrolments", filter=Q(enrolments__seat=SeatState.ENROLLED)),
            waiting=Count("enrolments", filter=Q(enrolments__seat=SeatState.WAITING)),
        )
        .prefetch_related(Prefetch("lessons", queryset=Lesson.objects.order_by("held_on", "starts_at")))
        .order_by("starts_on", "number")
    )


@dataclass(frozen=True, slots=True)
class Offer:
    """A class as a courier sees it: how many seats are left, and what the courier should know before."""

    training_class: TrainingClass
    seats_left: int
    waiting: int
    own: Enrolment | None
    clash: Clash | None

    @property
    def is_full(self) -> bool:
        """Tell whether one comes on the waiting list."""
        return self.seats_left <= 0

    @property
    def hours_label(self) -> str:
        """When the lessons usually are: the earliest begin and the latest end of a day."""
        timed = [
            each for each in self.training_class.lessons.all() if each.starts_at is not None and each.ends_at
        ]
        if not timed:
            return ""
        first = min(each.starts_at for each in timed if each.starts_at)
        last = max(each.ends_at for each in timed if each.ends_at)
        return f"{first:%H:%M}—{last:%H:%M}"

    @property
    def days(self) -> list[datetime.date]:
        """The days of the lessons."""
        return sorted({each.held_on for each in self.training_class.lessons.all()})


def offer_of(training_class: Any, courier: Courier) -> Offer:
    """Return a class of `classes_to_join` for a courier, in three queries."""
    clashes = clashes_of_people(training_class, [courier.pk])
    return Offer(
        training_class,
        training_class.capacity - training_class.enrolled,
        training_class.waiting,
        training_class.enrolments.standing().filter(courier=courier).first(),
        next(iter(clashes.get(courier.pk, ())), None),
    )


def place_in_queue(enrolment: Enrolment) -> int:
    """Return which in the waiting list somebody is, from 1."""
    before = enrolment.training_class.enrolments.waiting().filter(position__lt=enrolment.position)
    return before.count() + 1


def last_declared(courier: Courier) -> dict[str, str]:
    """Return what a courier's newest seat or employment says, to begin the form with."""
    newest = courier.enrolments.order_by("-enrolled_at", "-pk").first()
    work = courier.employments.filter(ended_on=None).select_related("employer").first()
    declared = {"category": newest.category, "employer_name": newest.employer_name} if newest else {}
    return {**declared, "employer_name": work.employer.name} if work else declared
