"""Who can be called up for a place that fell free, and who was."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError

from office.policy.queries import version_in_force

from ..models import Event, Performance, Stage
from ..rules.reserves import SCHEME, Reserve, ReserveRule, next_up
from .marking import performances_of_stage
from .results import ranking_of
from .rules import rule_of


def reserve_rule_of(event: Event) -> ReserveRule:
    """Return the rule on reserves of an event's day; raise ValidationError as `rule_of` does."""
    version = version_in_force(SCHEME, event.competition.held_on)
    return ReserveRule.read(version.parameters, label=str(version.source), clause=version.clause)


def reserves_of(stage: Stage) -> list[Reserve]:
    """Return who waits for a place in a stage, in order.

    In the first stage those who were entered as reserves, by entry number; later those whom the stage before
    left behind, by their rank there. Raises ValidationError as `rule_of`.
    """
    there = set(stage.performances.values_list("entry__number", flat=True))
    if stage.position == 1:
        waiting = stage.event.entries.filter(is_reserve=True).order_by("number")
        return [Reserve(each.number, each.unit) for each in waiting if each.number not in there]
    before = stage.event.stages.filter(position__lt=stage.position).order_by("-position").first()
    if before is None or before.closed_at is None:
        return []
    performances = list(performances_of_stage(before))
    units = {each.entry.number: each.entry.unit for each in performances}
    return [
        Reserve(placed.number, units[placed.number], placed.rank)
        for placed in ranking_of(performances, rule_of(stage.event))
        if placed.rank is not None and placed.number not in there
    ]


def callable_places(stage: Stage, performances: Iterable[Performance]) -> set[int]:
    """Return the keys of the performances whose place a reserve can take; none where no rule holds."""
    try:
        rule = reserve_rule_of(stage.event)
    except ValidationError:
        return set()
    open_places = {each.pk for each in performances if each.status in rule.open_places}
    if not open_places or stage.closed_at is not None:
        return set()
    filled = Performance.objects.filter(replaces__in=open_places).values_list("replaces", flat=True)
    return open_places - set(filled)


def next_reserve(performance: Performance) -> Reserve | None:
    """Return whose turn it is to take the place of somebody who fell out, or None."""
    stage = performance.stage
    order = reserve_rule_of(stage.event).order_in(stage.position)
    return next_up(reserves_of(stage), unit=performance.entry.unit, order=order)
