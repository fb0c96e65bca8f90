"""Pages about the site itself: whom to ask, and where everything is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, Site
from wagtail.search import index

from ..blocks import BodyBlock
from ..fields import StreamField
from ..menu import addresses
from ..service_blocks import PlacesBlock
from .base import SitePage
from .columns import ColumnPage

MOST = 20


class ContactPage(SitePage):
    """Where to call, write and come."""

    lead = models.CharField(_("lead"), max_length=200, blank=True)
    places = StreamField(PlacesBlock(), verbose_name=_("desks"), blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("lead"),
        FieldPanel("places"),
        FieldPanel("body"),
    ]
    search_fields = [*SitePage.search_fields, index.SearchField("places"), index.SearchField("body")]
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
        below = root.get_children().live().exclude(pk=self.pk)
        context["columns"] = [(page, _newest(page)) for page in below]
        context["addresses"] = addresses()
        return context


def _newest(page: Page) -> Sequence[Page]:
    """Return the newest pages of a column; of any other page nothing, and it is not read whole for that."""
    kind = page.specific_class
    return page.specific.rows()[:MOST] if kind is not None and issubclass(kind, ColumnPage) else ()
