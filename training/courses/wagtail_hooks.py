"""The register of occupations in Wagtail's admin; courses themselves are kept on the desk."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSet

from .models import Occupation


class OccupationViewSet(ModelViewSet):
    """Occupations that the district trains for."""

    model = Occupation
    icon = "group"
    menu_label = _("Occupations")
    menu_order = 315
    add_to_admin_menu = True
    list_display = ["code", "name"]
    search_fields = ["code", "name"]
    form_fields = ["code", "name"]


@hooks.register("register_admin_viewset")  # type: ignore[untyped-decorator]
def register_occupations() -> OccupationViewSet:
    """Put the register into the admin's menu."""
    return OccupationViewSet("occupations")
