"""Photos for the certificates that ask for one."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from office.people.models import Courier
from office.people.permissions import holds
from office.people.queries import couriers_visible_to

from ..designs.queries import published_layout
from ..models import Portrait
from ..permissions import PORTRAYING


def portrayed(user: Any) -> QuerySet[Courier]:
    """Return whose photo a user may see and keep: the own, and those one issues certificates to."""
    if holds(user, *PORTRAYING):
        return couriers_visible_to(user)
    own = getattr(user, "courier_id", None)
    return Courier.objects.filter(pk=own) if own else Courier.objects.none()


def photo_for(courier: Courier | None, design: str) -> bytes | None:
    """Return a person's photo when a design has a place for it and the person has one; else None."""
    layout = published_layout(design)
    if courier is None or layout is None or layout.photo is None:
        return None
    portrait = Portrait.objects.filter(pk=courier.pk).first()
    return portrait.image if portrait else None


def portrait_panel(courier: Courier, user: Any) -> tuple[str, dict[str, Any]] | None:
    """Return the way to a person's photo for the courier page, for those who keep it."""
    if not user.has_perm("certificates.keep_portrait", courier):
        return None
    return "certificates/_portrait.html", {"courier": courier}
