"""The room's entries in menus, and the public addresses of the whole system."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from office.people.enums import Role
from office.people.permissions import holds

#: What the system offers to everybody beside the pages, as label and name of the view.
SERVICES: tuple[tuple[str | Promise, str], ...] = (
    (_("Check a certificate"), "certificates:verify"),
    (_("Check a certificate without network"), "certificates:offline"),
    (_("Follow a case"), "casework:progress"),
    (_("Public notices"), "casework:notices"),
    (_("Track an objection"), "casework:track"),
    (_("Support a courier"), "awards:support_list"),
    (_("Search the site"), "search:search"),
    (_("Open data"), "opendata:index"),
    (_("Feeds"), "sharing:feeds"),
    (_("Sign in"), "portal:login"),
)


def may_publish(user: Any) -> bool:
    """Tell whether a user has work in the publishing house: editor, leader, or technical administrator."""
    return bool(getattr(user, "is_active", False) and user.is_superuser) or holds(
        user, Role.EDITOR, Role.PUBLISHER
    )


def addresses() -> list[tuple[str | Promise, str]]:
    """Return the system's public services as label and address."""
    return [(label, reverse(name)) for label, name in SERVICES]
