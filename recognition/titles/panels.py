"""What the courier page shows of titles."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from office.people.models import Courier

from . import queries


def titles_panel(courier: Courier, user: Any) -> tuple[str, dict[str, Any]] | None:
    """Return a person's titles, and the bar in force, for those who see titles; None for all others."""
    if not user.has_perm("titles.view_titles"):
        return None
    bar = queries.bar_on(courier, timezone.localdate()) if user.has_perm("titles.view_bars") else None
    return (
        "titles/_titles.html",
        {
            "courier": courier,
            "titles": queries.titles_visible_to(user).filter(courier=courier),
            "bar": bar,
            "may_record": user.has_perm("titles.record_title"),
        },
    )
