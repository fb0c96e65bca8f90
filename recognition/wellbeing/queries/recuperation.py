"""Reading bases, batches and who takes part."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import ExtractYear

from office.people.enums import Role
from office.people.models import Courier
from office.people.permissions import organisations_of

from ..enums import Mode, Reply
from ..models import Batch, Participation, RecuperationBase

#: A batch in one of these states shows its list to those on it.
LISTED = ("approved", "in_notice", "contested", "settled", "closed")
#: In these states a batch binds nobody any more.
OVER = ("closed", "cancelled")


def bases_visible_to(user: Any) -> QuerySet[RecuperationBase]:
    """Return the bases; the union keeps them."""
    rows = RecuperationBase.objects.annotate(batch_count=Count("batches"))
    return rows if user.has_perm("wellbeing.run_recuperation") else rows.none()


def batches_visible_to(user: Any) -> QuerySet[Batch]:
    """Return the batches of the unions for which the user acts, with `asked` and `said_yes`."""
    parts = Q(participations__reply=Reply.ACCEPTED)
    return (
        Batch.objects.filter(case__organisation__in=organisations_of(user, Role.UNION_OFFICER))
        .select_related("case__organisation", "base", "leader", "policy__source")
        .annotate(asked=Count("participations"), said_yes=Count("participations", filter=parts))
    )


def participations_visible_to(user: Any) -> QuerySet[Participation]:
    """Return who takes part in the batches that a user may see."""
    return Participation.objects.filter(
        batch__case__organisation__in=organisations_of(user, Role.UNION_OFFICER)
    ).select_related("batch__case", "batch__base", "batch__leader", "courier", "employer", "health")


@dataclass(frozen=True)
class ListLine:
    """Somebody on a list: whether there is a place, else which reserve (from 1), None before the order."""

    part: Participation
    has_place: bool
    reserve: int | None


def with_places(batch: Batch) -> list[ListLine]:
    """Return everybody of a batch in the order of its list, in two queries.

    Before the list is ordered nobody has a place. Whoever declines loses it to the first reserve, so that
    nothing is rewritten when somebody falls out.
    """
    lines, standing = [], 0
    for part in participations_of(batch):
        listed = part.position is not None and part.reply == Reply.ACCEPTED
        standing += listed
        has_place = listed and standing <= batch.places
        lines.append(ListLine(part, has_place, standing - batch.places if listed and not has_place else None))
    return lines


def participations_of(batch: Batch) -> QuerySet[Participation]:
    """Return everybody of a batch in the order of its list, those without a position last."""
    rows = batch.participations.select_related("batch__case", "batch__base", "courier", "employer", "health")
    return rows.prefetch_related("companions")


def offers_for(courier: Courier, *, on: datetime.date) -> QuerySet[Batch]:
    """Return the batches to which a person may still apply on a day, soonest first."""
    return (
        Batch.objects.filter(case__state="open", mode=Mode.APPLICATION, closes_on__gte=on)
        .exclude(participations__courier=courier)
        .select_related("case", "base")
        .order_by("starts_on", "pk")
    )


def own_stays(courier: Courier) -> QuerySet[Participation]:
    """Return a person's own parts in batches, the latest first."""
    return (
        Participation.objects.filter(courier=courier)
        .select_related("batch__case", "batch__base", "batch__leader", "health")
        .order_by("-batch__starts_on", "-pk")
    )


def earlier_lists(
    people: Collection[Any], before: datetime.date
) -> dict[Any, list[tuple[datetime.date, datetime.date, int | None]]]:
    """Return by person the closed lists on which the person said yes, the earliest first.

    Each as (first day of the stay, day of asking, days attended): None for whoever got no place.
    """
    rows = Participation.objects.filter(
        courier__in=people,
        batch__case__state="closed",
        batch__starts_on__lt=before,
        position__isnull=False,
        reply=Reply.ACCEPTED,
    )
    found: dict[Any, list[tuple[datetime.date, datetime.date, int | None]]] = {}
    told = rows.order_by("batch__starts_on", "pk").values_list(
        "courier", "batch__starts_on", "entered_at__date", "days_attended"
    )
    for courier, first, asked, days in told:
        found.setdefault(courier, []).append((first, asked, days))
    return found


@dataclass(frozen=True)
class StayTotal:
    """One line of totals: what it is of, answers yes, people who were there, their days together."""

    of: str
    said_yes: int
    attended: int
    days: int


def stay_totals(rows: QuerySet[Participation]) -> dict[str, list[StayTotal]]:
    """Count a selection by year, base and employer, in three queries."""
    plain = rows.order_by()
    years = plain.annotate(year=ExtractYear("batch__starts_on"))
    return {
        "years": _lines(years, "year"),
        "bases": _lines(plain, "batch__base__name"),
        "employers": _lines(plain, "employer__name"),
    }


def _lines(rows: QuerySet[Participation], key: str) -> list[StayTotal]:
    grouped = (
        rows.values(key)
        .annotate(
            said_yes=Count("pk", filter=Q(reply=Reply.ACCEPTED)),
            attended=Count("pk", filter=Q(days_attended__gt=0)),
            days=Sum("days_attended"),
        )
        .order_by(key)
    )
    return [
        StayTotal(str(each[key] or "—"), each["said_yes"], each["attended"], each["days"] or 0)
        for each in grouped
    ]
