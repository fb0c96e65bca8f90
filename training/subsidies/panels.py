"""What the courier page shows of subsidies."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from office.people.models import Courier

from . import queries


def standing_panel(courier: Courier, user: Any) -> tuple[str, dict[str, Any]] | None:
    """Return what a person can get, and the evidence on record, for those who judge; None for all others."""
    if not user.has_perm("subsidies.view_attestations"):
        return None
    return (
        "subsidies/_standing.html",
        {
            "courier": courier,
            "entitlements": queries.entitlements(courier, timezone.localdate()),
            "attestations": queries.attestations_visible_to(user).filter(courier=courier),
            "may_attest": user.has_perm("subsidies.attest"),
        },
    )
