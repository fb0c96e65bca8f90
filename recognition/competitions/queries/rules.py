"""The rules of a competition: the policy versions in force on the day on which it is held."""

from __future__ import annotations

from decimal import Decimal

from office.policy.queries import version_in_force

from ..models import Event
from ..rules import ranking_rule
from ..rules.ranking_rule import RankingRule


def rule_of(event: Event) -> RankingRule:
    """Return the rule by which an event is ranked: its own weights, else those of the version in force.

    Raises ValidationError `policy_missing`, `policy_expired`, `bad_parameter`.
    """
    version = version_in_force(ranking_rule.SCHEME, event.competition.held_on)
    weights: tuple[Decimal, Decimal] | None = None
    if event.theory_weight is not None and event.practice_weight is not None:
        weights = event.theory_weight, event.practice_weight
    return RankingRule.read(
        version.parameters, weights=weights, label=str(version.source), clause=version.clause
    )
