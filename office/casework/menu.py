"""The room's entries in the menus."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from office.desk.navigation import Entry, register
from office.people.permissions import is_partner, is_staff_member


def _staff_with(permission: str) -> Any:
    return lambda user: is_staff_member(user) and user.has_perm(permission)


def _partner_with_cases(user: Any) -> bool:
    return bool(is_partner(user)) and user.has_perm("casework.view_case")


def _partner_keeps(user: Any) -> bool:
    return bool(is_partner(user)) and user.has_perm("casework.keep_evidence")


def fill() -> None:
    """Register the entries; each is shown to those who may open its page."""
    register(Entry(_("Worklist"), "casework:worklist", 10, _staff_with("casework.view_case")))
    register(Entry(_("All cases"), "casework:cases", 12, _staff_with("casework.view_case")))
    register(Entry(_("Papers"), "casework:evidence", 13, _staff_with("casework.view_evidence")))
    register(Entry(_("Our papers"), "casework:evidence", 45, _partner_keeps, "partner"))
    register(Entry(_("Publish a notice"), "casework:publish", 14, _staff_with("casework.publish_notice")))
    register(Entry(_("Notices"), "casework:notice_desk", 15, _staff_with("casework.publish_notice")))
    register(Entry(_("Objections"), "casework:objections", 16, _staff_with("casework.rule_objection")))
    register(Entry(_("My cases"), "casework:cases", 40, _partner_with_cases, "partner"))
    register(Entry(_("Public notices"), "casework:notices", 30, area="public"))
    register(Entry(_("Follow a case"), "casework:progress", 40, area="public"))
    register(Entry(_("Track an objection"), "casework:track", 45, area="public"))
