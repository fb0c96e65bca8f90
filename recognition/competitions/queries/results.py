"""Results as they stand and as they were published: one ranking for page, export, board and honours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ..enums import EntryStatus
from ..models import Event, Performance, ResultVersion, Stage
from ..rules.ranking import Honour, Marked, Placed, TeamMarked, honour_at, rank, rank_teams, total_of
from ..rules.ranking_rule import RankingRule
from .events import stages_of
from .rules import rule_of

Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Standing:
    """An event as its marks stand: the rows of its board, those of its teams, the rule, and who lacks marks.

    Each row: `rank` (None: not ranked), `entry`, `name`, `unit`, `theory`, `practice`, `total` (texts, or
    empty), `status` (EntryStatus) and `award`; `stage`, the last one reached, where an event has several.
    Marks of who is not ranked are not published.
    """

    rows: Rows
    team_rows: Rows
    rule: RankingRule
    unmarked: int

    @property
    def has_rank(self) -> bool:
        """Whether anybody is ranked."""
        return any(row["rank"] for row in self.rows)


def current_result(event: Event) -> ResultVersion | None:
    """Return the version of the results that the public sees now, or None before the first one."""
    return event.results.order_by("-version").first()


def ranking_of(performances: Iterable[Performance], rule: RankingRule) -> list[Placed]:
    """Rank performances of one stage, known by the number of their entry."""
    return rank([_marked(each, rule) for each in performances], rule)


def _marked(each: Performance, rule: RankingRule) -> Marked:
    return Marked(
        each.entry.number,
        each.theory,
        each.practice,
        ranked=each.status == EntryStatus.RANKED,
        seconds=each.seconds,
        holds_place=each.status in rule.stays_open,
    )


def performances_of(event: Event) -> list[Performance]:
    """Return how everybody fared in every stage, in one query."""
    return list(
        Performance.objects.filter(stage__event=event)
        .select_related("entry__team", "stage")
        .order_by("stage__position", "entry__number")
    )


def standing_of(event: Event) -> Standing:
    """Rank an event as its marks stand: the finalists first, then whom each heat left behind.

    Raises ValidationError as `rule_of`.
    """
    rule, stages, performances = rule_of(event), stages_of(event), performances_of(event)
    by_stage: dict[int, list[Performance]] = defaultdict(list)
    for each in performances:
        by_stage[each.stage_id].append(each)
    honours = [Honour(**honour) for honour in event.honours]
    rows: Rows = []
    seen: set[int] = set()
    for stage in reversed(stages):
        left = [each for each in by_stage[stage.pk] if each.entry_id not in seen]
        behind = bool(seen)
        offset = _taken(rows, rule)
        for row in _stage_rows(left, rule, stage if len(stages) > 1 else None):
            if row["rank"] and behind:
                row["rank"] = row["rank"] + offset if rule.not_advanced == "behind" else None
            row["award"] = honour_at(row["rank"], honours)
            rows.append(row)
        seen.update(each.entry_id for each in left)
    rows.sort(key=lambda row: row["rank"] is None)
    first = by_stage[stages[0].pk] if stages else []
    return Standing(rows, _team_rows(event, first, rule), rule, _unmarked(performances))


def _taken(rows: Rows, rule: RankingRule) -> int:
    """How many places are taken by those who came further, places that stay empty counted."""
    return sum(1 for row in rows if row["rank"] or row["status"] in rule.stays_open)


def _unmarked(performances: Iterable[Performance]) -> int:
    return sum(1 for each in performances if each.status == EntryStatus.RANKED and not each.is_marked)


def _stage_rows(performances: Sequence[Performance], rule: RankingRule, stage: Stage | None) -> Rows:
    known = {each.entry.number: each for each in performances}
    rows = [_row(known[placed.number], placed) for placed in ranking_of(performances, rule)]
    return [{**row, "stage": stage.name} for row in rows] if stage else rows


def _row(performance: Performance, placed: Placed) -> dict[str, Any]:
    ranked, entry = placed.rank is not None, performance.entry
    return {
        "rank": placed.rank,
        "entry": entry.number,
        "name": entry.name,
        "unit": entry.unit,
        "theory": mark_text(performance.theory) if ranked else "",
        "practice": mark_text(performance.practice) if ranked else "",
        "total": f"{placed.total:f}" if placed.total is not None else "",
        "status": performance.status,
        "award": "",
    }


def _team_rows(event: Event, performances: Sequence[Performance], rule: RankingRule) -> Rows:
    """Rank the teams by the first stage: every member took part in it."""
    if not event.team_members:
        return []
    members: dict[str, list[tuple[Decimal, Decimal, str]]] = {name: [] for name in _team_names(event)}
    for each in performances:
        if each.entry.team is not None and each.status == EntryStatus.RANKED and each.is_marked:
            theory, practice = each.theory or Decimal(0), each.practice or Decimal(0)
            total = total_of(theory, practice, rule)
            members[each.entry.team.name].append((total, practice, f"{each.entry.name} {total:f}"))
    marked = [
        TeamMarked(name, tuple((total, practice) for total, practice, _told in found))
        for name, found in members.items()
    ]
    honours = [Honour(**honour) for honour in event.team_honours]
    return [
        {
            "rank": placed.rank,
            "name": placed.number,
            "members": _counted(members[placed.number], event.team_members),
            "total": f"{placed.total:f}" if placed.total is not None else "",
            "award": honour_at(placed.rank, honours),
        }
        for placed in rank_teams(marked, members=event.team_members, rule=rule)
    ]


def _team_names(event: Event) -> list[str]:
    return list(event.teams.order_by("name").values_list("name", flat=True))


def _counted(members: Sequence[tuple[Decimal, Decimal, str]], most: int) -> list[str]:
    """The members who count, the best first, each with the total."""
    best = sorted(members, key=lambda each: (-each[0], -each[1], each[2]))[:most]
    return [told for _total, _practice, told in best]


def board_rows(event: Event) -> Rows:
    """Return the rows of a board as the marks stand: what a publication takes its snapshot of."""
    return standing_of(event).rows


def drafted(standing: Standing, shown: ResultVersion | None) -> bool:
    """Tell whether the marks as they stand differ from what is published."""
    if shown is None:
        return standing.has_rank
    return (shown.rows, shown.team_rows) != (standing.rows, standing.team_rows)


def mark_text(mark: Any) -> str:
    """Return a mark with two places, and a third only where it has one."""
    if mark is None:
        return ""
    text = f"{mark:.3f}"
    return text.removesuffix("0")
