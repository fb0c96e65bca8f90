"""The composition of a list against its quotas, and what each swap would change. Pure and exact.

Sources differ by call (全国五一劳动奖章: front line, migrant workers and non-public sector at least a share,
heads at most), so quotas are the parameter `composition` of the call's policy version, shares being texts of
decimals: `{"value": {"front_line": {"least": "0.60"}, "head": {"most": "0.15"}}, "clause": ...}`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .enums import Trait

#: So many swaps are offered: a page that lists every pair is read by nobody.
MOST_SWAPS = 12


@dataclass(frozen=True, slots=True)
class Quota:
    """A share that a list has at least, or at most."""

    trait: Trait
    least: Decimal | None = None
    most: Decimal | None = None

    def is_met(self, count: int, of: int) -> bool:
        """Tell whether `count` of `of` keep to the share; an empty list keeps to none at least."""
        if self.least is not None and (of == 0 or count < self.least * of):
            return False
        return self.most is None or count <= self.most * of


@dataclass(frozen=True, slots=True)
class Standing:
    """How a list stands to one quota: so many of so many, met or not."""

    quota: Quota
    count: int
    of: int

    @property
    def is_met(self) -> bool:
        """Whether the quota is kept."""
        return self.quota.is_met(self.count, self.of)

    @property
    def share(self) -> Decimal:
        """The share in per cent, to one place."""
        if not self.of:
            return Decimal("0.0")
        return (Decimal(100 * self.count) / self.of).quantize(Decimal("0.1"))

    @property
    def asked(self) -> Decimal | None:
        """The share asked for, in per cent."""
        bound = self.quota.least if self.quota.least is not None else self.quota.most
        return None if bound is None else bound * 100


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody on the list, or who could be: key, name, and what the quotas count."""

    key: int
    name: str
    traits: frozenset[str]


@dataclass(frozen=True, slots=True)
class Swap:
    """One leaves, one comes: the quotas that are kept afterwards and were not, and the other way round."""

    leaves: Member
    comes: Member
    gained: tuple[Trait, ...]
    lost: tuple[Trait, ...]


def quotas_of(parameters: Mapping[str, Any]) -> list[Quota]:
    """Return the quotas of a policy version; raise ValueError or InvalidOperation for what is none."""
    value = parameters.get("composition", {}).get("value", {})
    return [
        Quota(Trait(trait), _share(bounds.get("least")), _share(bounds.get("most")))
        for trait, bounds in value.items()
    ]


def _share(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def composition(members: Collection[Member], quotas: Sequence[Quota]) -> list[Standing]:
    """Return how a list stands to each quota."""
    return [
        Standing(quota, sum(quota.trait in each.traits for each in members), len(members)) for quota in quotas
    ]


def swaps(listed: Sequence[Member], others: Sequence[Member], quotas: Sequence[Quota]) -> list[Swap]:
    """Return the swaps that change whether a quota is kept, the most helpful first, at most `MOST_SWAPS`.

    People with the same traits are the same to a quota, so that each pair of kinds is tried once, with the
    first of each kind.
    """
    before = {each.quota.trait: each.is_met for each in composition(listed, quotas)}
    found = []
    for leaves in _kinds(listed):
        rest = [each for each in listed if each is not leaves]
        for comes in _kinds(others):
            after = {each.quota.trait: each.is_met for each in composition([*rest, comes], quotas)}
            gained = tuple(trait for trait, met in after.items() if met and not before[trait])
            lost = tuple(trait for trait, met in after.items() if before[trait] and not met)
            if gained or lost:
                found.append(Swap(leaves, comes, gained, lost))
    return sorted(found, key=lambda swap: (len(swap.lost) - len(swap.gained), len(swap.lost)))[:MOST_SWAPS]


def _kinds(members: Sequence[Member]) -> list[Member]:
    """Return the first of each kind; the traits that no quota asks for make no kind of their own."""
    return list({each.traits: each for each in reversed(members)}.values())[::-1]
