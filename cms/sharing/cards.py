"""How an address looks where it is passed on: Open Graph for messengers, schema.org for search engines."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from wagtail.images.models import Image
from wagtail.models import Page

from ..models import StoryPage
from ..pictures.reading import read_cuts
from ..pictures.shapes import SHAPES

#: Messengers show two lines of a description.
LONGEST = 110
PREVIEW = (1200, 630)
LOCALES = {"zh-hans": "zh_CN", "en": "en_US"}
#: No sign ends the element in which the facts stand.
_HARMLESS = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&"}


@dataclass(frozen=True)
class Picture:
    """A picture by its absolute address, with its size and its words."""

    url: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True)
class Card:
    """What is told of one page."""

    title: str
    description: str
    url: str
    kind: str
    picture: Picture
    page: Page

    @property
    def site_name(self) -> str:
        """Whose page it is."""
        return str(settings.OFFICE_NAME)

    @property
    def facts(self) -> SafeString:
        """The schema.org facts of an article, as JSON that may stand in a page."""
        told = {
            "@context": "https://schema.org",
            "@type": "Article",
            "headline": self.title,
            "description": self.description,
            "image": self.picture.url,
            "mainEntityOfPage": self.url,
            "publisher": {"@type": "GovernmentOrganization", "name": self.site_name},
            "datePublished": _moment(self.page.first_published_at),
            "dateModified": _moment(self.page.last_published_at or self.page.first_published_at),
        }
        plain = json.dumps({name: value for name, value in told.items() if value}, ensure_ascii=False)
        return SafeString(plain.translate(_HARMLESS))


def card_of(page: Page, address: str = "") -> Card:
    """Return the card of a page: its first words, and its portrait or first picture, or the site's own.

    `address` (absolute) is where it stands when that is not the page's own address.
    """
    return Card(
        title=page.title,
        description=summary_of(page),
        url=address or str(page.full_url or ""),
        kind="article" if isinstance(page, StoryPage) else "website",
        picture=_picture(page) or _own(),
        page=page,
    )


def summary_of(page: Page) -> str:
    """Return what a page says first, in at most LONGEST characters: its lead, else the text of its body."""
    said = page.search_description or getattr(page, "lead", "")
    if not said and (block := _first(page, "text")):
        said = strip_tags(str(block.value))
    words = " ".join(said.split()) or str(settings.OFFICE_NAME)
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"


def _picture(page: Page) -> Picture | None:
    image, alt = getattr(page, "portrait", None), getattr(page, "portrait_alt", "")
    if image is None and (block := _first(page, "picture")):
        image = block.value["image"]
        alt = image.contextual_alt_text if image else ""
    if not isinstance(image, Image):
        return None
    read_cuts(image)
    (preview,) = SHAPES["preview"].filters
    try:
        cut = image.get_rendition(preview)
    except OSError:
        # Its file is gone: the page is shown without it, and so is its address.
        return None
    return Picture(cut.full_url, cut.width, cut.height, alt or "")


def _first(page: Page, kind: str) -> Any:
    body = getattr(page, "body", None)
    return body.first_block_by_name(kind) if body else None


def _own() -> Picture:
    address = settings.PUBLIC_BASE_URL + reverse("sharing:site_picture")
    return Picture(address, *PREVIEW, alt=str(settings.OFFICE_NAME))


def _moment(at: Any) -> str:
    return at.isoformat(timespec="seconds") if at else ""
