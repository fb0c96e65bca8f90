"""Published contest results of a person, to be cited and never typed."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from office.people.models import Courier
from recognition.competitions import queries as competitions
from recognition.competitions.enums import CompetitionLevel, ResultState
from recognition.competitions.models import ResultVersion


@dataclass(frozen=True, slots=True)
class Cited:
    """A person's place in a version of published results."""

    version: ResultVersion
    rank: int
    honour: str
    on: datetime.date
    level: CompetitionLevel

    @property
    def name(self) -> str:
        """The results with their version, and the honour or the rank."""
        return f"{self.version.event} v{self.version.version}"


def results_of(courier: Courier) -> list[Cited]:
    """Return a person's places in the newest results of each event, the latest contest first; two queries.

    Provisional results are no fact yet, and an entry without a rank earned nothing.
    """
    found = [
        Cited(fact.result, fact.rank, str(fact.honour or ""), fact.competition.held_on, fact.level)
        for fact in competitions.results_of(courier)
        if fact.state != ResultState.PROVISIONAL and fact.rank is not None
    ]
    return sorted(found, key=lambda cited: cited.on, reverse=True)
