"""Plain registers of the site in Wagtail's admin: streets, and rest points for outdoor workers."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from .enums import Service
from .models import RestPoint, Street


class StreetViewSet(ModelViewSet):
    """Streets and towns of the district."""

    model = Street
    icon = "list-ul"
    menu_label = _("Streets and towns")
    list_display = ["code", "name"]
    search_fields = ["code", "name"]
    form_fields = ["code", "name"]
    inspect_view_enabled = True


class RestPointViewSet(ModelViewSet):
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


class PlacesGroup(ViewSetGroup):
    """Places in the admin's menu."""

    # "Places" alone are seats.
    menu_label = pgettext_lazy("admin menu", "Places")
    menu_icon = "site"
    menu_order = 250
    items = (RestPointViewSet("rest_points"), StreetViewSet("streets"))
