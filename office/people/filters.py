"""Filters of the registry's lists."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from office.audit import actions as audit
from office.audit.models import Entry
from office.desk.forms import DateInput

from .enums import Role
from .identifiers import clean_credit_code
from .models import Courier, Mandate, Organisation, User

KINDS = [
    ("is_employer", _("Employer")),
    ("is_provider", _("Training provider")),
    ("is_department", _("Department")),
]


class CourierFilter(django_filters.FilterSet):
    """Whole values only; `person` and `phone` are blind indexes made by the search form."""

    name = django_filters.CharFilter(label=_("Full name"), lookup_expr="exact")
    person = django_filters.CharFilter(
        label=_("ID number, as an index"), field_name="id_number_index", lookup_expr="exact"
    )
    phone = django_filters.CharFilter(
        label=_("Telephone, as an index"), field_name="phone_index", lookup_expr="exact"
    )

    class Meta:
        model = Courier
        fields: list[str] = []


class OrganisationFilter(django_filters.FilterSet):
    """Part of a name, and what the organisation is."""

    q = django_filters.CharFilter(label=_("Name or credit code"), method="filter_q")
    kind = django_filters.ChoiceFilter(label=_("Kind of organisation"), choices=KINDS, method="filter_kind")

    class Meta:
        model = Organisation
        fields: list[str] = []

    def filter_q(self, queryset: QuerySet[Organisation], name: str, value: str) -> QuerySet[Organisation]:
        """Match part of the names, or the whole credit code."""
        return queryset.filter(
            Q(name__icontains=value)
            | Q(short_name__icontains=value)
            | Q(credit_code=clean_credit_code(value))
        )

    def filter_kind(self, queryset: QuerySet[Organisation], name: str, value: str) -> QuerySet[Organisation]:
        """Match one of the three kinds."""
        return queryset.filter(**{value: True})


class UserFilter(django_filters.FilterSet):
    """Part of a name, and a role that is held."""

    q = django_filters.CharFilter(label=_("Full name or user name"), method="filter_q")
    role = django_filters.ChoiceFilter(label=_("Role"), choices=Role.choices, method="filter_role")

    class Meta:
        model = User
        fields: list[str] = []

    def filter_q(self, queryset: QuerySet[User], name: str, value: str) -> QuerySet[User]:
        """Match part of either name."""
        return queryset.filter(Q(display_name__icontains=value) | Q(username__icontains=value))

    def filter_role(self, queryset: QuerySet[User], name: str, value: str) -> QuerySet[User]:
        """Match accounts that hold the role without revocation."""
        holders = Mandate.objects.filter(role=value, revoked_at=None).values("user")
        return queryset.filter(pk__in=holders)


def _deeds() -> list[tuple[str, str]]:
    return sorted(audit.known().items(), key=lambda item: item[1])


class RecordFilter(django_filters.FilterSet):
    """What was done, by whom, between which days."""

    action = django_filters.ChoiceFilter(label=_("Deed"), choices=_deeds)
    actor = django_filters.CharFilter(label=_("Who"), field_name="actor_label", lookup_expr="icontains")
    first = django_filters.DateFilter(
        label=_("From"), field_name="at", lookup_expr="date__gte", widget=DateInput
    )
    last = django_filters.DateFilter(
        label=_("To"), field_name="at", lookup_expr="date__lte", widget=DateInput
    )

    class Meta:
        model = Entry
        fields: list[Any] = []
