"""Which stories may be told, and what a card shows of each."""

from __future__ import annotations

import datetime

from django.db.models import Q
from wagtail.query import PageQuerySet

from office.people.enums import ConsentPurpose

from .openness import open_to_all

#: What a card shows of a story; of consent and portrait whole rows.
CARD = (
    "consent",
    "first_published_at",
    "honour",
    "lead",
    "person",
    "portrait",
    "station__employer__name",
    "station__employer__short_name",
    "station__name",
    "title",
    "url_path",
)


class StoryQuerySet(PageQuerySet):
    """Stories, and which of them may be shown."""

    def told(self, on: datetime.date) -> StoryQuerySet:
        """Return the stories open to all whose consent holds on a day."""
        return open_to_all(self.consented(on))  # type: ignore[no-any-return]

    def consented(self, on: datetime.date) -> StoryQuerySet:
        """Return the live stories whose consent holds on a day."""
        return self.live().filter(  # type: ignore[no-any-return]
            Q(consent__expires_on=None) | Q(consent__expires_on__gte=on),
            consent__purpose=ConsentPurpose.STORY,
            consent__withdrawn_at=None,
            consent__given_on__lte=on,
        )

    def newest(self) -> StoryQuerySet:
        """Return them newest first, with what a card shows of each (portrait in its sizes, station)."""
        return (  # type: ignore[no-any-return]
            self.select_related("portrait", "station__employer")
            .prefetch_related("portrait__renditions")
            .only(*CARD)
            .order_by("-first_published_at", "-pk")
        )
