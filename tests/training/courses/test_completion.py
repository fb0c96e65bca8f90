"""The arithmetic of completion."""

from __future__ import annotations

from decimal import Decimal

import pytest

from training.courses.completion import ATTENDED, can_still_miss, judge, passes, shared_out
from training.courses.enums import AttendanceStatus


@pytest.mark.parametrize(
    ("attended", "held", "test_passed", "enough", "completed"),
    [
        ("64.0", "80.0", True, True, True),
        ("63.9", "80.0", True, False, False),
        ("80.0", "80.0", False, True, False),
        ("0", "0", True, False, False),
        ("26.7", "33.3", True, True, True),
        ("26.6", "33.3", True, False, False),
    ],
)
def test_completion_needs_the_share_and_the_test(
    attended: str, held: str, test_passed: bool, enough: bool, completed: bool
) -> None:
    outcome = judge(
        attended=Decimal(attended), held=Decimal(held), share_required=Decimal("0.8"), test_passed=test_passed
    )

    assert (outcome.enough_hours, outcome.completed) == (enough, completed)


def test_present_and_late_count_leave_and_absence_do_not() -> None:
    assert [status for status in AttendanceStatus if status in ATTENDED] == [
        AttendanceStatus.PRESENT,
        AttendanceStatus.LATE,
    ]


@pytest.mark.parametrize(
    ("theory", "practice", "passed"),
    [
        ("60", "60", True),
        ("59.5", "80", False),
        ("100", "59.99", False),
        (None, "80", False),
        ("80", None, False),
    ],
)
def test_each_part_needs_the_mark(theory: str | None, practice: str | None, passed: bool) -> None:
    found = passes(
        None if theory is None else Decimal(theory),
        None if practice is None else Decimal(practice),
        pass_mark=Decimal(60),
    )

    assert found is passed


def test_hours_are_shared_out_in_tenths_and_add_up() -> None:
    assert shared_out(Decimal(80), 10) == [Decimal("8.0")] * 10
    assert shared_out(Decimal(40), 12) == [Decimal("3.4")] * 4 + [Decimal("3.3")] * 8


@pytest.mark.parametrize(("hours", "days"), [("0", 1), ("0.2", 3), ("8", 0)])
def test_a_day_without_hours_is_refused(hours: str, days: int) -> None:
    with pytest.raises(ValueError, match="fewer tenths"):
        shared_out(Decimal(hours), days)


def test_what_may_still_be_missed() -> None:
    missed = can_still_miss(missed=Decimal(10), planned=Decimal(80), share_required=Decimal("0.8"))
    lost = can_still_miss(missed=Decimal(20), planned=Decimal(80), share_required=Decimal("0.8"))

    assert (missed, lost) == (6, -4)
