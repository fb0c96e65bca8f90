"""What everybody may read of events: the published results, who was honoured, how far it has come."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, OuterRef, Subquery
from django.utils.translation import gettext as _

from office.casework.models import PublicNotice

from ..enums import ResultState
from ..models import Event, ResultVersion, Stage
from .honours import standing_honours
from .results import Rows


@dataclass(frozen=True, slots=True)
class Step:
    """A step on the way of an event: its name, its day (None: not fixed), whether it is done."""

    label: str
    day: datetime.date | None
    is_done: bool


@dataclass(frozen=True, slots=True)
class PublicBoard:
    """An event as the public may know it on a day.

    `rows` and `team_rows` are those of the version in force; an award is named in them only when it was given
    and stands: whom the ranks would honour is told after the notice of the honours and the decision.
    """

    event: Event
    result: ResultVersion | None
    rows: Rows
    team_rows: Rows
    stages: list[Stage]
    notice: PublicNotice | None
    on: datetime.date
    is_honoured: bool = field(default=False)

    @property
    def steps(self) -> list[Step]:
        """The way of the event from the entries to its honours."""
        until = self.event.competition.entries_until
        steps = [Step(_("Entries"), until, self.on > until)] if until else []
        has_result = self.result is not None
        for stage in self.stages:
            is_done = has_result if stage.is_final else stage.closed_at is not None
            steps.append(Step(stage.name, stage.held_on, is_done))
        is_final = self.result is not None and self.result.state != ResultState.PROVISIONAL
        steps.append(Step(_("Results"), None, is_final))
        if self.event.honours or self.event.team_honours:
            over = self.notice is not None and self.notice.closes_on < self.on
            steps.append(Step(_("Notice of the honours"), None, self.is_honoured or over))
            steps.append(Step(_("Honours given"), None, self.is_honoured))
        return steps

    @property
    def current(self) -> Step | None:
        """The step under way: the first that is not done; None at the end of the way."""
        return next((step for step in self.steps if not step.is_done), None)


def boards_of(events: Iterable[Event], on: datetime.date) -> list[PublicBoard]:
    """Return events (with their competitions) as the public may know them, in a fixed number of queries."""
    wanted = list(events)
    results, stages = _results(wanted), _stages(wanted)
    given, notices = _given(wanted), _notices(wanted, on)
    boards = []
    for event in wanted:
        result, awards = results.get(event.pk), given.get(event.pk, {})
        boards.append(
            PublicBoard(
                event,
                result,
                _named(result.rows, "entry", awards) if result else [],
                _named(result.team_rows, "team", awards) if result else [],
                stages[event.pk],
                notices.get(event.pk),
                on,
                bool(awards),
            )
        )
    return boards


def _results(events: list[Event]) -> dict[int, ResultVersion]:
    newest = ResultVersion.objects.filter(event=OuterRef("event")).order_by("-version").values("pk")[:1]
    found = ResultVersion.objects.filter(event__in=events, pk=Subquery(newest))
    return {result.event_id: result for result in found}


def _stages(events: list[Event]) -> dict[int, list[Stage]]:
    stages: dict[int, list[Stage]] = defaultdict(list)
    for stage in Stage.objects.filter(event__in=events).order_by("position"):
        stages[stage.event_id].append(stage)
    return stages


def _given(events: list[Event]) -> dict[int, dict[tuple[str, str], str]]:
    """The awards that were given and stand, by event, then by entry's number or team's name."""
    given: dict[int, dict[tuple[str, str], str]] = defaultdict(dict)
    held = standing_honours().filter(honour_list__event__in=events)
    for each in held.select_related("honour_list", "entry", "team"):
        key = ("entry", each.entry.number) if each.entry else ("team", str(each.team))
        given[each.honour_list.event_id][key] = each.name
    return given


def _notices(events: list[Event], on: datetime.date) -> dict[int, PublicNotice]:
    """The newest notice of each event's honours that was open by a day."""
    event = "rows__case__contest_honours__event"
    found = PublicNotice.objects.filter(**{f"{event}__in": events}, opens_on__lte=on)
    # The last of an event wins: the newest.
    told = found.annotate(contest=F(event)).order_by("pk").distinct()
    return {notice.contest: notice for notice in told}


def _named(rows: Rows, kind: str, awards: Mapping[tuple[str, str], str]) -> list[dict[str, Any]]:
    key = "entry" if kind == "entry" else "name"
    return [{**row, "award": awards.get((kind, row[key]), "")} for row in rows]
