"""What the frame of every page shows; `frame` in all templates (context processor)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import cached_property

from .imprint import Imprint, imprint
from .navigation import Area, Link, Section, links, sections

ELDER_COOKIE = "elder"


def is_elder(request: HttpRequest) -> bool:
    """Tell whether the reader chose large type."""
    return request.COOKIES.get(ELDER_COOKIE) == "1"


class Frame:
    """Office name, large type, menus and footer of one request, each worked out when printed."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @property
    def office_name(self) -> str:
        """The name in the header and in the page's title."""
        return str(settings.OFFICE_NAME)

    @property
    def elder(self) -> bool:
        """Whether the reader chose large type."""
        return is_elder(self.request)

    @property
    def here(self) -> str:
        """Where the switch of type leads back to."""
        return self.request.get_full_path()

    @property
    def in_other_language(self) -> str:
        """Where the switch of language leads: to the page's translation if it has one, else back here.

        A room above names it on the request as `other_language_path`.
        """
        return getattr(self.request, "other_language_path", None) or self.here

    def _links(self, area: Area) -> list[Link]:
        return links(area, user=getattr(self.request, "user", None), path=self.request.path)

    @cached_property
    def public(self) -> list[Section]:
        """The main menu of the public site: few words, and what stands under each."""
        return sections(user=getattr(self.request, "user", None), path=self.request.path)

    @property
    def section(self) -> Section | None:
        """The part of the public site in which the reader is, if it has more than one page."""
        return next((each for each in self.public if each.top.current and len(each.below) > 1), None)

    @cached_property
    def courier(self) -> list[Link]:
        """The bar of a courier's screens."""
        return self._links("courier")

    @cached_property
    def partner(self) -> list[Link]:
        """The menu of providers and employers; what the staff menu has already is not said twice."""
        said = {link.url for link in self.staff}
        return [link for link in self._links("partner") if link.url not in said]

    @cached_property
    def staff(self) -> list[Link]:
        """The menu of the departments."""
        return self._links("staff")

    @cached_property
    def imprint(self) -> Imprint:
        """The footer's facts."""
        return imprint(self.request)


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: put the frame into every template."""
    return {"frame": Frame(request)}
