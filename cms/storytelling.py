"""What a story's page works out: the facts box, and how long it takes to read."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recognition.honours.models import Honour
from recognition.honours.queries import honour_roll

if TYPE_CHECKING:
    from .models import StoryPage

#: Characters that a reader of Chinese takes in within a minute.
PACE = 500
#: What takes no time to read.
_UNREAD = re.compile(r"<[^>]*>|\s+")


@dataclass(frozen=True, slots=True)
class Reading:
    """How long a text is, in characters, and how many minutes it takes, one at the least."""

    characters: int

    @property
    def minutes(self) -> int:
        """The minutes, rounded up."""
        return max(1, -(-self.characters // PACE))


def reading_of(printed: str) -> Reading:
    """Count what is to be read of a printed body: its words without markup and blanks."""
    return Reading(len(unescape(_UNREAD.sub("", printed))))


def honours_told(story: StoryPage, on: datetime.date) -> list[Honour]:
    """Return the honours of a story's person that the public roll shows, newest first.

    A story told under another name than the record's names none: they would say who it is.
    """
    if story.consent is None or story.consent.courier.name != story.person:
        return []
    honours = honour_roll(on).filter(courier=story.consent.courier_id)
    return list(honours.select_related(None).only("decided_on", "title"))


def facts_of(story: StoryPage, on: datetime.date) -> list[tuple[str, list[str]]]:
    """Return the facts box of a story as names and values; what is not known is left out."""
    facts = []
    if story.station is not None:
        facts.append((_("Station"), [str(story.station)]))
    if story.courier_since is not None:
        years = on.year - story.courier_since
        told = ngettext("%(years)d year, since %(since)d", "%(years)d years, since %(since)d", years)
        facts.append((_("Years of service"), [told % {"years": years, "since": story.courier_since}]))
    if story.parcels is not None:
        facts.append((_("Parcels delivered"), [f"{story.parcels:,}"]))
    if honours := honours_told(story, on):
        line = _("%(year)d: %(title)s")
        facts.append(
            (_("Honours"), [line % {"year": each.decided_on.year, "title": each.title} for each in honours])
        )
    return facts
