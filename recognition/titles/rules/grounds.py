"""What opens an early or exceptional way, and how much somebody has to show."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from office.policy.findings import Finding
from training.subsidies.rules.asking import Question

from ..enums import AchievementKind, Ground, Level, Scope
from .asking import Check
from .facts import Facts


@dataclass(frozen=True, slots=True)
class Basis:
    """One basis: an honour in a contest, or so many achievements of these kinds that reach so far."""

    honours: frozenset[str]
    kinds: frozenset[AchievementKind]
    scope: Scope
    count: int

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> Basis:
        """Read `{"honours": ["技术状元"]}` or `{"kinds": ["award"], "scope": "provincial", "count": 1}`."""
        return cls(
            frozenset(row.get("honours", ())),
            frozenset(AchievementKind(kind) for kind in row.get("kinds", ())),
            Scope(row.get("scope", Scope.UNIT)),
            int(row.get("count", 1)),
        )

    def words(self) -> str:
        """Return what the basis asks."""
        if self.honours:
            return "、".join(sorted(self.honours))
        kinds = "、".join(str(kind.label) for kind in AchievementKind if kind in self.kinds)
        return _("%(count)s × %(kinds)s (%(scope)s or wider)") % {
            "count": self.count,
            "kinds": kinds,
            "scope": self.scope.label,
        }

    def found(self, facts: Facts) -> list[str]:
        """Return what of the facts counts for the basis."""
        if self.honours:
            return [f"{each.results} {each.honour}" for each in facts.contests if each.honour in self.honours]
        return [
            f"{each.kind.label}（{each.scope.label}）"
            for each in facts.achieved
            if each.kind in self.kinds and each.scope.rank <= self.scope.rank
        ]


def grounds(ask: Question) -> Check:
    """One of the bases that the standards name for the way; contest results count as they are cited."""
    table = {Ground(ground): [Basis.read(row) for row in rows] for ground, rows in ask.value.items()}
    answers = {
        ground: ask.answers(" / ".join(basis.words() for basis in bases)) for ground, bases in table.items()
    }
    unnamed, nothing = _("the standards name no such way"), _("no such result or achievement on record")
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
    """So many achievements for the level, contest results among them; `kinds` narrows what counts."""
    least = {Level(level): int(count) for level, count in ask.value.items()}
    kinds = frozenset(AchievementKind(kind) for kind in ask.option("kinds", AchievementKind.values))
    asked = _("at least %(count)s: %(kinds)s")
    words = "、".join(str(kind.label) for kind in AchievementKind if kind in kinds)
    answers = {level: ask.answers(asked % {"count": count, "kinds": words}) for level, count in least.items()}
    text = _("%(count)s told")

    def check(facts: Facts, on: datetime.date) -> Finding | None:
        if facts.level not in least:
            return None
        count = sum(each.kind in kinds for each in facts.achieved)
        count += len(facts.contests) if AchievementKind.CONTEST in kinds else 0
        enough = count >= least[facts.level]
        return answers[facts.level](True if enough else None, text % {"count": count})

    return check
