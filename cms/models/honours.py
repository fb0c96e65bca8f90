"""The roll of honour (光荣榜): who was honoured, by year and title."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from recognition.honours.models import Honour
from recognition.honours.queries import honour_roll

from .lists import ListPage
from .stories import StoryPage


class HonourRollPage(ListPage):
    """Honours that were decided and stand, as the documents name their holders; fed by the record alone."""

    filter_name = "HonourRollFilter"
    per_page = 50

    parent_page_types = ["cms.HomePage"]
    subpage_types: list[str] = []
    max_count = 1

    class Meta:
        verbose_name = _("roll of honour")

    def rows(self, on: datetime.date) -> QuerySet[Any]:
        """Return the roll of a day, newest first."""
        return honour_roll(on)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the stories of those on this page, each once, in the order of the table."""
        context = super().get_context(request, *args, **kwargs)
        honours = list(context["page_obj"].object_list)
        told = stories_of(honours, timezone.localdate())
        context["honours"] = [(each, told.get(each.courier_id)) for each in honours]
        context["stories"] = list(dict.fromkeys(story for _each, story in context["honours"] if story))
        return context


def stories_of(honours: Iterable[Honour], on: datetime.date) -> dict[int | None, StoryPage]:
    """Return the newest story of each holder that may be shown on a day, by courier, in two queries.

    A story told under another name than the record's is not among them: it would say whose it is.
    """
    named = {each.courier_id: each.courier.name for each in honours if each.courier is not None}
    told = StoryPage.objects.told(on).newest().filter(consent__courier__in=named).select_related("consent")
    stories: dict[int | None, StoryPage] = {}
    for story in told:
        courier = story.consent.courier_id
        if story.person == named[courier]:
            stories.setdefault(courier, story)
    return stories
