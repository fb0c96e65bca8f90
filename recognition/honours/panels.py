"""What a person's page shows of honours."""

from __future__ import annotations

from typing import Any

from office.people.models import Courier

from . import queries


def honours_panel(courier: Courier, user: Any) -> tuple[str, dict[str, Any]] | None:
    """Return a person's honours with the way to enter one; None for people who have no part in it."""
    if not user.has_perm("honours.view_honour"):
        return None
    honours = list(queries.honours_visible_to(user).filter(courier=courier))
    may_record = user.has_perm("honours.record_honour")
    if not honours and not may_record:
        return None
    return (
        "honours/_honours.html",
        {"courier": courier, "honours": honours, "may_record": may_record},
    )
