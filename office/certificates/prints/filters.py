"""Narrowing the lists of paper."""

from __future__ import annotations

import django_filters
from django.utils.translation import gettext_lazy as _

from ..models import Blank, Copy, PrintRun, Stock
from .enums import BlankState, Mode


class RunFilter(django_filters.FilterSet):
    """Title and what it was printed on."""

    title = django_filters.CharFilter(label=_("Print run"), lookup_expr="icontains")
    mode = django_filters.ChoiceFilter(label=_("Printed on"), choices=Mode.choices)

    class Meta:
        model = PrintRun
        fields: list[str] = []


class UncollectedFilter(django_filters.FilterSet):
    """Holder, station, number."""

    holder = django_filters.CharFilter(
        label=_("Holder"), field_name="certificate__holder_name", lookup_expr="icontains"
    )
    station = django_filters.CharFilter(label=_("Station"), lookup_expr="icontains")
    number = django_filters.CharFilter(
        label=_("Number"), field_name="certificate__number", lookup_expr="icontains"
    )

    class Meta:
        model = Copy
        fields: list[str] = []


class StockFilter(django_filters.FilterSet):
    """Stationery."""

    name = django_filters.CharFilter(label=_("Stationery"), lookup_expr="icontains")

    class Meta:
        model = Stock
        fields: list[str] = []


class BlankFilter(django_filters.FilterSet):
    """Number and what became of it."""

    number = django_filters.CharFilter(label=_("Blank number"), lookup_expr="icontains")
    state = django_filters.ChoiceFilter(label=_("State"), choices=BlankState.choices)

    class Meta:
        model = Blank
        fields: list[str] = []
