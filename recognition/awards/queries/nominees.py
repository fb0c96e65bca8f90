"""Nominees; what somebody may see begins at `nominees_visible_to`."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet

from office.casework.queries import cases_visible_to
from recognition.committees.arithmetic import mean
from recognition.committees.enums import Answer

from .. import quotas
from ..models import Call, Nominee
from .jury import scores_of

#: States in which a nominee has left the race.
ENDED = ("withdrawn", "rejected", "not_chosen", "merged", "not_taken")


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
    rows = nominees.select_related("portrait")
    return rows.prefetch_related("nominations__organisation", "opinions__department", "courier__consents")


def on_the_way(call: Call) -> QuerySet[Nominee]:
    """Return the nominees of a call that are still in the race, as they were nominated."""
    rows = Nominee.objects.filter(call=call, merged_into=None).exclude(case__state__in=ENDED)
    return rows.select_related("case", "courier", "unit", "call__award").order_by("case__opened_at", "pk")


def alike(nominee: Nominee) -> QuerySet[Nominee]:
    """Return the nominees of the call of which this one may be a duplicate: of its unit, of its kind."""
    same = on_the_way(nominee.call).filter(unit=nominee.unit, courier__isnull=nominee.courier_id is None)
    return same.exclude(pk=nominee.pk)


def with_nominators(call: Call, keys: Collection[int]) -> list[Nominee]:
    """Return nominees of a call with their cases and who entered their nominations; two queries."""
    rows = Nominee.objects.filter(call=call, pk__in=keys).select_related("case__courier", "courier")
    return list(rows.prefetch_related("nominations"))


@dataclass(frozen=True)
class Line:
    """A row of the ranking board: place (equal points share it), points (None: no marks yet), jurors.

    `jurors` have handed in, `judges` are all without a conflict.
    """

    place: int | None
    nominee: Nominee
    points: Decimal | None
    jurors: int
    judges: int


def board_of(call: Call, *, blind: bool = False) -> list[Line]:
    """Rank the nominees of a call by the mean of the jurors' scores, half up to two places; three queries.

    A juror with a conflict counts neither above nor below the line. Equal points share a place and the next
    is left free; who has no marks stands last without a place. A `blind` board tells neither points nor
    order: it is for jurors who have still to mark.
    """
    nominees = list(on_the_way(call).prefetch_related("readings__juror"))
    scores = scores_of([each for nominee in nominees for each in nominee.readings.all()])
    found = [_Marked(nominee, scores) for nominee in nominees]
    if blind:
        return [Line(None, each.nominee, None, len(each.scores), each.judges) for each in found]
    found.sort(key=lambda each: (each.mean is None, -(each.mean or 0), each.nominee.pk))
    points = [each.mean for each in found]
    return [
        Line(
            None if each.mean is None else points.index(each.mean) + 1,
            each.nominee,
            each.mean,
            len(each.scores),
            each.judges,
        )
        for each in found
    ]


class _Marked:
    """A nominee with the scores that count, their mean, and how many jurors there are to give one."""

    def __init__(self, nominee: Nominee, scores: Mapping[int, Decimal]) -> None:
        readings = [each for each in nominee.readings.all() if each.answer != Answer.DECLARED]
        self.nominee = nominee
        self.scores = [scores[each.pk] for each in readings if each.pk in scores]
        self.mean = mean(self.scores)
        self.judges = sum(each.handed_in_at is not None or each.juror.ended_on is None for each in readings)


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
