"""Narrowing the public lists: each choice says how many rows it holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import django_filters
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from recognition.honours.models import Honour
from training.courses.models import TrainingClass

from .enums import PartOfDay, Service
from .models import RestPoint, StoryPage, Street

#: A value, what it is called, and how many rows have it.
Counted = Iterable[tuple[Any, Any, int]]


class CountedFilter(django_filters.FilterSet):
    """A filter whose choices come from the very rows that it narrows."""

    def offer(self, name: str, counted: Counted) -> None:
        """Offer choices for a field: those that rows have."""
        self.filters[name].extra["choices"] = [
            (value, f"{label} ({count})") for value, label, count in counted if value not in ("", None)
        ]


def count_by(rows: QuerySet[Any], *fields: str) -> list[Any]:
    """Return the values of fields that rows have, each with the number of rows, in one query."""
    return list(rows.order_by().values_list(*fields).annotate(rows=Count("pk", distinct=True)))


def _years(rows: QuerySet[Any], field: str) -> Counted:
    return [(year, year, count) for year, count in sorted(count_by(rows, f"{field}__year"), reverse=True)]


def _words(rows: QuerySet[Any], field: str) -> Counted:
    return [(word, word, count) for word, count in sorted(count_by(rows, field))]


class StoryFilter(CountedFilter):
    """Year of publication, honour as told, station."""

    year = django_filters.ChoiceFilter(
        label=_("Year"), field_name="first_published_at", lookup_expr="year", empty_label=_("All")
    )
    title = django_filters.ChoiceFilter(label=_("Honour"), field_name="honour", empty_label=_("All"))
    station = django_filters.ChoiceFilter(label=_("Station"), empty_label=_("All"))

    class Meta:
        model = StoryPage
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.queryset
        self.offer("year", _years(rows, "first_published_at"))
        self.offer("title", _words(rows, "honour"))
        names = ("station", "station__employer__short_name", "station__employer__name", "station__name")
        found = sorted(count_by(rows, *names), key=lambda row: row[1:4] if row[0] else ())
        self.offer(
            "station", [(key, f"{short or full} {name}", rows) for key, short, full, name, rows in found]
        )


class HonourRollFilter(CountedFilter):
    """Year of the decision, title, and the body that honours; a part of the holder's name or the document."""

    q = django_filters.CharFilter(label=_("Holder or document"), method="search")
    year = django_filters.ChoiceFilter(
        label=_("Year"), field_name="decided_on", lookup_expr="year", empty_label=_("All")
    )
    title = django_filters.ChoiceFilter(label=_("Honour"), empty_label=_("All"))
    organisation = django_filters.ChoiceFilter(
        label=pgettext_lazy("an honour", "Issuing body"), field_name="issuer", empty_label=_("All")
    )

    class Meta:
        model = Honour
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("year", _years(self.queryset, "decided_on"))
        self.offer("title", _words(self.queryset, "title"))
        self.offer("organisation", _words(self.queryset, "issuer"))

    def search(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Find a part of the holder's name or of the document's number."""
        value = value.strip()
        return rows.filter(
            Q(courier__name__icontains=value)
            | Q(organisation__name__icontains=value)
            | Q(collective__icontains=value)
            | Q(document_number__icontains=value)
        )


class OpenClassFilter(CountedFilter):
    """Occupation, street or town, part of the day."""

    occupation = django_filters.ChoiceFilter(
        label=_("Occupation"), field_name="course__occupation_code", empty_label=_("All")
    )
    street = django_filters.ChoiceFilter(label=_("Street or town"), method="in_street", empty_label=_("All"))
    part = django_filters.ChoiceFilter(
        label=_("Part of the day"), choices=PartOfDay.choices, method="in_part", empty_label=_("All")
    )

    class Meta:
        model = TrainingClass
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A fresh queryset: the counts of seats in the rows would be grouped by.
        rows = TrainingClass.objects.filter(pk__in=self.queryset.order_by().values("pk"))
        counted = count_by(rows, "course__occupation_code", "course__occupation")
        self.offer("occupation", sorted(counted))
        self.filters["street"].extra["choices"] = [
            (each.code, each.name) for each in Street.objects.filter(live=True)
        ]

    def in_street(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Find classes whose place, or whose provider's address, names the street or town."""
        stem = Street.objects.get(code=value).stem
        return rows.filter(
            Q(place__icontains=stem) | Q(room__icontains=stem) | Q(provider__address__icontains=stem)
        )

    def in_part(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Find classes with a lesson that begins in a part of the day."""
        first, last = PartOfDay(value).bounds
        timed = TrainingClass.objects.filter(lessons__starts_at__gte=first, lessons__starts_at__lt=last)
        return rows.filter(pk__in=timed.values("pk"))


class RestPointFilter(CountedFilter):
    """Street or town, and what a point offers."""

    street = django_filters.ChoiceFilter(label=_("Street or town"), empty_label=_("All"))
    service = django_filters.ChoiceFilter(
        label=_("Service"), choices=Service.choices, method="offering", empty_label=_("All")
    )

    class Meta:
        model = RestPoint
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("street", sorted(count_by(self.queryset, "street", "street__name")))

    def offering(self, rows: Any, name: str, value: str) -> Any:
        """Find points that offer a service."""
        return rows.offering(value)
