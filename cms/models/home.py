"""The front door, and plain pages."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from ..blocks import BodyBlock
from ..fields import StreamField
from ..queries import open_notices
from .base import SitePage
from .contests import ContestIndexPage, ContestResultPage
from .routes import ShortWay
from .stories import StoryIndexPage, StoryPage


class HomePage(ShortWay, SitePage):
    """The front door: four tasks, the notices that stand now, three stories, the newest results."""

    lead = models.CharField(_("lead"), max_length=200, blank=True)

    content_panels = [*SitePage.content_panels, FieldPanel("lead")]
    parent_page_types = ["wagtailcore.Page"]
    max_count = 1

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what is new in the office and on the site."""
        today = timezone.localdate()
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["notices"] = [(notice, notice.days_left(today)) for notice in open_notices(today)[:4]]
        context["stories"] = StoryPage.objects.descendant_of(self).told(today).newest()[:3]
        context["contests"] = ContestResultPage.objects.descendant_of(self).newest()[:3]
        context["story_index"] = StoryIndexPage.objects.child_of(self).live().first()
        context["contest_index"] = ContestIndexPage.objects.child_of(self).live().first()
        return context


class ContentPage(SitePage):
    """A page of text: about, privacy, accessibility statement."""

    body = StreamField(BodyBlock(), verbose_name=_("text"))

    content_panels = [*SitePage.content_panels, FieldPanel("body")]
    search_fields = [*SitePage.search_fields, index.SearchField("body")]
    parent_page_types = ["cms.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("text page")
