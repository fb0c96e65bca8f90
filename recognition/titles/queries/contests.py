"""Published contest results of a person, to be cited and never typed."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from office.people.models import Courier
from recognition.competitions.enums import ResultState
from recognition.competitions.models import Entry, ResultVersion


@dataclass(frozen=True, slots=True)
class Cited:
    """A person's place in a version of published results."""

    version: ResultVersion
    rank: int
    honour: str
    on: datetime.date

    @property
    def name(self) -> str:
        """The results with their version, and the honour or the rank."""
        return f"{self.version.event} v{self.version.version}"


def results_of(courier: Courier) -> list[Cited]:
    """Return a person's places in the newest results of each event, the latest contest first; two queries.

    Provisional results are no fact yet, and an entry without a rank earned nothing.
    """
    entries = {
        entry.event_id: entry
        for entry in Entry.objects.filter(courier=courier).select_related("event__competition")
    }
    newest: dict[int, ResultVersion] = {}
    rows = ResultVersion.objects.filter(event__in=entries).select_related("event__competition")
    for version in rows.order_by("version"):
        newest[version.event_id] = version
    found = []
    for event, version in newest.items():
        number = entries[event].number
        row = next((row for row in version.rows if row["entry"] == number), None)
        if version.state != ResultState.PROVISIONAL and row and row["rank"] is not None:
            held_on = version.event.competition.held_on
            found.append(Cited(version, row["rank"], str(row["award"] or ""), held_on))
    return sorted(found, key=lambda cited: cited.on, reverse=True)
