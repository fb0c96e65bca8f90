"""The front door, and plain pages."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from ..blocks import BodyBlock
from ..fields import StreamField
from ..queries import numbers, open_notices
from .announcements import AnnouncementIndexPage, AnnouncementPage
from .base import SitePage
from .campaigns import CampaignPage
from .classes import ClassIndexPage
from .contests import ContestIndexPage, ContestResultPage
from .figures import FiguresPage
from .guides import GuideIndexPage
from .honours import HonourRollPage
from .leads import LedPage
from .openness import open_to_all
from .policies import PolicyIndexPage, PolicyPage
from .stories import StoryIndexPage, StoryPage

#: The lists to which the sections lead, by their names in the template.
COLUMNS: dict[str, type[Page]] = {
    "announcement_index": AnnouncementIndexPage,
    "campaign": CampaignPage,
    # Where one joins a class; a site without this list leads to the courier's own.
    "classes": ClassIndexPage,
    "contest_index": ContestIndexPage,
    "figures": FiguresPage,
    "guide_index": GuideIndexPage,
    "honour_roll": HonourRollPage,
    "policy_index": PolicyIndexPage,
    "story_index": StoryIndexPage,
}


class HomePage(LedPage):
    """The front door: four tasks, what stands on notice now, what is new in each column."""

    parent_page_types = ["wagtailcore.Page"]
    max_count = 1
    freshness = "home"

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what is new in the office and on the site."""
        today = timezone.localdate()
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["notices"] = [(notice, notice.days_left(today)) for notice in open_notices(today)[:4]]
        context["announcements"] = AnnouncementPage.objects.descendant_of(self).newest()[:5]
        context["policies"] = PolicyPage.objects.descendant_of(self).newest()[:5]
        context["stories"] = StoryPage.objects.descendant_of(self).told(today).newest()[:2]
        context["contest"] = ContestResultPage.objects.descendant_of(self).newest().first()
        context |= {"today": today, "numbers": numbers(today)}
        return {**context, **self._columns()}

    def _columns(self) -> dict[str, Page | None]:
        """Return the pages to which the sections lead, in one query for all; None for a missing one."""
        kinds = ContentType.objects.get_for_models(*COLUMNS.values())
        by_kind = {page.content_type_id: page for page in open_to_all(self.get_children())}
        return {name: by_kind.get(kinds[kind].pk) for name, kind in COLUMNS.items()}


class ContentPage(SitePage):
    """A page of text: about, privacy, accessibility statement."""

    body = StreamField(BodyBlock(), verbose_name=_("text"))

    content_panels = [*SitePage.content_panels, FieldPanel("body")]
    search_fields = [*SitePage.search_fields, index.SearchField("body")]
    parent_page_types = ["cms.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("text page")
