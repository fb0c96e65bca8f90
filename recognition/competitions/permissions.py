"""Who may see the events' desk, bring in marks and publish results."""

from __future__ import annotations

from typing import Any

import rules

from office.people.enums import Role
from office.people.permissions import holds, is_staff_member

from .models import Event


@rules.predicate
def runs(user: Any, event: Event | None = None) -> bool:
    """A competition officer runs the events of the organiser for whom the officer acts."""
    organiser = event.competition.organiser if event else None
    return holds(user, Role.COMPETITION_OFFICER, organisation=organiser)


rules.add_perm("competitions.view_event", is_staff_member)
rules.add_perm("competitions.import_results", runs)
rules.add_perm("competitions.publish_results", runs)
