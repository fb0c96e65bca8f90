"""What a person's page shows of competitions: results with their version, honours given, promotions."""

from __future__ import annotations

from typing import Any

from office.people.models import Courier, User

from . import queries


def results_panel(courier: Courier, user: User) -> tuple[str, dict[str, Any]] | None:
    """Return the published results of a person; None for somebody who entered no competition."""
    results = queries.results_of(courier)
    if not results:
        return None
    context = {
        "results": results,
        "honours": queries.honours_of(courier),
        "promotions": queries.promotions_of(courier),
    }
    return "competitions/_person.html", context
