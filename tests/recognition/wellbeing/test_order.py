"""The order of a list, without a database: each criterion alone, their order, and the draw among equals."""

from __future__ import annotations

import datetime
import hashlib
import itertools
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from recognition.wellbeing.enums import Criterion
from recognition.wellbeing.order import Rules, Standing, ordered

from .conftest import RULES, code_of

day = datetime.date.fromisoformat
START = datetime.date(2026, 9, 1)


def standing(key: str, **facts: Any) -> Standing:
    plain: dict[str, Any] = {
        "honours": 1, "last_taken_on": None, "hard_post": False, "waiting_since": None, **facts,
    }  # fmt: skip
    return Standing(key=key, **plain)


def keys(people: list[Standing], seed: str = "s", **changes: Any) -> list[str]:
    return [each.key for each in ordered(people, Rules.of({**RULES, **changes}), seed=seed, starts_on=START)]


@pytest.mark.parametrize(
    ("criterion", "first", "second"),
    [
        ("honour", {"honours": 2}, {"honours": 0}),
        ("not_recent", {"last_taken_on": day("2023-08-31")}, {"last_taken_on": day("2023-09-01")}),
        ("not_recent", {"last_taken_on": None}, {"last_taken_on": day("2025-06-01")}),
        ("hard_post", {"hard_post": True}, {"hard_post": False}),
        ("waiting", {"waiting_since": day("2025-01-01")}, {"waiting_since": day("2025-02-01")}),
        ("waiting", {"waiting_since": day("2026-08-01")}, {"waiting_since": None}),
    ],
)  # fmt: skip
def test_each_criterion_alone(criterion: str, first: dict[str, Any], second: dict[str, Any]) -> None:
    for one, two in (("1", "2"), ("2", "1")):
        people = [standing(two, **second), standing(one, **first)]
        assert keys(people, order=[criterion]) == [one, two]


def test_the_policy_says_which_criterion_comes_first() -> None:
    hard, waiting = standing("h", hard_post=True), standing("w", waiting_since=START)
    assert keys([waiting, hard], order=["hard_post", "waiting"]) == ["h", "w"]
    assert keys([waiting, hard], order=["waiting", "hard_post"]) == ["w", "h"]


def test_several_honours_weigh_no_more_than_one() -> None:
    people = [standing("1", honours=1), standing("2", honours=9)]
    draw = sorted("12", key=lambda key: hashlib.sha256(f"s:{key}".encode()).hexdigest())
    assert keys(people, order=["honour"]) == draw


def test_equals_are_drawn_by_the_seed_whatever_order_they_come_in() -> None:
    people = [standing(str(number)) for number in range(5)]
    draw = sorted("01234", key=lambda key: hashlib.sha256(f"s:{key}".encode()).hexdigest())
    assert {tuple(keys(list(each))) for each in itertools.permutations(people)} == {tuple(draw)}
    assert keys(people, seed="another") != draw


def test_facts_and_rules_come_back_as_they_were_kept() -> None:
    facts = standing("7", last_taken_on=START, waiting_since=START, hard_post=True)
    assert Standing.from_json(facts.to_json()) == facts
    rules = Rules.of(RULES)
    assert (Rules.of(rules.to_json()), rules.order[0]) == (rules, Criterion.HONOUR)


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_version_that_lacks_a_rule_is_refused(name: str) -> None:
    with pytest.raises(ValidationError) as error:
        Rules.of({key: value for key, value in RULES.items() if key != name})
    assert code_of(error) == "policy_incomplete"


def test_an_unknown_criterion_is_refused() -> None:
    with pytest.raises(ValidationError) as error:
        Rules.of({**RULES, "order": ["friends"]})
    assert code_of(error) == "policy_incomplete"
