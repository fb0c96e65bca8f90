"""The room's entries in the menus."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from office.desk.navigation import Entry, register
from office.people.permissions import holds, is_staff_member
from recognition.honours.permissions import employs_holders

from .permissions import ANSWERING


def _answers(user: Any) -> bool:
    return holds(user, *ANSWERING)


def _sees_nominees(user: Any) -> bool:
    return bool(is_staff_member(user)) and user.has_perm("awards.view_nominee")


def _marks(user: Any) -> bool:
    return bool(user.has_perm("awards.mark"))


def fill() -> None:
    """Register the entries; each is shown to those who may open its page."""
    register(Entry(_("Awards"), "awards:call_list", 62, is_staff_member))
    register(Entry(_("Nominees"), "awards:nominee_list", 63, _sees_nominees))
    register(Entry(_("Opinions on nominees"), "awards:opinion_list", 64, _answers))
    register(Entry(_("Nominees to mark"), "awards:reading_list", 65, _marks, "partner"))
    register(Entry(_("Awards"), "awards:call_list", 62, employs_holders, "partner"))
    register(Entry(_("Our nominees"), "awards:nominee_list", 63, employs_holders, "partner"))
    register(Entry(_("Support a courier"), "awards:support_list", 26, area="public"))
