"""What a poster says, taken from its page: the same facts give the same picture."""

from __future__ import annotations

import datetime
import hashlib
import json
from dataclasses import asdict, dataclass
from functools import singledispatch
from typing import Any

from django.conf import settings
from wagtail.models import Page

from cms.addresses import short_link
from recognition.competitions.enums import ResultState

from ...models import ContestResultPage, StoryPage

#: Raised by whoever changes how posters are drawn, so that those kept are drawn anew.
DESIGN = 1
#: Whom a result poster names: these ranks, and no more than so many rows (several may share a rank).
RANKS = 3
MOST_PLACES = 6


@dataclass(frozen=True)
class Place:
    """One row of a result: rank, who, of which unit, what it earned."""

    rank: int
    name: str
    unit: str
    award: str


@dataclass(frozen=True)
class Portrait:
    """The picture of a story: file, SHA-1, and the middle of the face as shares of the sides."""

    file: str
    sha1: str
    face: tuple[float, float]


@dataclass(frozen=True)
class Poster:
    """All that is drawn. `more` is how many rows of the first ranks have found no room."""

    title: str
    address: str
    office: str
    person: str = ""
    unit: str = ""
    quotation: str = ""
    honour: str = ""
    portrait: Portrait | None = None
    places: tuple[Place, ...] = ()
    more: int = 0
    occasion: str = ""

    @property
    def digest(self) -> str:
        """The SHA-256 (hex) of facts and design."""
        facts = json.dumps([DESIGN, asdict(self)], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(facts.encode()).hexdigest()


@singledispatch
def has_poster(page: Page, on: datetime.date) -> bool:
    """Tell whether a page has a poster that may be shown on a day: most kinds have none."""
    return False


@has_poster.register
def _has_story(page: StoryPage, on: datetime.date) -> bool:
    """A story has one while it is live and the courier's consent holds."""
    return bool(page.live) and page.may_be_shown(on)


@has_poster.register
def _has_result(page: ContestResultPage, on: datetime.date) -> bool:
    """A result has one once it is final: a picture that was passed on cannot be called back."""
    return bool(page.live) and page.result is not None and page.result.state != ResultState.PROVISIONAL


def poster_of(page: Page, on: datetime.date) -> Poster | None:
    """Return the poster of a page as it may be shown on a day, or None."""
    return _of(page) if has_poster(page, on) else None


@singledispatch
def _of(page: Page) -> Poster:
    raise LookupError(f"{type(page).__name__} has no poster.")


@_of.register
def _of_story(page: StoryPage) -> Poster:
    return Poster(
        title=page.title,
        address=short_link(page),
        office=settings.OFFICE_NAME,
        person=page.person,
        unit=str(page.station or ""),
        quotation=page.quotation or page.lead,
        honour=page.honour,
        portrait=_portrait(page.portrait),
    )


@_of.register
def _of_result(page: ContestResultPage) -> Poster:
    first = [row for row in page.board.rows if row["rank"] and row["rank"] <= RANKS]
    competition = page.event.competition
    return Poster(
        title=page.title,
        address=short_link(page),
        office=settings.OFFICE_NAME,
        occasion=f"{competition} · {competition.held_on:%Y.%m.%d}",
        places=tuple(_place(row) for row in first[:MOST_PLACES]),
        more=len(first[MOST_PLACES:]),
    )


def _place(row: dict[str, Any]) -> Place:
    return Place(row["rank"], row["name"], row["unit"], row["award"])


def _portrait(image: Any) -> Portrait | None:
    if image is None:
        return None
    face = image.get_focal_point()
    middle = (face.centroid_x / image.width, face.centroid_y / image.height) if face else (0.5, 0.35)
    # Wagtail knows the SHA-1 of what was uploaded; it is not worked out here: showing a page writes nothing.
    return Portrait(image.file.name, image.file_hash, middle)
