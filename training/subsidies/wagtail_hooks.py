"""Schemes and their rates in Wagtail's admin; the conditions are policy versions under the scheme's code."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from office.desk.templatetags.desk_tags import money

from .forms.schemes import KnownSchemeForm, RateForm, SchemeForm
from .models import Bank, BankProfile, Rate, Scheme


class SchemeViewSet(ModelViewSet):
    """Subsidies that the office may pay."""

    model = Scheme
    icon = "form"
    menu_label = _("Subsidy schemes")
    list_display = ["name", "code", "fund", "payee", BooleanColumn("record_only", label=_("on record only"))]
    list_filter = ["fund", "record_only"]

    def get_form_class(self, for_update: bool = False) -> type[SchemeForm]:
        """Offer kinds of course and claimants to tick; the code names versions and claims, so it stays."""
        return KnownSchemeForm if for_update else SchemeForm


class RateViewSet(ModelViewSet):
    """Amounts by occupation and level, each with its document."""

    model = Rate
    icon = "order"
    menu_label = _("Rates")
    list_display = [
        "scheme",
        "occupation_code",
        "level",
        Column("amount", label=_("Amount (yuan)"), accessor=lambda rate: money(rate.amount)),
        "valid_from",
        "valid_to",
        "source",
        BooleanColumn("example", label=_("example figures")),
    ]
    list_filter = ["scheme", "example"]

    def get_form_class(self, for_update: bool = False) -> type[RateForm]:
        """Take amounts in yuan."""
        return RateForm


class BankViewSet(ModelViewSet):
    """Banks with their union numbers."""

    model = Bank
    icon = "globe"
    menu_label = _("Banks")
    list_display = ["name", "union_number"]
    search_fields = ["name", "union_number"]
    form_fields = ["name", "union_number"]


class BankProfileViewSet(ModelViewSet):
    """How each bank takes payments in and tells what became of them."""

    model = BankProfile
    icon = "doc-full"
    menu_label = _("Bank profiles")
    list_display = [
        "name",
        "code",
        "file_format",
        "encoding",
        BooleanColumn("is_default", label=_("used unless another is chosen")),
    ]
    form_fields = [
        "code",
        "name",
        "is_default",
        "file_format",
        "encoding",
        "amount_unit",
        "columns",
        "with_headings",
        "remark_length",
        "forbidden",
        "union_required",
        "paying_name",
        "paying_account",
        "return_columns",
        "success_words",
        "failure_words",
        "hr_codes",
    ]


class SubsidyGroup(ViewSetGroup):
    """The registers of subsidies."""

    menu_label = _("Subsidies")
    menu_icon = "form"
    menu_order = 320
    items = (
        SchemeViewSet("subsidy_schemes"),
        RateViewSet("subsidy_rates"),
        BankViewSet("banks"),
        BankProfileViewSet("bank_profiles"),
    )


@hooks.register("register_admin_viewset")  # type: ignore[untyped-decorator]
def subsidy_registers() -> SubsidyGroup:
    """Show them in the admin's menu."""
    return SubsidyGroup()
