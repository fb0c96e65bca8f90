"""Awards and calls; what somebody may see begins at `calls_visible_to`."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from office.people.models import Organisation
from office.people.permissions import is_staff_member, organisations_of
from recognition.honours.permissions import RECOGNISING

from ..enums import AwardKind
from ..models import Award, Call, Nomination, UnitPlaces


def awards_run_by(user: Any) -> QuerySet[Award]:
    """Return the awards whose calls a user opens."""
    return Award.objects.filter(organiser__in=organisations_of(user, *RECOGNISING)).order_by("name")


def calls_visible_to(user: Any) -> QuerySet[Call]:
    """Return the calls a user may see: staff all, employers those in which they nominate.

    A recommendation of delegates is seen by its organiser alone.
    """
    calls = Call.objects.select_related("award__organiser", "policy__source")
    if not user.has_perm("awards.view_call"):
        return calls.none()
    delegates = Q(award__kind=AwardKind.DELEGATE)
    run = Q(award__organiser__in=organisations_of(user, *RECOGNISING))
    return calls.filter(run | ~delegates) if is_staff_member(user) else calls.exclude(delegates)


def calls_for_oneself(user: Any, *, on: datetime.date) -> QuerySet[Call]:
    """Return the calls for which a courier may put himself or herself forward on a day, and has not yet."""
    calls = Call.objects.select_related("award__organiser")
    if not user.has_perm("awards.nominate_oneself"):
        return calls.none()
    taken = calls.filter(takes_own=True, opens_on__lte=on, closes_on__gte=on, award__takes_people=True)
    done = Nomination.objects.filter(organisation=None, nominee__courier=user.courier_id)
    taken = taken.exclude(award__kind=AwardKind.DELEGATE).exclude(pk__in=done.values("nominee__call"))
    return taken.order_by("closes_on", "pk")


def with_counts(calls: QuerySet[Call]) -> QuerySet[Call]:
    """Add `nominee_count` (duplicates left out) and `listed_count` to calls."""
    return calls.annotate(
        nominee_count=Count("nominees", filter=Q(nominees__merged_into=None)),
        listed_count=Count("nominees", filter=Q(nominees__proposed=True)),
    )


def places_of(call: Call, unit: Organisation) -> int | None:
    """Return how many nominees a unit may hand in, None without a limit of its own."""
    row = UnitPlaces.objects.filter(call=call, unit=unit).first()
    return row.places if row is not None else None
