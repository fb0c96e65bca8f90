"""What opens an early or exceptional way, and how much somebody has to show."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol

from django.utils.translation import gettext as _

from office.policy.findings import Finding
from recognition.competitions.enums import CompetitionLevel
from recognition.honours.enums import HonourKind
from recognition.honours.enums import Level as HonourLevel
from training.subsidies.rules.asking import Question

from ..enums import AchievementKind, Ground, Level, Scope
from .asking import Check
from .facts import Facts, Honoured

#: How far an honour of a level reaches, as achievements are told.
REACH: Final = {
    HonourLevel.UNIT: Scope.UNIT,
    HonourLevel.DISTRICT: Scope.DISTRICT,
    HonourLevel.CITY: Scope.MUNICIPAL,
    HonourLevel.PROVINCE: Scope.PROVINCIAL,
    HonourLevel.NATION: Scope.NATIONAL,
}


class Basis(Protocol):
    """One basis of a way: so many (`count`) things of one sort."""

    @property
    def count(self) -> int:
        """How many are asked."""

    def words(self) -> str:
        """Return what the basis asks."""

    def found(self, facts: Facts) -> list[str]:
        """Return what of the facts counts for the basis."""


@dataclass(frozen=True, slots=True)
class HonourBasis:
    """Honours of the record: of these titles or kinds (none named: of any), given at a level or above."""

    titles: frozenset[str]
    kinds: frozenset[HonourKind]
    level: HonourLevel
    count: int

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> HonourBasis:
        """Read `{"honours": ["技术状元"]}` or `{"honour_kinds": ["commendation"], "level": "province"}`."""
        return cls(
            frozenset(row.get("honours", ())),
            frozenset(HonourKind(kind) for kind in row.get("honour_kinds", ())),
            HonourLevel(row.get("level", HonourLevel.UNIT)),
            int(row.get("count", 1)),
        )

    def words(self) -> str:
        """Return what the basis asks."""
        names = sorted(self.titles) or [str(kind.label) for kind in HonourKind if kind in self.kinds]
        text = "、".join(names)
        if self.level == HonourLevel.UNIT:
            return text
        return _("%(honours)s (%(level)s or above)") % {"honours": text, "level": self.level.label}

    def found(self, facts: Facts) -> list[str]:
        """Return each honour with its document and day."""
        return [named(each) for each in facts.honours if self._counts(each)]

    def _counts(self, each: Honoured) -> bool:
        fits = each.title in self.titles if self.titles else each.kind in self.kinds
        return fits and each.level.height >= self.level.height


@dataclass(frozen=True, slots=True)
class ContestBasis:
    """A place among the first in published results of contests of these levels (none named: of any)."""

    rank: int
    levels: frozenset[CompetitionLevel]
    count: int

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> ContestBasis:
        """Read `{"rank": 3, "contests": ["provincial_1", "national_1"]}`."""
        levels = frozenset(CompetitionLevel(level) for level in row.get("contests", ()))
        return cls(int(row["rank"]), levels, int(row.get("count", 1)))

    def words(self) -> str:
        """Return what the basis asks."""
        text = _("among the first %(rank)s of a contest") % {"rank": self.rank}
        levels = "、".join(str(level.label) for level in CompetitionLevel if level in self.levels)
        return f"{text}（{levels}）" if levels else text

    def found(self, facts: Facts) -> list[str]:
        """Return each place with the version of the results."""
        return [
            _("%(results)s, place %(rank)s") % {"results": each.results, "rank": each.rank}
            for each in facts.contests
            if each.rank <= self.rank and (not self.levels or each.level in self.levels)
        ]


@dataclass(frozen=True, slots=True)
class AchievementBasis:
    """So many achievements of these kinds that reach so far; awards of the record count among the awards."""

    kinds: frozenset[AchievementKind]
    scope: Scope
    count: int

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> AchievementBasis:
        """Read `{"kinds": ["award"], "scope": "provincial", "count": 1}`."""
        return cls(
            frozenset(AchievementKind(kind) for kind in row.get("kinds", ())),
            Scope(row.get("scope", Scope.UNIT)),
            int(row.get("count", 1)),
        )

    def words(self) -> str:
        """Return what the basis asks."""
        kinds = "、".join(str(kind.label) for kind in AchievementKind if kind in self.kinds)
        return _("%(count)s × %(kinds)s (%(scope)s or wider)") % {
            "count": self.count,
            "kinds": kinds,
            "scope": self.scope.label,
        }

    def found(self, facts: Facts) -> list[str]:
        """Return what the record holds, then what papers show."""
        recorded = awards_of(facts) if AchievementKind.AWARD in self.kinds else []
        return [
            *(named(each) for each in recorded if REACH[each.level].rank <= self.scope.rank),
            *(
                f"{each.kind.label}（{each.scope.label}）"
                for each in facts.achieved
                if each.kind in self.kinds and each.scope.rank <= self.scope.rank
            ),
        ]


def named(honour: Honoured) -> str:
    """Return an honour with its document and day, as a finding tells it."""
    return f"{honour.title}（{honour.document}，{honour.on.isoformat()}）"


def awards_of(facts: Facts) -> list[Honoured]:
    """Return the honours of the record that are awards; those of contests are told by their results."""
    return [each for each in facts.honours if each.kind != HonourKind.CONTEST]


def read_basis(row: Mapping[str, Any]) -> Basis:
    """Read a basis by what it names: honours, a rank in contests, or achievements.

    Raises what reading a value raises, ValueError for a row that names nothing.
    """
    if row.keys() & {"honours", "honour_kinds"}:
        return HonourBasis.read(row)
    if "rank" in row:
        return ContestBasis.read(row)
    if "kinds" in row:
        return AchievementBasis.read(row)
    raise ValueError


def grounds(ask: Question) -> Check:
    """One of the bases that the standards name for the way; the record is read, nothing of it is told."""
    table = {Ground(ground): [read_basis(row) for row in rows] for ground, rows in ask.value.items()}
    answers = {
        ground: ask.answers(" / ".join(basis.words() for basis in bases)) for ground, bases in table.items()
    }
    unnamed, nothing = (
        _("the standards name no such way"),
        _("no such honour, result or achievement on record"),
    )
    refused = ask.answers("")

    def check(facts: Facts, on: datetime.date) -> Finding | None:
        if facts.ground not in (Ground.EARLY, Ground.EXCEPTIONAL):
            return None
        if facts.ground not in table:
            return refused(False, unnamed)
        for basis in table[facts.ground]:
            found = basis.found(facts)
            if len(found) >= basis.count:
                return answers[facts.ground](True, "；".join(found))
        return answers[facts.ground](None, nothing)

    return check


def achievements(ask: Question) -> Check:
    """So many achievements for the level, contest results and awards of the record among them.

    `kinds` narrows what counts.
    """
    least = {Level(level): int(count) for level, count in ask.value.items()}
    kinds = frozenset(AchievementKind(kind) for kind in ask.option("kinds", AchievementKind.values))
    asked = _("at least %(count)s: %(kinds)s")
    words = "、".join(str(kind.label) for kind in AchievementKind if kind in kinds)
    answers = {level: ask.answers(asked % {"count": count, "kinds": words}) for level, count in least.items()}
    text = _("%(count)s on record or told")

    def check(facts: Facts, on: datetime.date) -> Finding | None:
        if facts.level not in least:
            return None
        count = sum(each.kind in kinds for each in facts.achieved)
        count += len(facts.contests) if AchievementKind.CONTEST in kinds else 0
        count += len(awards_of(facts)) if AchievementKind.AWARD in kinds else 0
        enough = count >= least[facts.level]
        return answers[facts.level](True if enough else None, text % {"count": count})

    return check
