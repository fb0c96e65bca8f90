"""Schemes and their rates in Wagtail's admin; the conditions are policy versions under the scheme's code."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from .models import Rate, Scheme


class SchemeViewSet(ModelViewSet):
    """Subsidies that the office may pay."""

    model = Scheme
    icon = "form"
    menu_label = _("Subsidy schemes")
    list_display = ["name", "code", "payee"]
    form_fields = ["code", "name", "course_kinds", "payee"]


class RateViewSet(ModelViewSet):
    """Amounts by occupation and level, each with its document."""

    model = Rate
    icon = "order"
    menu_label = _("Rates")
    list_display = [
        "scheme",
        "occupation_code",
        "level",
        "amount",
        "valid_from",
        "valid_to",
        "source",
        "example",
    ]
    list_filter = ["scheme", "example"]
    form_fields = [
        "scheme",
        "occupation_code",
        "level",
        "amount",
        "valid_from",
        "valid_to",
        "source",
        "clause",
        "example",
    ]


class SubsidyGroup(ViewSetGroup):
    """The registers of subsidies."""

    menu_label = _("Subsidies")
    menu_icon = "form"
    menu_order = 320
    items = (SchemeViewSet("subsidy_schemes"), RateViewSet("subsidy_rates"))


@hooks.register("register_admin_viewset")  # type: ignore[untyped-decorator]
def subsidy_registers() -> SubsidyGroup:
    """Show them in the admin's menu."""
    return SubsidyGroup()
