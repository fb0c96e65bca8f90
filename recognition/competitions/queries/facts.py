"""A result as a fact that other rooms cite by its version: nothing is typed again."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from office.people.models import Courier
from office.people.permissions import is_staff_member
from recognition.honours.sources import Source

from ..enums import CompetitionLevel, ResultState
from ..models import Competition, Entry, Event, ResultVersion


@dataclass(frozen=True, slots=True)
class ContestResult:
    """What a courier reached in an event, as it is published today.

    `rank` is None for who is not ranked; `ranked_count` is of how many. `version` and `state` are those of
    the publication: `result` is the row to cite, and a correction makes another. `decided_on` is the day of
    the publication; only `is_settled` results (final or corrected) may carry a decision.
    """

    competition: Competition
    level: CompetitionLevel
    event: Event
    occupation_code: str
    rank: int | None
    ranked_count: int
    honour: str
    version: int
    state: ResultState
    decided_on: datetime.date
    result: ResultVersion

    @property
    def is_settled(self) -> bool:
        """Whether the result is more than provisional."""
        return self.state != ResultState.PROVISIONAL


def results_of(courier: Courier) -> list[ContestResult]:
    """Return the results of a courier in every event whose results are published, the newest first."""
    return results_of_couriers([courier])[courier.pk]


def results_of_couriers(couriers: Iterable[Courier]) -> dict[uuid.UUID, list[ContestResult]]:
    """Return the results of each courier by key, in two queries for however many."""
    found: dict[uuid.UUID, list[ContestResult]] = {courier.pk: [] for courier in couriers}
    entries = list(Entry.objects.filter(courier__in=found).select_related("event__competition__organiser"))
    shown = _shown({entry.event_id for entry in entries})
    for entry in entries:
        version = shown.get(entry.event_id)
        row = _row_of(version, entry) if version else None
        if version is not None and row is not None and entry.courier_id is not None:
            found[entry.courier_id].append(_fact(entry, version, row))
    for facts in found.values():
        facts.sort(key=lambda fact: (fact.decided_on, fact.result.pk), reverse=True)
    return found


def result_named(name: str, user: Any) -> Source | None:
    """Return the version of results that "PXJS:3" names: its public board where it is still the one shown."""
    code, _colon, number = name.rpartition(":")
    if not number.isdecimal():
        return None
    rows = ResultVersion.objects.filter(event__code=code, version=int(number))
    version = rows.select_related("event__competition").first()
    if version is None:
        return None
    text = _("%(event)s, version %(version)d (%(state)s)") % {
        "event": version.event,
        "version": version.version,
        "state": version.get_state_display(),
    }
    page = version.event.get_absolute_url() if is_staff_member(user) else ""
    return Source(text, page or reverse("competitions:live", args=[code]))


def _shown(events: Iterable[int]) -> dict[int, ResultVersion]:
    """Return the version in force of each event that has one, in one query."""
    last = ResultVersion.objects.filter(event=OuterRef("event")).order_by("-version").values("version")[:1]
    rows = ResultVersion.objects.filter(event__in=events).annotate(last=Subquery(last))
    return {row.event_id: row for row in rows.filter(version=F("last"))}


def _row_of(version: ResultVersion, entry: Entry) -> dict[str, Any] | None:
    return next((row for row in version.rows if row["entry"] == entry.number), None)


def _fact(entry: Entry, version: ResultVersion, row: dict[str, Any]) -> ContestResult:
    competition = entry.event.competition
    return ContestResult(
        competition=competition,
        level=CompetitionLevel(competition.level),
        event=entry.event,
        occupation_code=entry.event.occupation_code,
        rank=row["rank"],
        ranked_count=version.ranked_count,
        honour=row["award"],
        version=version.version,
        state=ResultState(version.state),
        decided_on=timezone.localdate(version.published_at),
        result=version,
    )
