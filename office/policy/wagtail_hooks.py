"""Policies in Wagtail's admin: sources, versions, holidays."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from .models import CalendarDay, PolicyVersion, Source


class SourceViewSet(ModelViewSet):
    """Published rules."""

    model = Source
    icon = "doc-full"
    menu_label = _("Policy sources")
    list_display = ["title", "number", "issued_on"]
    search_fields = ["title", "number"]
    form_fields = ["title", "number", "issued_on", "url", "note"]


class PolicyVersionViewSet(ModelViewSet):
    """Parameters between two days."""

    model = PolicyVersion
    icon = "history"
    menu_label = _("Policy versions")
    list_display = [
        "scheme",
        "label",
        "valid_from",
        "valid_to",
        "extended_to",
        BooleanColumn("example", label=_("example figures")),
    ]
    list_filter = ["scheme", "example"]
    search_fields = ["scheme", "label"]
    form_fields = [
        "scheme",
        "label",
        "valid_from",
        "valid_to",
        "extended_to",
        "extended_by",
        "source",
        "clause",
        "parameters",
        "example",
    ]


class CalendarDayViewSet(ModelViewSet):
    """Holidays and make-up days."""

    model = CalendarDay
    icon = "calendar"
    menu_label = _("Holidays")
    list_display = ["day", "kind", "name", "source"]
    list_filter = ["kind"]
    search_fields = ["name"]
    form_fields = ["day", "kind", "name", "source"]


class PolicyGroup(ViewSetGroup):
    """Policy's menu."""

    menu_label = _("Policy")
    menu_icon = "doc-full"
    menu_order = 310
    items = (
        PolicyVersionViewSet("policy_versions"),
        SourceViewSet("policy_sources"),
        CalendarDayViewSet("calendar_days"),
    )


@hooks.register("register_admin_viewset")  # type: ignore[untyped-decorator]
def register_policy() -> PolicyGroup:
    """Put policy into the admin's menu."""
    return PolicyGroup()
