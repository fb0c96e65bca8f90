"""The room's entry in the menu of the staff; the public finds it at the foot of every page."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from office.desk.navigation import Entry, register
from office.people.permissions import is_staff_member


def _handles(user: Any) -> bool:
    return bool(is_staff_member(user)) and user.has_perm("enquiries.handle_enquiry")


def fill() -> None:
    """Register the entry; it is shown to those who may open its page."""
    register(Entry(_("Enquiries"), "enquiries:inbox", 17, _handles))
