"""Narrowing the list of events."""

from __future__ import annotations

import django_filters
from django.utils.translation import gettext_lazy as _

from .models import Event


class EventFilter(django_filters.FilterSet):
    """Name of event or competition, and year."""

    name = django_filters.CharFilter(label=_("Event"), lookup_expr="icontains")
    competition = django_filters.CharFilter(
        label=_("Competition"), field_name="competition__name", lookup_expr="icontains"
    )
    year = django_filters.NumberFilter(label=_("Year"), field_name="competition__year")

    class Meta:
        model = Event
        fields: list[str] = []
