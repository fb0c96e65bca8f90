"""Narrowing the list of certificates."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from office.people.models import Organisation

from . import kinds
from .enums import Status
from .models import Certificate, Series
from .queries import certificates_visible_to
from .validity import run_out, running_out


def _issuers(request: Any) -> QuerySet[Organisation]:
    issuers = certificates_visible_to(request.user).values("issuer").order_by()
    return Organisation.objects.filter(pk__in=issuers)


class CertificateFilter(django_filters.FilterSet):
    """Number, holder, kind, year, status and issuer; the issuers are those of the visible certificates."""

    number = django_filters.CharFilter(label=_("Number"), lookup_expr="icontains")
    holder_name = django_filters.CharFilter(label=_("Holder"), lookup_expr="icontains")
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=kinds.choices)
    year = django_filters.NumberFilter(label=_("Year"), field_name="series__year")
    status = django_filters.ChoiceFilter(label=_("Status"), choices=Status.choices)
    validity = django_filters.ChoiceFilter(
        label=_("Validity"),
        choices=[("soon", _("Expires within 60 days")), ("over", _("Expired"))],
        method="_by_validity",
    )
    issuer = django_filters.ModelChoiceFilter(label=_("Issuer"), queryset=_issuers)

    class Meta:
        model = Certificate
        fields: list[str] = []

    def _by_validity(self, rows: QuerySet[Certificate], _name: str, value: str) -> QuerySet[Certificate]:
        today = timezone.localdate()
        return running_out(rows, today) if value == "soon" else run_out(rows, today)


class SeriesFilter(django_filters.FilterSet):
    """Kind and year of a series."""

    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=kinds.choices)
    year = django_filters.NumberFilter(label=_("Year"))

    class Meta:
        model = Series
        fields: list[str] = []
