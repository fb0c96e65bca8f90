"""Finding events, and what of them is on whose desk."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet

from office.people.permissions import is_staff_member

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
    """Return the lists of entries that were sent for an event, the newest first."""
    return event.entry_sheets.select_related("uploaded_by")


def costs_visible_to(user: Any) -> QuerySet[ContestCost]:
    """Return the costs of the competitions on a user's desk."""
    rows = ContestCost.objects.select_related("competition__organiser", "recorded_by")
    return rows.filter(competition__in=competitions_visible_to(user).values("pk"))
