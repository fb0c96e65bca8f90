"""The room's entries in the menus."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from office.desk.navigation import Entry, register
from office.people.permissions import is_staff_member

from .permissions import employs_holders


def _answers(user: Any) -> bool:
    return bool(user.has_perm("honours.answer_correction"))


def fill() -> None:
    """Register the entries; each is shown to those who may open its page."""
    register(Entry(_("Honours"), "honours:honour_list", 66, is_staff_member))
    register(Entry(_("Corrections of honours"), "honours:correction_list", 67, _answers))
    register(Entry(_("Honours"), "honours:honour_list", 66, employs_holders, "partner"))
