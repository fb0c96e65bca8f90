"""Nominees; what somebody may see begins at `nominees_visible_to`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet

from office.casework.queries import cases_visible_to

from .. import quotas
from ..models import Call, Nominee

#: States in which a nominee has left the race.
ENDED = ("withdrawn", "rejected", "not_chosen", "merged", "not_taken")
CENT = Decimal("0.01")


def nominees_visible_to(user: Any) -> QuerySet[Nominee]:
    """Return the nominees whose case a user may see."""
    rows = Nominee.objects.select_related("case", "call__award", "courier", "unit")
    return rows.filter(case__in=cases_visible_to(user).order_by().values("pk"))


def counted(nominees: QuerySet[Nominee]) -> QuerySet[Nominee]:
    """Add `nomination_count` and `waiting_count` (opinions not answered) to nominees."""
    return nominees.annotate(
        nomination_count=Count("nominations", distinct=True),
        waiting_count=Count("opinions", filter=Q(opinions__outcome=""), distinct=True),
    )


def all_details(nominees: QuerySet[Nominee]) -> QuerySet[Nominee]:
    """Read with nominees what the summary sheet (T11) tells of each."""
    return nominees.prefetch_related("nominations__organisation", "opinions__department")


def on_the_way(call: Call) -> QuerySet[Nominee]:
    """Return the nominees of a call that are still in the race, as they were nominated."""
    rows = Nominee.objects.filter(call=call, merged_into=None).exclude(case__state__in=ENDED)
    return rows.select_related("case", "courier", "unit", "call__award").order_by("case__opened_at", "pk")


def alike(nominee: Nominee) -> QuerySet[Nominee]:
    """Return the nominees of the call of which this one may be a duplicate: of its unit, of its kind."""
    same = on_the_way(nominee.call).filter(unit=nominee.unit, courier__isnull=nominee.courier_id is None)
    return same.exclude(pk=nominee.pk)


@dataclass(frozen=True)
class Line:
    """A row of the ranking board: place (equal points share it), points (None: no score yet), jurors."""

    place: int | None
    nominee: Nominee
    points: Decimal | None
    jurors: int


def board_of(call: Call) -> list[Line]:
    """Rank the nominees of a call by the mean of their scores, half up to two places; two queries.

    Equal points share a place and the next is left free; who has no score stands last without a place.
    """
    nominees = list(on_the_way(call).prefetch_related("scores"))
    marked = [(nominee, _mean([score.points for score in nominee.scores.all()])) for nominee in nominees]
    marked.sort(key=lambda pair: (pair[1] is None, -(pair[1] or 0), pair[0].pk))
    points = [mean for _nominee, mean in marked if mean is not None]
    return [
        Line(None if mean is None else points.index(mean) + 1, nominee, mean, len(nominee.scores.all()))
        for nominee, mean in marked
    ]


def _mean(points: Sequence[Decimal]) -> Decimal | None:
    if not points:
        return None
    return (sum(points, Decimal(0)) / len(points)).quantize(CENT, ROUND_HALF_UP)


def _members(nominees: Sequence[Nominee]) -> list[quotas.Member]:
    return [quotas.Member(each.pk, each.name, each.traits) for each in nominees if each.courier_id]


def standings_of(call: Call, nominees: Sequence[Nominee]) -> list[quotas.Standing]:
    """Return how the list of a call stands to its quotas; collectives are not counted among people."""
    listed = _members([each for each in nominees if each.proposed])
    return quotas.composition(listed, quotas.quotas_of(call.policy.parameters))


def swaps_of(call: Call, nominees: Sequence[Nominee]) -> list[quotas.Swap]:
    """Return what a swap of one on the list for one beside it would change."""
    listed = _members([each for each in nominees if each.proposed])
    others = _members([each for each in nominees if not each.proposed])
    return quotas.swaps(listed, others, quotas.quotas_of(call.policy.parameters))
