"""How far the reading has come: who has which file, who is late, and what each expert carries."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from ..enums import Answer, PanelState
from ..models import Assignment, Expert, Membership, Panel
from .sight import experts_visible_to, last_reminder, panels_visible_to

#: What an expert still has to hand in: the panel is open, nothing came, and no conflict shuts the file.
WAITING = Q(handed_in_at=None, panel__state=PanelState.OPEN) & ~Q(declaration__answer=Answer.DECLARED)


def late_on(day: datetime.date) -> Q:
    """Return the condition on assignments whose scores were due before a day and are not in."""
    return WAITING & Q(panel__due_on__lt=day)


def readings_visible_to(user: Any) -> QuerySet[Assignment]:
    """Return the files given to readers in the panels that a user sees, with `reminded_on`, a day or None."""
    rows = Assignment.objects.filter(panel__in=panels_visible_to(user)).select_related(
        "panel__committee", "dossier", "expert__user", "declaration"
    )
    return rows.annotate(reminded_on=last_reminder())


@dataclass(frozen=True, slots=True)
class Load:
    """What an expert carries of a selection: files given, handed in, still waited for, late, and shut."""

    name: str
    given: int
    done: int
    waiting: int
    late: int
    shut: int


def loads_of(rows: QuerySet[Assignment], today: datetime.date) -> list[Load]:
    """Count a selection by expert, who is latest and has most to do first; one query."""
    counted = (
        Assignment.objects.filter(pk__in=rows.order_by().values("pk"))
        .order_by()
        .values("expert", "expert__user__display_name")
        .annotate(
            given=Count("pk"),
            done=Count("pk", filter=Q(handed_in_at__isnull=False)),
            waiting=Count("pk", filter=WAITING),
            late=Count("pk", filter=late_on(today)),
            shut=Count("pk", filter=Q(declaration__answer=Answer.DECLARED)),
        )
    )
    loads = [
        Load(
            each["expert__user__display_name"],
            *(each[name] for name in ("given", "done", "waiting", "late", "shut")),
        )
        for each in counted
    ]
    return sorted(loads, key=lambda load: (-load.late, -load.waiting, load.name))


def waited_for(panel: Panel) -> QuerySet[Assignment]:
    """Return the files of a panel whose scores are not in, by expert."""
    rows = panel.assignments.filter(WAITING).select_related("expert__user", "dossier", "panel")
    return rows.order_by("expert", "pk")


def fields_visible_to(user: Any) -> QuerySet[Any]:
    """Return the register of specialities: a row for each speciality of each expert on file."""
    through = Expert.specialities.through
    return through.objects.filter(expert__in=experts_visible_to(user)).select_related(
        "expert__user", "expert__employer", "speciality"
    )


def seats_of(experts: set[int]) -> dict[int, list[Membership]]:
    """Return the seats that experts hold or held, by the key of the expert, the newest first; one query."""
    found: dict[int, list[Membership]] = {key: [] for key in experts}
    rows = Membership.objects.filter(expert__in=experts).select_related("committee")
    for seat in rows.order_by("-valid_from", "-pk"):
        found[seat.expert_id].append(seat)
    return found
