"""The tables of education and years (人社部发〔2019〕16号) and of skill levels (2018 trial opinion)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from office.policy.findings import Finding
from training.courses.levels import rank_of
from training.subsidies.rules.asking import Answer, Question
from training.subsidies.rules.months import add_months

from ..enums import Education, Ground, Level
from .asking import Check, all_of, any_of
from .facts import Facts


def years_text(years: int) -> str:
    """Return a number of years in words."""
    return ngettext("%(years)s year", "%(years)s years", years) % {"years": years}


def reached(since: datetime.date | None, years: int, on: datetime.date) -> bool | None:
    """Tell whether so many years have passed since a day; None when the day is not known."""
    return None if since is None else add_months(since, 12 * years) <= on


@dataclass(frozen=True, slots=True)
class Line:
    """One way of the table: at least this education, a title held for years, or a probation year passed."""

    education: Education
    held: Level | None
    years: int
    probation: bool

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> Line:
        """Read `{"education": "bachelor", "held": "assistant", "years": 4}` or `{..., "probation": true}`."""
        held = row.get("held")
        return cls(
            Education(row["education"]),
            Level(held) if held else None,
            int(row.get("years", 0)),
            bool(row.get("probation", False)),
        )

    def words(self, early: int) -> str:
        """Return what the line asks; `early` years are taken off."""
        parts = [str(self.education.label)]
        if self.held is not None:
            parts += [str(self.held.label), years_text(max(self.years - early, 0))]
        if self.probation:
            parts.append(_("probation year passed"))
        return " + ".join(parts)

    def met(self, facts: Facts, on: datetime.date, early: int) -> bool | None:
        """Tell whether the facts fulfil the line."""
        asked: list[bool | None] = [
            None if facts.education is None else facts.education.rank <= self.education.rank
        ]
        if self.held is not None:
            # Whoever holds a higher title has held the lower one too: the earliest of them counts.
            years = max(self.years - early, 0)
            fitting = [title for title in facts.held if title.level.rank >= self.held.rank]
            asked.append(any_of(reached(title.since, years, on) for title in fitting))
        if self.probation:
            asked += [facts.probation_passed, reached(facts.specialty_since, 1, on)]
        return all_of(asked)


def education_years(ask: Question) -> Check:
    """One line of the table for the level; `early_years` shorter where somebody applies early."""
    table = {Level(level): [Line.read(row) for row in rows] for level, rows in ask.value.items()}
    early_years = int(ask.option("early_years", 0))
    answers: dict[tuple[Level, int], Answer] = {
        (level, early): ask.answers(" / ".join(line.words(early) for line in table.get(level, ())))
        for level in Level
        for early in {0, early_years}
    }
    unnamed = _("the standards name no way to this title")

    def check(facts: Facts, on: datetime.date) -> Finding | None:
        if facts.ground not in (Ground.STANDARD, Ground.EARLY):
            return None
        early = early_years if facts.ground == Ground.EARLY else 0
        answer, lines = answers[facts.level, early], table.get(facts.level, [])
        if not lines:
            return answer(False, unnamed)
        return answer(any_of(line.met(facts, on, early) for line in lines), _told(facts))

    return check


def _told(facts: Facts) -> str:
    """Return education and title as they are known."""
    parts = [str(facts.education.label) if facts.education else _("education not stated")]
    for title in facts.held:
        since = title.since.isoformat() if title.since else _("day not stated")
        parts.append(f"{title.level.label}（{since}）")
    if not facts.held and facts.specialty_since is not None:
        parts.append(_("in this speciality since %(day)s") % {"day": facts.specialty_since})
    return " + ".join(parts)


def skill_passage(ask: Question) -> Check:
    """A skill level held for years while working in such a post leads to a title."""
    table = {Level(level): (str(row["skill"]), int(row["years"])) for level, row in ask.value.items()}
    answers = {
        level: ask.answers(f"{table[level][0]} + {years_text(table[level][1])}")
        if level in table
        else ask.answers("")
        for level in Level
    }
    unnamed, nothing = _("the standards name no way to this title"), _("no skill level certificate on record")

    def check(facts: Facts, on: datetime.date) -> Finding | None:
        if facts.ground != Ground.SKILL:
            return None
        answer = answers[facts.level]
        if facts.level not in table:
            return answer(False, unnamed)
        skill, years = table[facts.level]
        has, wanted = rank_of(facts.skill_level), rank_of(skill)
        if has is None or wanted is None:
            return answer(None, nothing)
        found = f"{facts.skill_level}（{facts.skill_since or ''}）"
        return answer(all_of([has >= wanted, reached(facts.skill_since, years, on)]), found)

    return check
