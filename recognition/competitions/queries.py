"""Finding events, and what of them is shown to whom."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, QuerySet

from office.people.permissions import is_staff_member

from .enums import EntryStatus
from .models import Entry, Event, ResultVersion
from .ranking import Honour, Marked, Placed, honour_at, rank


def events_visible_to(user: Any) -> QuerySet[Event]:
    """Return the events on a user's desk: all for staff, none for others, who read the public board."""
    events = Event.objects.select_related("competition__organiser")
    return events if is_staff_member(user) else events.none()


def with_counts(events: QuerySet[Event]) -> QuerySet[Event]:
    """Add `entry_count` to each event."""
    return events.annotate(entry_count=Count("entries"))


def current_result(event: Event) -> ResultVersion | None:
    """Return the version of the results that the public sees now, or None before the first one."""
    return event.results.order_by("-version").first()


def ranking_of(event: Event, entries: Iterable[Entry]) -> list[Placed]:
    """Rank entries by the rule of the event."""
    marked = [Marked(e.number, e.theory, e.practice, e.status == EntryStatus.RANKED) for e in entries]
    return rank(marked, theory_weight=event.theory_weight, practice_weight=event.practice_weight)


def board_rows(event: Event) -> list[dict[str, Any]]:
    """Return the rows of a board from the entries as they stand: what a publication takes its snapshot of.

    Each row: `rank` (None: not ranked), `entry`, `name`, `unit`, `theory`, `practice`, `total` (text with two
    places, or empty), `status` (EntryStatus) and `award`. Marks of who is not ranked are not published.
    """
    entries = {entry.number: entry for entry in event.entries.all()}
    honours = [Honour(**honour) for honour in event.honours]
    return [_row(entries[placed.number], placed, honours) for placed in ranking_of(event, entries.values())]


def _row(entry: Entry, placed: Placed, honours: list[Honour]) -> dict[str, Any]:
    ranked = placed.rank is not None
    return {
        "rank": placed.rank,
        "entry": entry.number,
        "name": entry.name,
        "unit": entry.unit,
        "theory": mark_text(entry.theory) if ranked else "",
        "practice": mark_text(entry.practice) if ranked else "",
        "total": f"{placed.total:.2f}" if placed.total is not None else "",
        "status": entry.status,
        "award": honour_at(placed.rank, honours),
    }


def drafted(rows: list[dict[str, Any]], shown: ResultVersion | None) -> bool:
    """Tell whether the rows of `board_rows` differ from what is published."""
    return bool(rows) and (shown is None or shown.rows != rows)


def mark_text(mark: Any) -> str:
    """Return a mark with two places, and a third only where it has one."""
    if mark is None:
        return ""
    text = f"{mark:.3f}"
    return text.removesuffix("0")
