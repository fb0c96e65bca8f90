"""The register of awards in Wagtail's admin; calls and nominees have their own pages on the desk."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSet

from .models import Award


class AwardViewSet(ModelViewSet):
    """Awards with their kind, authority and titles; their rules are policy versions."""

    model = Award
    icon = "pick"
    menu_label = _("Awards")
    menu_order = 330
    add_to_admin_menu = True
    list_display = ["name", "kind", "level", "organiser"]
    list_filter = ["kind", "level"]
    search_fields = ["name", "code"]
    form_fields = [
        "code",
        "name",
        "kind",
        "level",
        "organiser",
        "issuer",
        "approval_document",
        "title",
        "agency_title",
        "takes_people",
        "takes_collectives",
    ]


@hooks.register("register_admin_viewset")  # type: ignore[untyped-decorator]
def register_awards() -> AwardViewSet:
    """Put the awards into the admin's menu."""
    return AwardViewSet("award_list")
