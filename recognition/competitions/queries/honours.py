"""Honours of contests: lists, what was given, and to whom."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from office.people.models import Courier
from recognition.honours.models import Honour
from recognition.honours.queries import certified

from ..models import ContestHonour, Event, HonourList, Promotion
from .events import events_visible_to


def honour_lists_of(event: Event) -> QuerySet[HonourList]:
    """Return the lists of honours of an event, the newest first."""
    return event.honour_lists.select_related("case", "result").order_by("-case__opened_at", "-pk")


def honours_in(made: HonourList) -> list[ContestHonour]:
    """Return what a list gives in the order in which it is read: people by rank, then teams by rank."""
    rows = made.honours.select_related("entry__courier", "team__organisation", "record")
    return sorted(rows, key=lambda each: (each.team_id is not None, each.rank, each.pk))


def honours_of(courier: Courier) -> QuerySet[ContestHonour]:
    """Return what a courier holds from contests, the newest first.

    What is only proposed does not count, nor what a corrected list no longer gives, nor what was withdrawn.
    """
    return (
        standing_honours()
        .filter(entry__courier=courier)
        .select_related("honour_list__event__competition", "honour_list__result", "record")
        .order_by("-honour_list__given_on", "-pk")
    )


def standing_honours() -> QuerySet[ContestHonour]:
    """Return the honours of the lists that hold today, without those withdrawn."""
    return ContestHonour.objects.filter(
        honour_list__given_on__isnull=False, honour_list__superseded_on=None, record__withdrawn_on=None
    )


def without_certificate(made: HonourList) -> list[Honour]:
    """Return what a list gave to people on record who get their certificate here and never had one."""
    rows = made.honours.filter(record__isnull=False, record__withdrawn_on=None)
    records = [
        each.record for each in rows.select_related("record__courier", "record__keeper") if each.record
    ]
    there = certified(records)
    return [each for each in records if each.is_certified_here and each.subject not in there]


def losing(made: HonourList) -> list[ContestHonour]:
    """Return what the list that holds gave and a newer one, not given yet, would withdraw."""
    kept = set(made.honours.values_list("entry", "team", "name"))
    held = standing_honours().filter(honour_list__event=made.event, record__isnull=False)
    rows = held.exclude(honour_list=made).select_related("entry", "team", "record").order_by("rank", "pk")
    return [each for each in rows if (each.entry_id, each.team_id, each.name) not in kept]


def honours_visible_to(user: Any) -> QuerySet[ContestHonour]:
    """Return the honours given at the events on a user's desk, superseded and withdrawn ones included."""
    return ContestHonour.objects.filter(
        honour_list__event__in=events_visible_to(user).values("pk"), honour_list__given_on__isnull=False
    ).select_related("entry", "team", "record", "honour_list__event__competition", "honour_list__result")


def promotions_of(courier: Courier) -> QuerySet[Promotion]:
    """Return the promotions that a courier was given by contests, the newest first."""
    held = courier.contest_promotions.filter(given_on__isnull=False, superseded_on=None)
    return held.order_by("-given_on", "-pk")
