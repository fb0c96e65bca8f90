"""The register of menu entries: upper rooms fill it in `apps.ready()`, this room only prints it.

register(Entry(_("Classes"), "courses:class_list", order=20, visible=is_staff_member, area="staff"))

A menu of many entries is gathered under a few headings by the room that knows them all:

gather(Heading(_("Services"), ("/guides/", "casework:progress", "certificates:verify"), order=20))
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
class Heading:
    """A word of the public menu and the entries under it, named by their `url_name` in their order.

    A heading leads to its first entry; entries that no heading names stand beside the headings.
    """

    label: str | Promise
    entries: tuple[str, ...]
    order: int = 100


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as printed on one page: `current` is "page" (here), "true" (inside) or empty."""

    label: str | Promise
    url: str
    icon: str
    current: str


@dataclass(frozen=True, slots=True)
class Section:
    """A word of the public menu as printed on one page, and the links under it, none under a single entry."""

    top: Link
    below: tuple[Link, ...] = ()


_register: dict[tuple[Area, str], Entry] = {}
_headings: dict[str, Heading] = {}


def register(entry: Entry) -> None:
    """Take an entry into the menu; the same address in the same area twice is an error (ValueError)."""
    if entry.area not in AREAS:
        raise ValueError(f"The area {entry.area!r} is not one of {', '.join(AREAS)}.")
    key = (entry.area, entry.url_name)
    if _register.get(key, entry) != entry:
        raise ValueError(f"The menu already has another entry for {entry.url_name!r} in {entry.area!r}.")
    _register[key] = entry


def gather(heading: Heading) -> None:
    """Take a heading into the public menu; an entry under two headings is an error (ValueError)."""
    taken = {name for other in _headings.values() if other != heading for name in other.entries}
    if twice := taken.intersection(heading.entries):
        raise ValueError(f"Under another heading already: {', '.join(sorted(twice))}.")
    _headings[heading.entries[0]] = heading


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


def _seen(area: Area, *, user: Any, path: str) -> list[tuple[Entry, Link]]:
    seen = [(entry, url) for entry in entries(area) if entry.visible(user) and (url := _address(entry))]
    # The start page lies above everything and is current only on itself.
    folders = [url for _, url in seen if url != "/" and url.endswith("/")]
    above = [url for url in folders if path.startswith(url)] + [url for _, url in seen if url == path]
    nearest = max(above, key=len, default=None)
    marks = {nearest: "page" if nearest == path else "true"}
    return [(entry, Link(entry.label, url, entry.icon, marks.get(url, ""))) for entry, url in seen]


def links(area: Area, *, user: Any, path: str) -> list[Link]:
    """Return what a user sees of an area; the entry whose address lies nearest above `path` is current."""
    return [link for _entry, link in _seen(area, user=user, path=path)]


def sections(*, user: Any, path: str) -> list[Section]:
    """Return the public menu as a user sees it, gathered under its headings.

    A heading is current ("true") while one of its entries is.
    """
    seen = {entry.url_name: (entry.order, link) for entry, link in _seen("public", user=user, path=path)}
    ordered: list[tuple[int, Section]] = []
    for heading in _headings.values():
        below = tuple(seen.pop(name)[1] for name in heading.entries if name in seen)
        if below:
            current = "true" if any(link.current for link in below) else ""
            top = Link(heading.label, below[0].url, below[0].icon, current)
            ordered.append((heading.order, Section(top, below)))
    ordered += [(order, Section(link)) for order, link in seen.values()]
    return [section for _order, section in sorted(ordered, key=lambda each: each[0])]


def check_entries(**kwargs: Any) -> list[CheckMessage]:
    """Report entries that lead nowhere (desk.W001) and headings over an unknown entry (desk.W002).

    Pages leave both out.
    """
    faults: list[CheckMessage] = []
    for entry in _register.values():
        try:
            entry.url()
        except NoReverseMatch:
            faults.append(Warning(f"No view is named {entry.url_name!r}.", obj=entry.label, id="desk.W001"))
    for heading in _headings.values():
        for name in heading.entries:
            if ("public", name) not in _register:
                faults.append(
                    Warning(f"No entry of the menu is {name!r}.", obj=heading.label, id="desk.W002")
                )
    return faults
