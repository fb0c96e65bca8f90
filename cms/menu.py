"""The room's entries in menus, and the public addresses of the whole system."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.desk.navigation import Entry, Heading, gather, register
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

#: The columns of the site in the main menu; what is told about the site itself is reached from the footer.
COLUMNS: tuple[tuple[str | Promise, str], ...] = (
    (_("Home"), "/"),
    (_("Announcements"), "/announcements/"),
    (_("Policies"), "/policies/"),
    (_("Open figures"), "/open-figures/"),
    (_("Service guides"), "/guides/"),
    (pgettext_lazy("main menu", "Join a class"), "/classes-open/"),
    (pgettext_lazy("main menu", "Rest points"), "/warm-bee/"),
    (_("Model couriers"), "/stories/"),
    (_("Roll of honour"), "/honour-roll/"),
    (_("Skills competitions"), "/competitions/"),
)

#: The words of the main menu: two characters each, so that they stand in one row on a phone of 320 px. Other
#: rooms enter their own pages; here they are gathered.
HEADINGS = (
    Heading(
        pgettext_lazy("main menu", "News"), ("/announcements/", "/policies/", "/open-figures/"), order=20
    ),
    Heading(
        pgettext_lazy("main menu", "Services"),
        (
            "/guides/",
            "/classes-open/",
            "casework:progress",
            "certificates:verify",
            "/warm-bee/",
            "enquiries:answers",
        ),
        order=30,
    ),
    Heading(pgettext_lazy("main menu", "Notices"), ("casework:notices", "casework:track"), order=40),
    Heading(
        pgettext_lazy("main menu", "Role models"),
        ("/stories/", "/honour-roll/", "awards:support_list"),
        order=50,
    ),
    Heading(pgettext_lazy("main menu", "Contests"), ("/competitions/",), order=60),
)


def fill() -> None:
    """Enter the columns into the public menu, the way into the publishing house into that of the staff."""
    for order, (label, address) in enumerate(COLUMNS, start=10):
        register(Entry(label, address, order=order, area="public"))
    for heading in HEADINGS:
        gather(heading)
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
