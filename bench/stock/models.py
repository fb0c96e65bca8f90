"""The stock site's pages: a list and a story, with the same kinds of blocks as ours."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from wagtail.fields import StreamField
from wagtail.models import Page

from .blocks import StockBody


class StockIndex(Page):
    """The list of stories."""


class StockStory(Page):
    """A story with a portrait, twenty blocks, and its neighbours below."""

    person = models.CharField(max_length=64)
    lead = models.CharField(max_length=160)
    portrait = models.ForeignKey("wagtailimages.Image", on_delete=models.PROTECT, related_name="+")
    body = StreamField(StockBody())

    template = "stock/story.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the newest of its neighbours, as Wagtail's tutorial does."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["neighbours"] = (
            StockStory.objects.sibling_of(self, inclusive=False)
            .live()
            .select_related("portrait")
            .prefetch_related("portrait__renditions")
            .order_by("-first_published_at")[:3]
        )
        return context
