"""Holding the rows of a sheet against the people who have a seat in the class."""

from __future__ import annotations

from django.utils.translation import gettext as _

from office.exchange.report import JudgedRow
from office.people import queries as people

from ..models import TrainingClass

#: Where a row carries the key of its enrolment, once it is known.
ENROLMENT = "enrolment"


def find_enrolments(rows: list[JudgedRow], training_class: TrainingClass) -> None:
    """Give each good row the key of its enrolment; refuse who has none (`not_enrolled`).

    Warns where the registry knows another name. A fixed number of queries a 500 rows.
    """
    good = [row for row in rows if not row.rejected]
    known = people.by_id_number(row.values["id_number"] for row in good)
    seats = dict(training_class.enrolments.enrolled().values_list("courier_id", "pk")) if known else {}
    for row in good:
        courier = known.get(row.values["id_number"])
        seat = seats.get(courier.pk) if courier is not None else None
        if courier is None or seat is None:
            row.refuse(
                "id_number",
                "not_enrolled",
                _(
                    "This person is not in the class. Enrol the person with a roster first, then send "
                    "this again."
                ),
            )
            continue
        row.values[ENROLMENT] = str(seat)
        if courier.name != row.values["name"]:
            row.warn(
                "name",
                "name_differs",
                _(
                    "The registry knows this ID number under another name, which is kept. Compare with "
                    "the card."
                ),
            )
