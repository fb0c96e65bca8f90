"""Totals, ties and ranks: exact, and the same in whatever order the entries come."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from recognition.competitions.rules.ranking import Honour, Marked, Placed, honour_at, rank, total_of
from recognition.competitions.rules.ranking_rule import RankingRule

RULE = RankingRule(Decimal(30), Decimal(70))


def marked(number: str, theory: str, practice: str, *, ranked: bool = True) -> Marked:
    return Marked(number, Decimal(theory), Decimal(practice), ranked)


@pytest.mark.parametrize(
    ("theory", "practice", "total"),
    [
        ("99.25", "93.9", "95.51"),  # 95.505 exactly: half up, where binary floats say 95.50
        ("85.1", "97.05", "93.47"),  # 93.465
        ("80.8", "98.75", "93.37"),  # 93.365
        ("0", "0", "0.00"),
        ("100", "100", "100.00"),
    ],
)
def test_totals_are_rounded_half_up_once(theory: str, practice: str, total: str) -> None:
    assert total_of(Decimal(theory), Decimal(practice), RULE) == Decimal(total)


def test_of_equal_totals_the_higher_practice_goes_first() -> None:
    assert rank([marked("009", "90", "84"), marked("022", "83", "87")], RULE) == [
        Placed("022", Decimal("85.80"), 1),
        Placed("009", Decimal("85.80"), 2),
    ]


def test_equal_in_both_share_a_rank_and_the_next_is_skipped() -> None:
    entries = [marked("3", "70", "70"), marked("2", "88.5", "91.25"), marked("1", "88.5", "91.25")]
    assert [(each.number, each.rank) for each in rank(entries, RULE)] == [("1", 1), ("2", 1), ("3", 3)]


def test_the_rounded_total_ranks() -> None:
    """80.004 and 80.001 are both 80.00, so practice decides although the exact total says otherwise."""
    entries = [marked("exact", "80.010", "80.001"), marked("practice", "79.991", "80.005")]
    assert [(each.number, each.total) for each in rank(entries, RULE)] == [
        ("practice", Decimal("80.00")),
        ("exact", Decimal("80.00")),
    ]


def test_who_is_not_ranked_stands_last_and_moves_nobody() -> None:
    entries = [
        marked("2", "100", "100", ranked=False),
        Marked("1", None, None, ranked=False),
        marked("3", "60", "60"),
    ]
    assert rank(entries, RULE) == [
        Placed("3", Decimal("60.00"), 1),
        Placed("1", None, None),
        Placed("2", None, None),
    ]


def test_the_order_of_arrival_does_not_matter() -> None:
    entries = [marked(str(n), str(60 + n % 7), str(60 + n % 5)) for n in range(40)]
    shuffled = entries[:]
    random.Random(7).shuffle(shuffled)
    assert rank(shuffled, RULE) == rank(entries, RULE)


def test_a_ranked_entry_without_a_mark_waits_behind_the_others() -> None:
    assert rank([Marked("4", Decimal(80), None), marked("5", "1", "1")], RULE) == [
        Placed("5", Decimal("1.00"), 1),
        Placed("4", None, None),
    ]


def test_weights_make_a_hundred() -> None:
    with pytest.raises(ValueError, match="must make 100"):
        RankingRule(Decimal(30), Decimal(60))


def test_honours_follow_the_rank() -> None:
    honours = [Honour("技术状元", 1, 1), Honour("技术明星", 2, 3)]
    assert [honour_at(place, honours) for place in (1, 2, 3, 4, None)] == [
        "技术状元",
        "技术明星",
        "技术明星",
        "",
        "",
    ]
