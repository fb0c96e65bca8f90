"""Pages about the site itself: whom to ask, and where everything is."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, Site
from wagtail.query import PageQuerySet
from wagtail.search import index

from ..blocks import BodyBlock
from ..fields import StreamField
from ..menu import addresses
from ..service_blocks import PlacesBlock
from .base import SitePage
from .columns import ColumnPage
from .leads import LedPage
from .shown import shown_pages

#: How many pages of a column the site map names.
MOST = 20


class ContactPage(LedPage):
    """Where to call, write and come."""

    places = StreamField(PlacesBlock(), verbose_name=_("desks"), blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    content_panels = [
        *LedPage.content_panels,
        FieldPanel("places"),
        FieldPanel("body"),
    ]
    search_fields = [*LedPage.search_fields, index.SearchField("places"), index.SearchField("body")]
    parent_page_types = ["cms.HomePage"]
    subpage_types: list[str] = []
    max_count = 1

    class Meta:
        verbose_name = _("contact page")


class SiteMapPage(SitePage):
    """All columns with their newest pages, and the services of the system: made from both, never typed."""

    parent_page_types = ["cms.HomePage"]
    subpage_types: list[str] = []
    max_count = 1

    class Meta:
        verbose_name = _("site map")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the columns with what stands in each, and the system's public addresses."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        site = Site.find_for_request(request)
        root: Page = site.root_page if site else self.get_parent()
        shown = shown_pages(timezone.localdate())
        columns = shown.child_of(root).exclude(pk=self.pk)
        context["columns"] = [(column, newest_in(column, shown)[:MOST]) for column in columns]
        context["addresses"] = addresses()
        return context


def newest_in(column: Page, shown: PageQuerySet) -> PageQuerySet:
    """Return the pages of a column in the order of its list; newest first where that is made otherwise."""
    kind = column.specific_class
    if kind is not None and issubclass(kind, ColumnPage):
        return column.specific.rows()
    if not column.numchild:
        return shown.none()
    return shown.child_of(column).order_by("-first_published_at", "-pk")
