"""The room's entries in the menus."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from office.desk.navigation import Entry, register
from office.people.permissions import is_partner, is_staff_member


def _staff_with(permission: str) -> Any:
    return lambda user: is_staff_member(user) and user.has_perm(permission)


def _partner_with(permission: str) -> Any:
    return lambda user: is_partner(user) and user.has_perm(permission)


def fill() -> None:
    """Register the entries; each is shown to those who may open its page."""
    applications, rounds = "titles.list_applications", "titles.view_rounds"
    of_partner, titles = _partner_with(applications), _partner_with("titles.view_titles")
    register(Entry(_("Title applications"), "titles:applications", 61, _staff_with(applications)))
    register(Entry(_("Title rounds"), "titles:rounds", 62, _staff_with(rounds)))
    register(Entry(_("Register of titles"), "titles:titles", 63, _staff_with("titles.view_titles")))
    register(Entry(_("Bars from applying"), "titles:bars", 64, _staff_with("titles.view_bars")))
    register(Entry(_("Title applications"), "titles:applications", 46, of_partner, "partner"))
    register(Entry(_("Titles of our people"), "titles:titles", 47, titles, "partner"))
