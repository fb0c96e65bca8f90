"""Filters of the lists of applications, rounds, titles and bars."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.casework.procedures import every

from .actions import PROCEDURES
from .enums import Branch, Ground, Level, Route
from .models import Title, TitleApplication, TitleBar, TitleRound

VALIDITY = [("valid", _("Valid titles")), ("revoked", _("Withdrawn titles"))]
FORCE = [
    ("now", _("In force today")),
    ("lifted", pgettext_lazy("bars", "Lifted")),
    ("over", _("Over")),
]
VERDICT = [("met", _("All conditions met")), ("not_met", _("Not met")), ("unclear", _("Evidence missing"))]


def states() -> list[tuple[str, Any]]:
    """Return the states of applications to choose from, each code once."""
    tables = [procedure for procedure in every() if procedure.code in PROCEDURES.values()]
    return list({state.code: state.label for table in tables for state in table.states}.items())


class ApplicationFilter(django_filters.FilterSet):
    """Number or whole name; year, branch, level, route, ground; state; verdict."""

    q = django_filters.CharFilter(label=_("Case number or full name"), method="filter_q")
    year = django_filters.NumberFilter(
        label=_("Year"), field_name="round__year", min_value=2000, max_value=2100
    )
    branch = django_filters.ChoiceFilter(
        label=_("Branch"), field_name="round__branch", choices=Branch.choices
    )
    level = django_filters.ChoiceFilter(
        label=pgettext_lazy("title", "Level"), field_name="round__level", choices=Level.choices
    )
    route = django_filters.ChoiceFilter(
        label=_("Where it is decided"), field_name="round__route", choices=Route.choices
    )
    ground = django_filters.ChoiceFilter(label=_("Way of applying"), choices=Ground.choices)
    state = django_filters.ChoiceFilter(label=_("State"), choices=states, field_name="case__state")
    verdict = django_filters.ChoiceFilter(label=_("Verdict"), choices=VERDICT, method="filter_verdict")

    class Meta:
        model = TitleApplication
        fields: list[str] = []

    def filter_q(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Match part of the number, or the whole name."""
        value = value.strip()
        return queryset.filter(Q(case__number__icontains=value) | Q(applicant__name=value))

    def filter_verdict(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Match the verdict as it was given; what was never judged has none."""
        eligible = {"met": True, "not_met": False, "unclear": None}[value]
        return queryset.filter(eligible=eligible).exclude(judged_on=None)


class RoundFilter(django_filters.FilterSet):
    """Year, branch, level, route."""

    year = django_filters.NumberFilter(label=_("Year"), min_value=2000, max_value=2100)
    branch = django_filters.ChoiceFilter(label=_("Branch"), choices=Branch.choices)
    level = django_filters.ChoiceFilter(label=pgettext_lazy("title", "Level"), choices=Level.choices)
    route = django_filters.ChoiceFilter(label=_("Where it is decided"), choices=Route.choices)

    class Meta:
        model = TitleRound
        fields: list[str] = []


class TitleFilter(django_filters.FilterSet):
    """Document or whole name; year; branch; level; whether it holds."""

    q = django_filters.CharFilter(label=_("Document number or full name"), method="filter_q")
    year = django_filters.NumberFilter(
        label=_("Year"), field_name="obtained_on", lookup_expr="year", min_value=1980, max_value=2100
    )
    branch = django_filters.ChoiceFilter(label=_("Branch"), choices=Branch.choices)
    level = django_filters.ChoiceFilter(label=pgettext_lazy("title", "Level"), choices=Level.choices)
    validity = django_filters.ChoiceFilter(label=_("State"), choices=VALIDITY, method="filter_validity")

    class Meta:
        model = Title
        fields: list[str] = []

    def filter_q(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Match part of the document number, or the whole name."""
        value = value.strip()
        return queryset.filter(Q(document_number__icontains=value) | Q(courier__name=value))

    def filter_validity(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Match titles that hold, or that were withdrawn."""
        return queryset.filter(revocation__isnull=value == "valid")


class BarFilter(django_filters.FilterSet):
    """Document or whole name; whether in force."""

    q = django_filters.CharFilter(label=_("Document number or full name"), method="filter_q")
    force = django_filters.ChoiceFilter(label=_("State"), choices=FORCE, method="filter_force")

    class Meta:
        model = TitleBar
        fields: list[str] = []

    def filter_q(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Match part of the document number, or the whole name."""
        value = value.strip()
        return queryset.filter(Q(document_number__icontains=value) | Q(courier__name=value))

    def filter_force(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Match bars that hold today, that were lifted, or that have run their time."""
        if value == "lifted":
            return queryset.filter(lifting__isnull=False)
        today, unlifted = timezone.localdate(), queryset.filter(lifting=None)
        return unlifted.filter(ends_on__gte=today) if value == "now" else unlifted.filter(ends_on__lt=today)
