"""Honours of contests: lists, what was given, and to whom."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from office.people.models import Courier

from ..models import ContestHonour, Event, HonourList, Promotion
from .events import events_visible_to


def honour_lists_of(event: Event) -> QuerySet[HonourList]:
    """Return the lists of honours of an event, the newest first."""
    return event.honour_lists.select_related("case", "result").order_by("-case__opened_at", "-pk")


def honours_of(courier: Courier) -> QuerySet[ContestHonour]:
    """Return what a courier was given at contests, the newest first; what is only proposed does not count."""
    return (
        ContestHonour.objects.filter(entry__courier=courier, honour_list__given_on__isnull=False)
        .select_related("honour_list__event__competition", "honour_list__result")
        .order_by("-honour_list__given_on", "-pk")
    )


def honours_visible_to(user: Any) -> QuerySet[ContestHonour]:
    """Return the honours given at the events on a user's desk."""
    return ContestHonour.objects.filter(
        honour_list__event__in=events_visible_to(user).values("pk"), honour_list__given_on__isnull=False
    ).select_related("entry", "team", "honour_list__event__competition", "honour_list__result")


def promotions_of(courier: Courier) -> QuerySet[Promotion]:
    """Return the promotions that a courier was given by contests, the newest first."""
    return courier.contest_promotions.filter(given_on__isnull=False).order_by("-given_on", "-pk")
