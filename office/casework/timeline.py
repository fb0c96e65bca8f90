"""What has happened to a case, read from the record."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from office.audit.actions import label_of
from office.audit.models import Entry
from office.audit.queries import about
from office.people.enums import Role

from .enums import Tone
from .models import Case
from .procedures import Procedure, procedure_of

OPENED, ADVANCED = "casework.case.opened", "casework.case.advanced"


@dataclass(frozen=True)
class Event:
    """One line of a timeline. `reason`, `actor` and `roles` are empty on the public one."""

    at: datetime.datetime
    label: str
    state: str
    tone: Tone
    reason: str = ""
    actor: str = ""
    roles: tuple[str, ...] = ()


def timeline(case: Case, *, public: bool, office_words: bool = False) -> list[Event]:
    """Return a case's events, oldest first.

    The public one (case number and telephone are a weak key) names steps and days only. The other also gives
    the reasons, which the applicant reads word for word, who acted in which role, and what else the kind
    recorded; names are for staff, and so are the office's own words for the states (`office_words`).
    """
    procedure = procedure_of(case)
    entries = about(case)
    # Who downloaded what stays in the record; it is no step of the case.
    entries = entries.exclude(action__endswith=".exported")
    if public:
        entries = entries.filter(action__in=(OPENED, ADVANCED))
    return [_event(entry, procedure, public, office_words) for entry in entries]


def _event(entry: Entry, procedure: Procedure, public: bool, office_words: bool) -> Event:
    label, state, tone = label_of(entry.action), "", Tone.NEUTRAL
    if entry.action in (OPENED, ADVANCED):
        reached = procedure.state(entry.data["to"])
        state, tone = str(reached.label if office_words else reached.public_label), reached.tone
    if entry.action == ADVANCED:
        label = str(procedure.transition(entry.data["transition"]).public_label)
    if public:
        return Event(entry.at, label, state, tone)
    return Event(
        entry.at, label, state, tone, _reason(entry.data), entry.actor_label, _roles(entry.data, procedure)
    )


def _reason(data: dict[str, Any]) -> str:
    return str(data.get("reason", ""))


def _roles(data: dict[str, Any], procedure: Procedure) -> tuple[str, ...]:
    """Return the roles in which somebody acted, by the names that the procedure gives them."""
    return tuple(procedure.called(Role(code)) for code in data.get("roles", ()) if code in Role.values)
