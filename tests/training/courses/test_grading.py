"""What a level asks, and which attempt counts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pytest

from training.courses.grading import Marks, PassMarks, counting

SIXTY = Decimal(60)
LOW, HIGH = PassMarks(SIXTY, SIXTY), PassMarks(SIXTY, SIXTY, SIXTY)


def _marks(*marks: str | None) -> Marks:
    parts = dict(zip(("theory", "practice", "review", "performance"), marks, strict=False))
    return Marks(**{part: None if mark is None else Decimal(mark) for part, mark in parts.items()})


@pytest.mark.parametrize(
    ("asked", "marks", "passed"),
    [
        (LOW, ("60", "60"), True),
        (LOW, ("59.99", "100"), False),
        (LOW, ("100", "59.99"), False),
        (LOW, ("60", None), False),
        (LOW, ("60", "60", "10"), True),
        (HIGH, ("60", "60", "60"), True),
        (HIGH, ("60", "60", "59.5"), False),
        (HIGH, ("60", "60", None), False),
        (PassMarks(SIXTY, SIXTY, None, Decimal(70)), ("60", "60", None, "69"), False),
        (PassMarks(SIXTY, SIXTY, None, Decimal(70)), ("60", "60", None, "70"), True),
    ],
)
def test_every_part_that_is_asked_must_reach_its_mark(
    asked: PassMarks, marks: tuple[str | None, ...], passed: bool
) -> None:
    assert asked.passes(_marks(*marks)) is passed


def test_who_is_absent_fails() -> None:
    assert LOW.passes(Marks(theory=SIXTY, practice=SIXTY, absent=True)) is False


def test_what_is_missing_is_named_in_the_order_of_the_sheets() -> None:
    assert HIGH.missing(_marks(None, "70")) == ("theory", "review")


@dataclass
class _Attempt:
    day: int
    passed: bool


@pytest.mark.parametrize(
    ("passed", "counts"),
    [
        ([False], 0),
        ([True], 0),
        ([False, True], 1),
        ([False, False], 1),
        ([True, False], 0),
        ([False, True, True], 1),
    ],
)
def test_the_first_pass_counts_else_the_last_attempt(passed: list[bool], counts: int) -> None:
    attempts = [_Attempt(day, each) for day, each in enumerate(passed)]

    assert counting(attempts).day == counts


def test_where_there_are_no_attempts_none_counts() -> None:
    with pytest.raises(ValueError, match="none"):
        counting([])
