"""The register of menu entries: upper rooms fill it in `apps.ready()`, this room only prints it.

register(Entry(_("Classes"), "courses:class_list", order=20, visible=is_staff_member, area="staff"))
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from django.core.checks import CheckMessage, Warning
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

# public: the site's main menu; courier: the bar under the thumb (four fit);
# partner and staff: beside the work.
Area = Literal["public", "courier", "partner", "staff"]
AREAS: tuple[Area, ...] = get_args(Area)


def everybody(user: Any) -> bool:
    """Show an entry to all, signed in or not."""
    return True


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a menu.

    `url_name` is a view's name or a path that begins with `/` (a published page). `icon` is a name in
    static/img/icons.svg and is shown in the courier's bar only.
    """

    label: str | Promise
    url_name: str
    order: int = 100
    visible: Callable[[Any], bool] = everybody
    area: Area = "staff"
    icon: str = field(default="case", compare=False)

    def url(self) -> str:
        """Return the address; raise NoReverseMatch when no view bears the name."""
        return self.url_name if self.url_name.startswith("/") else reverse(self.url_name)


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as printed on one page: `current` is "page" (here), "true" (inside) or empty."""

    label: str | Promise
    url: str
    icon: str
    current: str


_register: dict[tuple[Area, str], Entry] = {}


def register(entry: Entry) -> None:
    """Take an entry into the menu; the same address in the same area twice is an error (ValueError)."""
    if entry.area not in AREAS:
        raise ValueError(f"The area {entry.area!r} is not one of {', '.join(AREAS)}.")
    key = (entry.area, entry.url_name)
    if _register.get(key, entry) != entry:
        raise ValueError(f"The menu already has another entry for {entry.url_name!r} in {entry.area!r}.")
    _register[key] = entry


def entries(area: Area) -> list[Entry]:
    """Return an area's entries in their order."""
    found = [entry for entry in _register.values() if entry.area == area]
    return sorted(found, key=lambda entry: entry.order)


def _address(entry: Entry) -> str:
    """Return an entry's address, empty when it leads nowhere: a page does not fail for a line of its menu."""
    try:
        return entry.url()
    except NoReverseMatch:
        return ""


def links(area: Area, *, user: Any, path: str) -> list[Link]:
    """Return what a user sees of an area; the entry whose address lies nearest above `path` is current."""
    seen = [(entry, url) for entry in entries(area) if entry.visible(user) and (url := _address(entry))]
    # The start page lies above everything and is current only on itself.
    folders = [url for _, url in seen if url != "/" and url.endswith("/")]
    above = [url for url in folders if path.startswith(url)] + [url for _, url in seen if url == path]
    nearest = max(above, key=len, default=None)
    return [
        Link(entry.label, url, entry.icon, "" if url != nearest else "page" if url == path else "true")
        for entry, url in seen
    ]


def check_entries(**kwargs: Any) -> list[CheckMessage]:
    """Report entries that lead nowhere (system check desk.W001); pages leave them out."""
    faults: list[CheckMessage] = []
    for entry in _register.values():
        try:
            entry.url()
        except NoReverseMatch:
            faults.append(Warning(f"No view is named {entry.url_name!r}.", obj=entry.label, id="desk.W001"))
    return faults
