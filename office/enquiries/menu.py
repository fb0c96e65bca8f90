"""The room's entries in the menus; a fault of a page is told at the foot of that page."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from office.desk.navigation import Entry, register
from office.people.permissions import is_staff_member


def _handles(user: Any) -> bool:
    return bool(is_staff_member(user)) and user.has_perm("enquiries.handle_enquiry")


def fill() -> None:
    """Register the entries; that of the staff is shown to those who may open its page."""
    register(Entry(_("Enquiries"), "enquiries:inbox", 17, _handles))
    register(Entry(_("Questions and answers"), "enquiries:answers", 50, area="public"))
