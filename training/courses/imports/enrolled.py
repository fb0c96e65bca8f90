"""Holding the rows of a sheet against the people who have a seat in the class."""

from __future__ import annotations

from django.utils.translation import gettext as _

from office.exchange.report import JudgedRow
from office.people import queries as people

from ..models import Enrolment, TrainingClass

#: Where a row carries the key of its enrolment, once it is known.
ENROLMENT = "enrolment"


def seats_of(rows: list[JudgedRow], training_class: TrainingClass) -> dict[str, Enrolment]:
    """Return the seats in a class of the rows' people by ID number. A fixed number of queries a 500 rows."""
    known = people.by_id_number(number for row in rows if (number := row.values.get("id_number", "")))
    if not known:
        return {}
    seats = {seat.courier_id: seat for seat in training_class.enrolments.enrolled().select_related("courier")}
    return {number: seats[courier.pk] for number, courier in known.items() if courier.pk in seats}


def find_enrolments(
    rows: list[JudgedRow], training_class: TrainingClass, seats: dict[str, Enrolment] | None = None
) -> None:
    """Give each good row the key of its enrolment; refuse who has none (`not_enrolled`).

    Warns where the registry knows another name. `seats` are those of `seats_of`, where known already.
    """
    good = [row for row in rows if not row.rejected]
    if seats is None:
        seats = seats_of(good, training_class)
    for row in good:
        seat = seats.get(row.values["id_number"])
        if seat is None:
            row.refuse(
                "id_number",
                "not_enrolled",
                _(
                    "This person is not in the class. Enrol the person with a roster first, then send "
                    "this again."
                ),
            )
            continue
        row.values[ENROLMENT] = str(seat.pk)
        if seat.courier.name != row.values["name"]:
            row.warn(
                "name",
                "name_differs",
                _(
                    "The registry knows this ID number under another name, which is kept. Compare with "
                    "the card."
                ),
            )
