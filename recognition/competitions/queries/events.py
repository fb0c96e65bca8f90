"""Finding events, and what of them is on whose desk."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from office.people.enums import Role
from office.people.permissions import is_staff_member, organisations_of

from ..enums import BoardState
from ..models import Competition, ContestCost, Entry, EntrySheet, Event, ResultVersion, Stage


def competitions_visible_to(user: Any) -> QuerySet[Competition]:
    """Return the competitions on a user's desk: all for staff, none for others."""
    rows = Competition.objects.select_related("organiser")
    return rows if is_staff_member(user) else rows.none()


def events_visible_to(user: Any) -> QuerySet[Event]:
    """Return the events on a user's desk: all for staff, none for others, who read the public board."""
    events = Event.objects.select_related("competition__organiser")
    return events if is_staff_member(user) else events.none()


def events_in_public() -> QuerySet[Event]:
    """Return the events whose board anybody may read: opened for the hall, or with published results."""
    shown = Q(board__state__in=(BoardState.OPEN, BoardState.FROZEN)) | Q(
        pk__in=ResultVersion.objects.values("event")
    )
    return Event.objects.select_related("competition__organiser", "board").filter(shown)


def with_counts(events: QuerySet[Event]) -> QuerySet[Event]:
    """Add `entry_count` to each event."""
    return events.annotate(entry_count=Count("entries"))


def entries_of(event: Event) -> QuerySet[Entry]:
    """Return the entries of an event with their teams, by number."""
    return event.entries.select_related("team").order_by("number", "pk")


def stages_of(event: Event) -> list[Stage]:
    """Return the stages of an event in their order, each knowing its event."""
    stages = list(event.stages.order_by("position"))
    for stage in stages:
        stage.event = event
    return stages


def current_stage(event: Event) -> Stage | None:
    """Return the stage under way: the first that is not closed, else the last; None when there is none."""
    stages = stages_of(event)
    return next((stage for stage in stages if stage.closed_at is None), stages[-1] if stages else None)


def entry_sheets_of(event: Event) -> QuerySet[EntrySheet]:
    """Return the lists of entries that lie with the organiser of an event, the newest first."""
    rows = event.entry_sheets.select_related("uploaded_by", "employer").order_by("-uploaded_at", "pk")
    return rows.filter(Q(employer=None) | Q(sent_at__isnull=False))


def events_open_for_lists(today: datetime.date) -> QuerySet[Event]:
    """Return the events for which employers send their lists on a day, the soonest closed first."""
    return (
        Event.objects.filter(competition__entries_until__gte=today)
        .exclude(stages__closed_at__isnull=False)
        .select_related("competition__organiser")
        .order_by("competition__entries_until", "code")
    )


def own_lists_visible_to(user: Any) -> QuerySet[EntrySheet]:
    """Return the lists of the employers for whom a user acts, the newest first."""
    employers = organisations_of(user, Role.EMPLOYER_OPERATOR)
    rows = EntrySheet.objects.select_related("event__competition__organiser", "employer", "uploaded_by")
    return rows.filter(employer__in=employers).order_by("-uploaded_at", "pk")


def costs_visible_to(user: Any) -> QuerySet[ContestCost]:
    """Return the costs of the competitions on a user's desk."""
    rows = ContestCost.objects.select_related("competition__organiser", "recorded_by")
    return rows.filter(competition__in=competitions_visible_to(user).values("pk"))
