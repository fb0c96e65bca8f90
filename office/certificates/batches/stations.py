"""Where papers are handed out: the station at which each person works."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from office.people.models import Courier, Employment

from ..issuing import AT_ONCE


def stations_of(couriers: Iterable[Courier]) -> dict[uuid.UUID, str]:
    """Return "employer · station" by the courier's key, in a query for each 500; who works nowhere is absent.

    Somebody with several employments is found at the one that began last.
    """
    keys = [courier.pk for courier in couriers]
    found: dict[uuid.UUID, str] = {}
    for start in range(0, len(keys), AT_ONCE):
        rows = Employment.objects.filter(courier__in=keys[start : start + AT_ONCE], ended_on=None)
        for each in rows.select_related("employer", "station").order_by("started_on", "pk"):
            found[each.courier_id] = " · ".join(
                part for part in (each.employer.name, each.station.name if each.station else "") if part
            )
    return found
