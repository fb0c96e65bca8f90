"""Campaigns for couriers (暖蜂行动), with the rest points as a list and a map."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.search import index

from ..blocks import BodyBlock
from ..fields import StreamField
from ..maps.points import map_of
from .lists import ListPage
from .places import RestPoint


class CampaignPage(ListPage):
    """A campaign: what it is, since when, and where its rest points are today."""

    filter_name = "RestPointFilter"
    #: All on one page: the numbers of the map are those of the list.
    per_page = 200

    begins_on = models.DateField(_("begins on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    content_panels = [
        *ListPage.content_panels,
        FieldRowPanel([FieldPanel("begins_on"), FieldPanel("ends_on")]),
        FieldPanel("body"),
    ]
    search_fields = [*ListPage.search_fields, index.SearchField("lead"), index.SearchField("body")]
    parent_page_types = ["cms.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("campaign")

    def publication_faults(self, on: datetime.date) -> dict[str, ValidationError]:
        """Ask for days in their order."""
        faults = super().publication_faults(on)
        if self.begins_on and self.ends_on and self.ends_on < self.begins_on:
            faults["ends_on"] = ValidationError(
                gettext("The campaign ends before it begins."), code="ends_early"
            )
        return faults

    def rows(self, on: datetime.date) -> QuerySet[Any]:
        """Return the rest points in service."""
        return RestPoint.objects.in_service(on)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the map of the points that the list shows."""
        context = super().get_context(request, *args, **kwargs)
        context["map"] = map_of(context["page_obj"].object_list)
        return context
