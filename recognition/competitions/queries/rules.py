"""The rules of a competition: the policy versions in force on the day on which it is held."""

from __future__ import annotations

from decimal import Decimal

from office.policy.models import PolicyVersion
from office.policy.queries import version_in_force

from ..models import Competition, Event
from ..rules import promotion, ranking_rule, reserves
from ..rules.ranking_rule import RankingRule

#: The schemes whose rules a competition is held by, in the order in which they are told (`data/rules.json`).
SCHEMES = ("contest-entry", ranking_rule.SCHEME, reserves.SCHEME, promotion.SCHEME)


def rule_of(event: Event) -> RankingRule:
    """Return the rule by which an event is ranked: its own weights, else those of the version in force.

    Raises ValidationError `policy_missing`, `policy_expired`, `bad_parameter`.
    """
    return rule_by(event, version_in_force(ranking_rule.SCHEME, event.competition.held_on))


def rule_by(event: Event, version: PolicyVersion) -> RankingRule:
    """Return the rule of a version with an event's own weights; raise ValidationError `bad_parameter`."""
    weights: tuple[Decimal, Decimal] | None = None
    if event.theory_weight is not None and event.practice_weight is not None:
        weights = event.theory_weight, event.practice_weight
    return RankingRule.read(
        version.parameters, weights=weights, label=str(version.source), clause=version.clause
    )


def rules_in_force(competition: Competition) -> list[PolicyVersion]:
    """Return the versions by which a competition is held, one a scheme, with their sources, in one query."""
    day = competition.held_on
    begun = PolicyVersion.objects.filter(scheme__in=SCHEMES, valid_from__lte=day).select_related("source")
    newest = {version.scheme: version for version in begun.order_by("valid_from")}
    found = [newest[scheme] for scheme in SCHEMES if scheme in newest]
    return [version for version in found if version.ends_on is None or version.ends_on >= day]
