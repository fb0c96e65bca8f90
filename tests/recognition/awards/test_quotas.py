"""The composition of a list, and what each swap would change."""

from __future__ import annotations

from decimal import Decimal

import pytest

from recognition.awards.enums import Trait
from recognition.awards.quotas import Member, Quota, composition, quotas_of, swaps

QUOTAS = [Quota(Trait.FRONT_LINE, least=Decimal("0.60")), Quota(Trait.HEAD, most=Decimal("0.15"))]


def member(key: int, *traits: Trait) -> Member:
    return Member(key, f"人{key}", frozenset(str(trait) for trait in traits))


@pytest.mark.parametrize(
    ("count", "of", "met"), [(3, 5, True), (2, 5, False), (0, 0, False), (2, 3, True), (599, 1000, False)]
)
def test_a_share_at_least_is_exact(count: int, of: int, met: bool) -> None:
    assert QUOTAS[0].is_met(count, of) is met


@pytest.mark.parametrize(("count", "of", "met"), [(0, 0, True), (3, 20, True), (4, 20, False), (1, 6, False)])
def test_a_share_at_most_is_exact(count: int, of: int, met: bool) -> None:
    assert QUOTAS[1].is_met(count, of) is met


def test_a_list_is_held_against_every_quota() -> None:
    listed = [member(1, Trait.FRONT_LINE), member(2, Trait.HEAD), member(3)]
    front, head = composition(listed, QUOTAS)
    assert (front.count, front.of, front.share, front.is_met) == (1, 3, Decimal("33.3"), False)
    assert (head.count, head.share, head.is_met) == (1, Decimal("33.3"), False)
    assert [each.asked for each in (front, head)] == [Decimal(60), Decimal(15)]


def test_swaps_tell_what_they_gain_and_lose_the_best_first() -> None:
    listed = [member(1, Trait.FRONT_LINE), member(2, Trait.FRONT_LINE), member(3, Trait.HEAD)]
    others = [member(4, Trait.FRONT_LINE), member(5, Trait.FRONT_LINE), member(6, Trait.HEAD)]
    offered = swaps(listed, others, QUOTAS)
    found = [(each.leaves.key, each.comes.key, each.gained, each.lost) for each in offered]
    assert found == [
        (3, 4, (Trait.HEAD,), ()),
        (1, 6, (), (Trait.FRONT_LINE,)),
    ]


def test_the_quotas_of_a_version_are_read_and_nonsense_is_refused() -> None:
    read = quotas_of({"composition": {"value": {"women": {"least": "0.20"}}, "clause": "x"}})
    assert read == [Quota(Trait.WOMEN, least=Decimal("0.20"))]
    assert quotas_of({}) == []
    with pytest.raises(ValueError, match="tall"):
        quotas_of({"composition": {"value": {"tall": {"least": "0.20"}}}})
