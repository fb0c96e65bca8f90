"""Registers of the site in Wagtail's admin: streets, rest points for outdoor workers, the imprint.

Their rows go on the site by the two steps of a page (`cms.models.registers.Register`).
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.permissions import ModelPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from .enums import Service
from .models import RestPoint, SiteImprint, Street


class StreetViewSet(SnippetViewSet):
    """Streets and towns of the district."""

    model = Street
    icon = "list-ul"
    menu_label = _("Streets and towns")
    list_display = ["code", "name"]
    search_fields = ["code", "name"]
    panels = [FieldPanel("code"), FieldPanel("name")]
    inspect_view_enabled = True


class RestPointViewSet(SnippetViewSet):
    """Rest points: what is printed of each, where it is, what it offers, while it serves."""

    model = RestPoint
    icon = "site"
    menu_label = _("Rest points")
    list_display = ["name", "street", "hours", "served_from", "served_to"]
    list_filter = ["street", *(f"has_{service.value}" for service in Service)]
    search_fields = ["name", "address"]
    ordering = ["street", "name"]
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldPanel("street"),
                FieldPanel("address"),
                FieldRowPanel([FieldPanel("hours"), FieldPanel("telephone")]),
                FieldPanel("note"),
            ],
            heading=_("What is printed"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]), FieldPanel("datum")],
            heading=_("Where it is"),
        ),
        MultiFieldPanel([FieldPanel(f"has_{service.value}") for service in Service], heading=_("Services")),
        FieldRowPanel([FieldPanel("served_from"), FieldPanel("served_to")], heading=_("In service")),
    ]


class OneRow(ModelPermissionPolicy):
    """Adding ends with the first row."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """As ever; nobody adds where there is one."""
        if action == "add" and self.model._default_manager.exists():
            return False
        return bool(super().user_has_permission(user, action))


class ImprintViewSet(SnippetViewSet):
    """The imprint: one row, whose panels stand with the model."""

    model = SiteImprint
    icon = "site"
    menu_label = _("Imprint of the site")
    menu_order = 260
    add_to_admin_menu = True
    list_display = ["host"]

    @property
    def permission_policy(self) -> OneRow:
        """Let there be one imprint."""
        return OneRow(self.model)


class PlacesGroup(SnippetViewSetGroup):
    """Places in the admin's menu."""

    menu_label = pgettext_lazy("map", "Places")
    menu_icon = "site"
    menu_order = 250
    items = (RestPointViewSet, StreetViewSet)
