"""The registry's plain tables in Wagtail's admin: organisations and stations."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from .models import Organisation, Station


class OrganisationViewSet(ModelViewSet):
    """Employers, training providers, departments."""

    model = Organisation
    icon = "group"
    menu_label = _("Organisations")
    list_display = [
        "name",
        BooleanColumn("is_employer", label=_("employer")),
        BooleanColumn("is_provider", label=_("training provider")),
        BooleanColumn("is_department", label=_("department")),
    ]
    list_filter = ["is_employer", "is_provider", "is_department"]
    search_fields = ["name", "short_name", "credit_code"]
    form_fields = [
        "name",
        "short_name",
        "credit_code",
        "is_employer",
        "is_provider",
        "is_department",
        "address",
        "postcode",
        "phone",
        "supervision_phone",
        "bank_name",
        "bank_account",
    ]


class StationViewSet(ModelViewSet):
    """Employers' stations."""

    model = Station
    icon = "home"
    menu_label = _("Stations")
    list_display = ["name", "employer", "address"]
    list_filter = ["employer"]
    search_fields = ["name"]
    form_fields = ["employer", "name", "address"]


class RegistryGroup(ViewSetGroup):
    """The registry's menu."""

    menu_label = _("Registry")
    menu_icon = "group"
    menu_order = 300
    items = (OrganisationViewSet("organisations"), StationViewSet("stations"))


@hooks.register("register_admin_viewset")  # type: ignore[untyped-decorator]
def register_registry() -> RegistryGroup:
    """Put the registry into the admin's menu."""
    return RegistryGroup()
