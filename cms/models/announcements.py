"""Announcements of the departments."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from office.people.models import Organisation

from ..blocks import BodyBlock
from ..fields import StreamField
from ..search.kinds import Kind
from ..service_blocks import AttachmentsBlock
from .columns import ColumnPage, Facet
from .leads import LedPage
from .openness import open_to_all


class AnnouncementQuerySet(PageQuerySet):
    """Announcements."""

    def newest(self) -> AnnouncementQuerySet:
        """Return the live ones, newest first, with their departments."""
        return (  # type: ignore[no-any-return]
            open_to_all(self).select_related("department").order_by("-announced_on", "-pk")
        )


class AnnouncementIndexPage(ColumnPage):
    """All announcements, the newest first, by year and department."""

    facets = (
        Facet("year", _("Year"), "announced_on__year"),
        Facet("department", pgettext_lazy("announcement", "Department"), "department__name"),
    )

    search_kind = Kind.ANNOUNCEMENT
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.AnnouncementPage"]
    max_count = 1
    freshness = "news"

    class Meta:
        verbose_name = _("list of announcements")

    def rows(self) -> PageQuerySet:
        """Return the live announcements."""
        return AnnouncementPage.objects.child_of(self).newest()


class AnnouncementPage(LedPage):
    """What a department makes known."""

    department = models.ForeignKey(
        Organisation,
        verbose_name=_("department"),
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"is_department": True},
    )
    announced_on = models.DateField(_("date"), default=timezone.localdate)
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    attachments = StreamField(AttachmentsBlock(), verbose_name=_("attachments"), blank=True)

    objects = PageManager.from_queryset(AnnouncementQuerySet)()
    content_panels = [
        *LedPage.content_panels,
        FieldPanel("department"),
        FieldPanel("announced_on"),
        FieldPanel("body"),
        FieldPanel("attachments"),
    ]
    search_fields = [*LedPage.search_fields, index.SearchField("lead"), index.SearchField("body")]
    search_kind = Kind.ANNOUNCEMENT
    parent_page_types = ["cms.AnnouncementIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("announcement")

    def publication_faults(self, on: datetime.date) -> dict[str, ValidationError]:
        """Ask for a text."""
        faults = super().publication_faults(on)
        if not self.body:
            faults["body"] = ValidationError(
                gettext("Write the text before you publish the announcement."), code="text_missing"
            )
        return faults
