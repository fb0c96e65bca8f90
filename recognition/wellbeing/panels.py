"""What a person's page shows of the union membership, to the union only."""

from __future__ import annotations

from typing import Any

from office.people.models import Courier, User

from .queries import latest_membership


def membership_panel(courier: Courier, user: User) -> tuple[str, dict[str, Any]] | None:
    """Return the membership with the way to an application from paper; None for everybody but the union."""
    if not user.has_perm("wellbeing.keep_members"):
        return None
    return (
        "wellbeing/_member_panel.html",
        {"courier": courier, "membership": latest_membership(courier, user)},
    )
