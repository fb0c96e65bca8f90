"""The rule as data: what breaks ties, who keeps a place empty, teams, and values that cannot be read."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from office.policy.models import PolicyVersion
from recognition.competitions import shipped
from recognition.competitions.models import Event
from recognition.competitions.queries import rule_of
from recognition.competitions.rules.points import fault_of, points_of
from recognition.competitions.rules.ranking import (
    Marked,
    Placed,
    TeamMarked,
    going_on,
    rank,
    rank_teams,
)
from recognition.competitions.rules.ranking_rule import RankingRule
from recognition.competitions.shapes import Paper

D = Decimal
SHIPPED = json.loads(shipped.FILE.read_text(encoding="utf-8"))["versions"][0]["parameters"]


def rule(**values: Any) -> RankingRule:
    return RankingRule(D(30), D(70), **values)


def marked(number: str, theory: str, practice: str, **values: Any) -> Marked:
    return Marked(number, D(theory), D(practice), **values)


def order(entries: list[Marked], by: RankingRule) -> list[tuple[str, int | None]]:
    return [(each.number, each.rank) for each in rank(entries, by)]


def test_what_ships_is_thirty_to_seventy_practice_first(event: Event) -> None:
    found = rule_of(event)
    assert (found.theory_weight, found.practice_weight, found.tie_break) == (30, 70, ("practice",))
    assert (found.places, found.rank_on_exact, found.stays_open) == (2, False, frozenset())
    assert "泰人社〔2022〕30号" in found.label


def test_an_event_s_own_weights_go_before_the_rule(event: Event) -> None:
    event.theory_weight, event.practice_weight = D(40), D(60)
    event.save()
    assert (rule_of(event).theory_weight, rule_of(event).practice_weight) == (40, 60)


def test_a_later_version_holds_for_later_competitions(event: Event) -> None:
    old = PolicyVersion.objects.get(scheme="contest-ranking")
    PolicyVersion.objects.create(
        scheme="contest-ranking",
        label="新规则",
        valid_from=event.competition.held_on,
        source=old.source,
        clause="第三条",
        parameters={**SHIPPED, "weights": {"value": {"theory": "20", "practice": "80"}}},
    )
    assert rule_of(event).theory_weight == 20
    event.competition.held_on = event.competition.held_on.replace(month=1)
    assert rule_of(event).theory_weight == 30


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("weights", {"theory": "30", "practice": "60"}),
        ("weights", {"theory": "much"}),
        ("tie_break", ["age"]),
        ("rank_on", "guess"),
        ("places_behind", {"withdrawn": "away"}),
        ("not_advanced", 3),
        ("team_figure", "product"),
    ],
)
def test_a_rule_that_cannot_be_read_is_refused(code: str, value: object) -> None:
    with pytest.raises(ValidationError) as refused:
        RankingRule.read({**SHIPPED, code: {"value": value}}, weights=None)
    assert refused.value.code == "bad_parameter"


def test_ties_break_in_the_order_of_the_rule() -> None:
    entries = [
        marked("1", "90", "84", seconds=500),
        marked("2", "83", "87", seconds=600),
        marked("3", "83", "87", seconds=400),
        marked("4", "83", "87"),
    ]
    assert order(entries, rule()) == [("2", 1), ("3", 1), ("4", 1), ("1", 4)]
    assert order(entries, rule(tie_break=("practice", "time"))) == [("3", 1), ("2", 2), ("4", 3), ("1", 4)]
    assert order(entries, rule(tie_break=("theory",))) == [("1", 1), ("2", 2), ("3", 2), ("4", 2)]
    assert order(entries, rule(tie_break=())) == [("1", 1), ("2", 1), ("3", 1), ("4", 1)]


def test_the_exact_total_may_rank() -> None:
    entries = [marked("exact", "80.010", "80.001"), marked("practice", "79.991", "80.005")]
    assert order(entries, rule(rank_on_exact=True)) == [("exact", 1), ("practice", 2)]


def test_the_place_of_the_disqualified_is_a_rule() -> None:
    """Moving up gives the medal to the next; staying leaves it empty, and moves nobody."""
    gone = marked("1", "99", "99", ranked=False)
    entries = [marked("2", "90", "90"), marked("3", "80", "80")]
    assert order([gone, *entries], rule()) == [("2", 1), ("3", 2), ("1", None)]
    kept = Marked("1", D(99), D(99), ranked=False, holds_place=True)
    assert order([kept, *entries], rule()) == [("2", 2), ("3", 3), ("1", None)]
    unmarked = Marked("1", None, None, ranked=False, holds_place=True)
    assert order([unmarked, *entries], rule()) == [("2", 1), ("3", 2), ("1", None)]


def test_teams_are_the_best_of_their_members() -> None:
    def team(name: str, *totals: int) -> TeamMarked:
        return TeamMarked(name, tuple((D(total), D(total)) for total in totals))

    teams = [team("甲", 90, 80, 10), team("乙", 85, 85), team("丙", 100), team("丁", 60, 60)]
    assert rank_teams(teams, members=2, rule=rule()) == [
        Placed("乙", D(170), 1),
        Placed("甲", D(170), 1),
        Placed("丁", D(120), 3),
        Placed("丙", None, None),
    ]
    assert rank_teams(teams, members=2, rule=rule(team_figure="mean"))[0].total == D("85.00")


def test_equal_teams_go_by_their_practice() -> None:
    teams = [TeamMarked("甲", ((D(90), D(80)),)), TeamMarked("乙", ((D(90), D(85)),))]
    assert [(each.number, each.rank) for each in rank_teams(teams, members=1, rule=rule())] == [
        ("乙", 1),
        ("甲", 2),
    ]


def test_who_shares_the_last_place_goes_on_too() -> None:
    placed = rank([marked(str(n), "80", str(90 - n // 2)) for n in range(6)], rule())
    assert [each.rank for each in placed] == [1, 1, 3, 3, 5, 5]
    assert [going_on(placed, most) for most in (1, 2, 3)] == [["0", "1"], ["0", "1"], ["0", "1", "2", "3"]]


@pytest.mark.parametrize(
    ("scores", "deduction", "trimmed", "points"),
    [
        (["8.5"], "0", False, "8.500"),
        (["8", "9", "9"], "0", False, "8.667"),
        (["1", "8", "9", "10"], "0.5", True, "8.000"),
        (["0.5"], "2", False, "0"),
        (["8.25", "8.26"], "0", False, "8.255"),
    ],
)
def test_points_are_the_mean_less_the_deduction(
    scores: list[str], deduction: str, trimmed: bool, points: str
) -> None:
    assert points_of([D(score) for score in scores], D(deduction), trimmed=trimmed) == D(points)


class Judged:
    name, full_mark, judges = "问题件处理", D(10), 2


@pytest.mark.parametrize(
    ("scores", "deduction", "code"),
    [
        (("9", "8.5"), "0", None),
        (("9",), "0", "scores_count"),
        (("9", "10.5"), "0", "score_range"),
        (("9", "-1"), "0", "score_range"),
        (("9", "8.555"), "0", "score_range"),
        (("9", "NaN"), "0", "score_range"),
        (("9", "8"), "11", "deduction_range"),
    ],
)
def test_a_paper_is_held_against_its_item(scores: tuple[str, ...], deduction: str, code: str | None) -> None:
    fault = fault_of(Paper(tuple(D(score) for score in scores), D(deduction)), item=Judged())
    assert (fault.code if fault else None) == code
