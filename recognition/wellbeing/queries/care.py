"""Reading care activities; the sensitive kinds are for the union alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, TruncMonth

from office.people.enums import Role
from office.people.models import Courier
from office.people.permissions import organisations_of

from ..enums import SENSITIVE, CareKind, CareState
from ..models import CareActivity, CareAttendance


def activities_visible_to(user: Any) -> QuerySet[CareActivity]:
    """Return the activities a user may see: the union all, an employer what is not sensitive.

    An employer sees what is for everybody or for its own people.
    """
    rows = CareActivity.objects.select_related("employer")
    if user.has_perm("wellbeing.keep_care"):
        return rows
    employers = organisations_of(user, Role.EMPLOYER_OPERATOR)
    if not employers:
        return rows.none()
    return rows.exclude(kind__in=SENSITIVE).filter(Q(employer=None) | Q(employer__in=employers))


def attendances_visible_to(user: Any) -> QuerySet[CareAttendance]:
    """Return who came: to the union all, to an employer its own people, but never of a sensitive kind."""
    rows = CareAttendance.objects.select_related("activity", "courier", "employer")
    if user.has_perm("wellbeing.keep_care"):
        return rows
    return rows.exclude(activity__kind__in=SENSITIVE).filter(
        employer__in=organisations_of(user, Role.EMPLOYER_OPERATOR)
    )


def with_counts(activities: QuerySet[CareActivity], user: Any) -> QuerySet[CareActivity]:
    """Add `people`, how many came of those whom the user may see."""
    seen = (
        attendances_visible_to(user)
        .filter(activity=OuterRef("pk"))
        .order_by()
        .values("activity")
        .annotate(people=Count("pk"))
        .values("people")
    )
    return activities.annotate(people=Coalesce(Subquery(seen), 0))


def own_attendances(courier: Courier) -> QuerySet[CareAttendance]:
    """Return what a courier took part in, sensitive kinds included, for the courier's own page only."""
    return (
        CareAttendance.objects.filter(courier=courier)
        .select_related("activity")
        .order_by("-activity__held_on", "-pk")
    )


@dataclass(frozen=True)
class Total:
    """One line of totals: what it is of, attendances, people (each once), sum given (fen)."""

    of: str
    attendances: int
    people: int
    given: int


@dataclass(frozen=True)
class Totals:
    """Totals of a selection; beside each kind what its whole activities cost (fen)."""

    by_kind: list[tuple[Total, int]]
    by_month: list[Total]
    by_employer: list[Total]


def totals_of(attendances: QuerySet[CareAttendance]) -> Totals:
    """Count a selection of attendances in four queries.

    What an activity cost belongs to all who came; it is not divided among employers, for nobody decided how.
    """
    rows = attendances.order_by()
    kinds = _lines(rows, "activity__kind")
    labels = dict(CareKind.choices)
    held = CareActivity.objects.filter(state=CareState.HELD, pk__in=rows.values("activity"))
    spent = dict(held.order_by().values_list("kind").annotate(sum=Sum("spent_fen")))
    months = _lines(rows.annotate(month=TruncMonth("activity__held_on")), "month")
    employers = _lines(rows, "employer__name")
    return Totals(
        [(_named(each, str(labels[each["key"]])), spent.get(each["key"], 0)) for each in kinds],
        [_named(each, f"{each['key']:%Y-%m}") for each in months],
        [_named(each, each["key"] or "—") for each in employers],
    )


def _lines(rows: QuerySet[Any], key: str) -> list[dict[str, Any]]:
    grouped = rows.values(key=F(key)).annotate(
        attendances=Count("pk"), people=Count("courier", distinct=True), given=Sum("given_fen")
    )
    return list(grouped.order_by("key"))


def _named(line: dict[str, Any], of: str) -> Total:
    return Total(of, line["attendances"], line["people"], line["given"] or 0)
