"""The room's entries in menus, and the public addresses of the whole system."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from office.desk.navigation import Entry, register
from office.people.enums import Role
from office.people.permissions import holds, may_change_mandate

#: What the system offers to everybody beside the pages, as label and name of the view.
SERVICES: tuple[tuple[str | Promise, str], ...] = (
    (_("Check a certificate"), "certificates:verify"),
    (_("Check a certificate without network"), "certificates:offline"),
    (_("Follow a case"), "casework:progress"),
    (_("Public notices"), "casework:notices"),
    (_("Track an objection"), "casework:track"),
    (_("Support a courier"), "awards:support_list"),
    (_("Questions and answers"), "enquiries:answers"),
    (_("Ask the office"), "enquiries:ask"),
    (_("Read my answer"), "enquiries:follow"),
    (_("Search the site"), "search:search"),
    (_("Open data"), "opendata:index"),
    (_("Feeds"), "sharing:feeds"),
    (_("Sign in"), "portal:login"),
)

#: The columns of the main menu. It has room for a handful: the campaign and the open figures are reached from
#: the front page and, like all others, from the site map; what is told about the site from the footer.
COLUMNS: tuple[tuple[str | Promise, str], ...] = (
    (_("Home"), "/"),
    (_("Announcements"), "/announcements/"),
    (_("Service guides"), "/guides/"),
    (_("Policies"), "/policies/"),
    (_("Classes open for enrolment"), "/classes-open/"),
    (_("Model couriers"), "/stories/"),
    (_("Roll of honour"), "/honour-roll/"),
    (_("Skills competitions"), "/competitions/"),
)


def fill() -> None:
    """Enter the columns into the public menu, the way into the publishing house into that of the staff."""
    for order, (label, address) in enumerate(COLUMNS, start=10):
        register(Entry(label, address, order=order, area="public"))
    register(Entry(_("Edit the site"), "wagtailadmin_home", order=80, visible=may_publish, area="staff"))
    register(Entry(_("Who publishes where"), "editing:newsrooms", order=81, visible=may_change_mandate))


def may_publish(user: Any) -> bool:
    """Tell whether a user has work in the publishing house: editor, leader, or technical administrator."""
    return bool(getattr(user, "is_active", False) and user.is_superuser) or holds(
        user, Role.EDITOR, Role.PUBLISHER
    )


def addresses() -> list[tuple[str | Promise, str]]:
    """Return the system's public services as label and address."""
    return [(label, reverse(name)) for label, name in SERVICES]
