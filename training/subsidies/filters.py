"""Filters of the list of claims."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from office.casework.procedures import every

from .actions import PROCEDURE
from .enums import Claimant
from .models import Claim, Scheme

DUE = [("overdue", _("Overdue")), ("none", _("Without a day"))]
FLAGS = [
    ("unclear", _("People without evidence")),
    ("left_out", _("People left out")),
    ("refused", _("People not granted")),
]


def states() -> list[tuple[str, Any]]:
    """Return the states of claims to choose from, each code once, in the words of the newest version."""
    versions = [procedure for procedure in every() if procedure.code == PROCEDURE]
    return list({state.code: state.label for version in versions for state in version.states}.items())


class ClaimFilter(django_filters.FilterSet):
    """Number, applicant or class; scheme; claimant; state; year of the case; when due; flags."""

    q = django_filters.CharFilter(label=_("Number, applicant or class"), method="filter_q")
    scheme = django_filters.ModelChoiceFilter(label=_("Scheme"), queryset=Scheme.objects.order_by("name"))
    claimant = django_filters.ChoiceFilter(label=_("Claimed by"), choices=Claimant.choices)
    state = django_filters.ChoiceFilter(label=_("State"), choices=states, field_name="case__state")
    year = django_filters.NumberFilter(
        label=_("Year"), field_name="case__opened_at", lookup_expr="year", min_value=2000, max_value=2100
    )
    due = django_filters.ChoiceFilter(label=_("Due"), choices=DUE, method="filter_due")
    flag = django_filters.ChoiceFilter(label=_("Flag"), choices=FLAGS, method="filter_flag")

    class Meta:
        model = Claim
        fields: list[str] = []

    def filter_q(self, queryset: QuerySet[Claim], name: str, value: str) -> QuerySet[Claim]:
        """Match part of the case's number, the organisation or the class; a person's name whole."""
        value = value.strip()
        return queryset.filter(
            Q(case__number__icontains=value)
            | Q(case__organisation__name__icontains=value)
            | Q(training_class__number__icontains=value)
            | Q(case__courier__name=value)
        )

    def filter_due(self, queryset: QuerySet[Claim], name: str, value: str) -> QuerySet[Claim]:
        """Keep what is overdue today, or has no day."""
        if value == "none":
            return queryset.filter(case__due_on=None)
        return queryset.filter(case__due_on__lt=timezone.localdate())

    def filter_flag(self, queryset: QuerySet[Claim], name: str, value: str) -> QuerySet[Claim]:
        """Keep claims with people in the state asked for; the counts are those of `with_figures`."""
        conditions = {
            "unclear": Q(unclear__gt=0),
            "left_out": Q(left_out__gt=0),
            "refused": Q(lines__amount=0, lines__isnull=False),
        }
        return queryset.filter(conditions[value]).distinct()
