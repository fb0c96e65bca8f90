"""The arithmetic of completion."""

from __future__ import annotations

from decimal import Decimal

import pytest

from training.courses.completion import ATTENDED, judge, shared_out, standing
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


def test_hours_are_shared_out_in_tenths_and_add_up() -> None:
    assert shared_out(Decimal(80), 10) == [Decimal("8.0")] * 10
    assert shared_out(Decimal(40), 12) == [Decimal("3.4")] * 4 + [Decimal("3.3")] * 8


@pytest.mark.parametrize(("hours", "days"), [("0", 1), ("0.2", 3), ("8", 0)])
def test_a_day_without_hours_is_refused(hours: str, days: int) -> None:
    with pytest.raises(ValueError, match="fewer tenths"):
        shared_out(Decimal(hours), days)


def test_what_may_still_be_missed_falls_below_nought_when_the_share_is_lost() -> None:
    fine = standing(
        attended=Decimal(0), missed=Decimal(10), planned=Decimal(80), share_required=Decimal("0.8")
    )
    lost = standing(
        attended=Decimal(0), missed=Decimal(20), planned=Decimal(80), share_required=Decimal("0.8")
    )

    assert (fine.still_possible, fine.may_still_miss, fine.out_of_reach) == (Decimal(70), Decimal(6), False)
    assert (lost.still_possible, lost.may_still_miss, lost.out_of_reach) == (Decimal(60), Decimal(-4), True)
