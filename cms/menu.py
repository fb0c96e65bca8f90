"""The room's entries in menus and footer."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from office.desk.imprint import Imprint
from office.people.enums import Role
from office.people.permissions import holds


def may_publish(user: Any) -> bool:
    """Tell whether a user has work in the publishing house: editor, leader, or technical administrator."""
    return bool(getattr(user, "is_active", False) and user.is_superuser) or holds(
        user, Role.EDITOR, Role.PUBLISHER
    )


def footer(request: HttpRequest) -> Imprint:
    """Return the footer's facts: the pages about the site. Asks the database nothing, on whatever page."""
    return Imprint(links=((_("About, privacy, accessibility"), "/about/"),))
