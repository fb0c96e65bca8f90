"""Narrowing the lists of events, entries, honours and costs."""

from __future__ import annotations

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .enums import CompetitionLevel, CostKind, CostSource, EntryGroup
from .models import ContestCost, ContestHonour, Entry, EntrySheet, Event

#: What became of an employer's list, in the order in which it goes.
LIST_STATES = [
    ("checked", _("Not sent yet")),
    ("waiting", _("With the organiser")),
    ("taken", _("Taken in")),
    ("refused", pgettext_lazy("a list", "Refused")),
]


class OwnListFilter(django_filters.FilterSet):
    """Event, and what became of the list."""

    event = django_filters.CharFilter(label=_("Event"), method="search")
    state = django_filters.ChoiceFilter(label=_("State"), choices=LIST_STATES, method="stands")

    class Meta:
        model = EntrySheet
        fields: list[str] = []

    def search(self, rows: QuerySet[EntrySheet], name: str, value: str) -> QuerySet[EntrySheet]:
        """Find by part of the name of the event or its competition."""
        word = value.strip()
        return rows.filter(Q(event__name__icontains=word) | Q(event__competition__name__icontains=word))

    def stands(self, rows: QuerySet[EntrySheet], name: str, value: str) -> QuerySet[EntrySheet]:
        """Find the lists that stand so."""
        conditions = {
            "checked": Q(sent_at=None),
            "waiting": Q(sent_at__isnull=False, committed_at=None, refused_at=None),
            "taken": Q(committed_at__isnull=False),
            "refused": Q(refused_at__isnull=False),
        }
        return rows.filter(conditions[value])


class EventFilter(django_filters.FilterSet):
    """Name of event or competition, level and year."""

    name = django_filters.CharFilter(label=_("Event"), lookup_expr="icontains")
    competition = django_filters.CharFilter(
        label=_("Competition"), field_name="competition__name", lookup_expr="icontains"
    )
    level = django_filters.ChoiceFilter(
        label=_("Level of competition"), field_name="competition__level", choices=CompetitionLevel.choices
    )
    year = django_filters.NumberFilter(label=_("Year"), field_name="competition__year")

    class Meta:
        model = Event
        fields: list[str] = []


class EntryFilter(django_filters.FilterSet):
    """Number or name, unit and group."""

    q = django_filters.CharFilter(label=pgettext_lazy("of a contestant", "Number or name"), method="search")
    unit = django_filters.CharFilter(label=_("Unit"), lookup_expr="icontains")
    group = django_filters.ChoiceFilter(label=_("Group of entries"), choices=EntryGroup.choices)

    class Meta:
        model = Entry
        fields: list[str] = []

    def search(self, rows: QuerySet[Entry], name: str, value: str) -> QuerySet[Entry]:
        """Find by entry number or part of the name."""
        return rows.filter(Q(number=value.strip()) | Q(name__icontains=value.strip()))


class HonourFilter(django_filters.FilterSet):
    """Whom, which honour, which competition and year."""

    q = django_filters.CharFilter(label=_("Name or team"), method="search")
    name = django_filters.CharFilter(label=_("Honour"), lookup_expr="icontains")
    competition = django_filters.CharFilter(
        label=_("Competition"), field_name="honour_list__event__competition__name", lookup_expr="icontains"
    )
    year = django_filters.NumberFilter(label=_("Year"), field_name="honour_list__event__competition__year")

    class Meta:
        model = ContestHonour
        fields: list[str] = []

    def search(self, rows: QuerySet[ContestHonour], name: str, value: str) -> QuerySet[ContestHonour]:
        """Find by part of the name of the entry or the team."""
        return rows.filter(Q(entry__name__icontains=value.strip()) | Q(team__name__icontains=value.strip()))


class CostFilter(django_filters.FilterSet):
    """Competition, kind and source."""

    competition = django_filters.CharFilter(
        label=_("Competition"), field_name="competition__name", lookup_expr="icontains"
    )
    kind = django_filters.ChoiceFilter(label=_("Kind of cost"), choices=CostKind.choices)
    source = django_filters.ChoiceFilter(
        label=_("Borne by"),
        choices=[each for each in CostSource.choices if each[0] != CostSource.TRAINING_FUND],
    )

    class Meta:
        model = ContestCost
        fields: list[str] = []
