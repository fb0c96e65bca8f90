"""Codes: what they say, how long they count, how far two clocks may be apart, and what nobody can forge."""

from __future__ import annotations

import pytest

from training.checkin import opened
from training.checkin.codes import (
    lesson_code,
    next_code_at,
    person_code,
    read_lesson_code,
    read_person_code,
    seconds_too_old,
)
from training.checkin.enums import Direction

from .conftest import NINE, at


def test_a_code_says_its_lesson_and_direction_and_is_short() -> None:
    code = lesson_code(1234, Direction.EXIT, at=at(seconds=7))
    read = read_lesson_code(code)

    assert read is not None
    assert (read.lesson, read.direction, read.shown_at) == (1234, Direction.EXIT, NINE)
    assert len(code) < 36


def test_a_code_changes_every_fifteen_seconds() -> None:
    codes = [lesson_code(1, Direction.ENTRY, at=at(seconds=each)) for each in (0, 14.9, 15, 30)]

    assert codes[0] == codes[1]
    assert len(set(codes)) == 3
    assert next_code_at(at(seconds=3)) == at(seconds=15)


def test_the_two_directions_and_lessons_have_different_codes() -> None:
    made = {lesson_code(each, way, at=NINE) for each in (1, 2) for way in Direction}

    assert len(made) == 4


@pytest.mark.parametrize(
    ("age", "over"),
    [(-11, -1), (-10, 0), (0, 0), (60, 0), (70, 0), (70.5, 1), (71, 1), (130, 60), (-40, -30)],
)
def test_a_code_counts_for_a_minute_and_ten_seconds_of_skew_either_way(age: float, over: int) -> None:
    assert seconds_too_old(NINE, at=at(seconds=age), accepted=60) == over


@pytest.mark.parametrize("change", ["", "x", "1-e-1-aaaaaaaaaaaaaaaa", "é" * 4, "-" * 60, "9" * 500])
def test_what_is_no_code_of_ours_reads_as_nothing(change: str) -> None:
    assert read_lesson_code(change) is None
    assert read_person_code(change) is None


def test_a_changed_part_breaks_a_code() -> None:
    lesson, way, step, digest = lesson_code(7, Direction.ENTRY, at=NINE).split("-")

    assert read_lesson_code("-".join((lesson, "x", step, digest))) is None
    assert read_lesson_code("-".join(("8", way, step, digest))) is None
    assert read_lesson_code("-".join((lesson, way, step[:-1] + "0", digest))) is None


def test_a_persons_code_is_no_lessons_code_and_the_other_way_round() -> None:
    person, lesson = person_code(5, at=NINE), lesson_code(5, Direction.ENTRY, at=NINE)
    read = read_person_code(person)

    assert read is not None
    assert (read.user, read.shown_at) == (5, NINE)
    assert read_lesson_code(person) is None
    assert read_person_code(lesson) is None


def test_no_number_of_an_account_makes_its_code_that_of_a_lesson() -> None:
    # In base 36 the letters of a way are digits too: 14 is "e", and lesson 25 is "p".
    assert read_lesson_code(person_code(14, at=NINE)) is None
    assert read_person_code(lesson_code(25, Direction.ENTRY, at=NINE)) is None


def test_a_note_of_opening_holds_for_one_code_and_account_only() -> None:
    note = opened.note("abc", 4, at=NINE)

    assert opened.opened_at(note, "abc", 4) == NINE
    assert [opened.opened_at(*each) for each in ((note, "abd", 4), (note, "abc", 5), ("x", "abc", 4))] == [
        None, None, None,
    ]  # fmt: skip
    assert opened.opened_at(note[:-1], "abc", 4) is None
