"""Figures of training for the public: people by month, employer and station; never a name."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from .enums import CLOSED_STATES
from .models import Enrolment


@dataclass(frozen=True, slots=True)
class Trained:
    """One person's seat in a class that was taught to its end.

    `place` is what the roster says of the station; `passed` is None for somebody who was not assessed.
    """

    courier: str
    ended_on: datetime.date
    employer: str
    place: str
    completed: bool
    passed: bool | None


def seats_taught(first: datetime.date, last: datetime.date) -> QuerySet[Enrolment]:
    """Return the seats in classes that ended between two days, both included, and are closed."""
    return Enrolment.objects.enrolled().filter(
        training_class__state__in=CLOSED_STATES, training_class__ends_on__range=(first, last)
    )


def trained_between(first: datetime.date, last: datetime.date) -> Iterable[Trained]:
    """Yield those seats as figures are made of them, in one query, by the day on which the class ended."""
    rows = seats_taught(first, last).values_list(
        "courier_id",
        "training_class__ends_on",
        "employer_name",
        "station_name",
        "completion__completed",
        "assessment__passed",
        "assessment__absent",
    )
    for courier, ended_on, employer, place, completed, passed, absent in rows.order_by(
        "training_class__ends_on", "pk"
    ).iterator():
        yield Trained(str(courier), ended_on, employer, place, bool(completed), None if absent else passed)


def people_completed(first: datetime.date, last: datetime.date) -> int:
    """Return how many people completed a class that ended between two days and is closed, each once."""
    completed = seats_taught(first, last).filter(completion__completed=True)
    return completed.order_by().values("courier").distinct().count()


def first_year_taught() -> int | None:
    """Return the year in which the first class that is closed ended; None before there is one."""
    ended = Enrolment.objects.enrolled().filter(training_class__state__in=CLOSED_STATES)
    first = (
        ended.order_by("training_class__ends_on").values_list("training_class__ends_on", flat=True).first()
    )
    return None if first is None else first.year
