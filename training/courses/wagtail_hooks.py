"""The registers of occupations and pass rules in Wagtail's admin; courses are kept on the desk."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSet

from .models import Occupation, PassRule


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


class PassRuleViewSet(ModelViewSet):
    """What tests ask at a level, from a day on: a new rule is a new row."""

    model = PassRule
    icon = "tick"
    menu_label = _("Pass rules")
    menu_order = 316
    add_to_admin_menu = True
    list_display = ["level", "valid_from", "review_mark", "performance_mark", "source"]
    form_fields = ["level", "valid_from", "review_mark", "performance_mark", "source"]


@hooks.register("register_admin_viewset")  # type: ignore[untyped-decorator]
def register_pass_rules() -> PassRuleViewSet:
    """Put the register into the admin's menu."""
    return PassRuleViewSet("pass_rules")
