"""Promotion of skill level by contest result, explained finding by finding. Pure.

Bands, students' step down and the number of promotions a year are dated data (scheme `contest-promotion`):
津人社 [P] and the national class-I practice [V2] are what ships; each office enters its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import Any, Final

from django.utils.translation import gettext as _

from office.policy.enums import Outcome
from office.policy.findings import Finding, Verdict
from training.courses.levels import LEVELS, rank_of
from training.subsidies.rules.parameters import Parameters, reading

SCHEME: Final = "contest-promotion"


@dataclass(frozen=True, slots=True)
class PromotionFacts:
    """What a promotion is judged by: level of the competition, place, of how many, level held ("": none).

    `promotions_in_year` counts those given for competitions of the same year.
    """

    competition_level: str
    rank: int
    ranked_count: int
    held: str
    student: bool
    promotions_in_year: int


@dataclass(frozen=True, slots=True)
class Promoted:
    """The level to which a place leads ("" when no band takes the place), with the findings that say why."""

    level: str
    verdict: Verdict


def judge(parameters: Parameters, facts: PromotionFacts) -> Promoted | None:
    """Return to which level a place leads; None when no band of the rule speaks of it.

    Raises ValidationError `bad_parameter` for a rule that cannot be read.
    """
    band = _band(parameters, facts)
    if band is None:
        return None
    clause = str(parameters["bands"].get("clause", ""))
    with reading(parameters, "bands"):
        level = _level(band, facts.held)
    findings = [
        Finding(
            "place",
            Outcome.MET,
            _("places %(first)s to %(last)s") % {"first": band.get("first", 1), "last": _last(band, facts)},
            _("place %(rank)d of %(count)d") % {"rank": facts.rank, "count": facts.ranked_count},
            clause,
            _("Place in the competition"),
        )
    ]
    if facts.student and level:
        level = _lower(parameters, level)
    findings += [_above(level, facts, clause), _once(parameters, facts)]
    return Promoted(level, Verdict(tuple(findings)))


def _band(parameters: Parameters, facts: PromotionFacts) -> Mapping[str, Any] | None:
    with reading(parameters, "bands"):
        for band in parameters["bands"]["value"]:
            fits = facts.competition_level in band["levels"]
            if fits and int(band.get("first", 1)) <= facts.rank <= _last(band, facts):
                return dict(band)
    return None


def _last(band: Mapping[str, Any], facts: PromotionFacts) -> int:
    """The last place of a band: a number, or a share of those ranked, a part of a place counting whole."""
    if "share" in band:
        share = Decimal(str(band["share"])) * facts.ranked_count
        return int(share.to_integral_value(rounding=ROUND_CEILING))
    return int(band["last"])


def _level(band: Mapping[str, Any], held: str) -> str:
    """The band's level; who holds it already goes to the next one that the band names."""
    to, after = str(band["to"]), str(band.get("next", ""))
    if rank_of(to) is None or (after and rank_of(after) is None):
        raise ValueError
    return after if held == to and after else to


def _lower(parameters: Parameters, level: str) -> str:
    with reading(parameters, "students"):
        steps = int(parameters["students"]["value"])
        return LEVELS[max((rank_of(level) or 0) - steps, 0)]


def _above(level: str, facts: PromotionFacts, clause: str) -> Finding:
    held, to = rank_of(facts.held), rank_of(level)
    outcome = Outcome.MET if held is None or (to is not None and to > held) else Outcome.NOT_MET
    return Finding(
        "level_above",
        outcome,
        _("promotion to %(level)s") % {"level": level},
        _("holds %(level)s") % {"level": facts.held} if facts.held else _("no level on record"),
        clause,
        _("Level above the one held"),
    )


def _once(parameters: Parameters, facts: PromotionFacts) -> Finding:
    with reading(parameters, "a_year"):
        most = int(parameters["a_year"]["value"])
    return Finding(
        "once_a_year",
        Outcome.MET if facts.promotions_in_year < most else Outcome.NOT_MET,
        _("at most %(most)d a year") % {"most": most},
        _("%(count)d given this year") % {"count": facts.promotions_in_year},
        str(parameters["a_year"].get("clause", "")),
        _("Promotions of the year"),
    )
