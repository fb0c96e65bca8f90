"""Narrowing and ordering the lists of the room."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from office.casework.procedures import latest
from office.desk.forms import DateInput
from office.people.models import Employment, Organisation

from .enums import SENSITIVE, CareKind, CareState, HomeKind, MemberState, Mode, Reply
from .models import (
    Batch,
    CareActivity,
    CareAttendance,
    Membership,
    Participation,
    RecuperationBase,
    UnionHome,
)

MOVED = [("yes", _("Works elsewhere now")), ("no", _("Works there"))]
USED = [("yes", _("In use")), ("no", _("Not used any more"))]


def _employers(request: Any) -> QuerySet[Organisation]:
    return Organisation.objects.filter(is_employer=True)


def _kinds() -> list[tuple[str, Any]]:
    return list(CareKind.choices)


def first_day(field: str) -> Any:
    """Return a filter for days from one on."""
    return django_filters.DateFilter(label=_("From"), field_name=field, lookup_expr="gte", widget=DateInput)


def last_day(field: str) -> Any:
    """Return a filter for days up to one."""
    return django_filters.DateFilter(label=_("To"), field_name=field, lookup_expr="lte", widget=DateInput)


class _ForEmployersToo(django_filters.FilterSet):
    """Offers the sensitive kinds to the union only: others do not even learn the words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.request.user.has_perm("wellbeing.keep_care"):
            del self.filters["employer"]
            self.filters["kind"].extra["choices"] = [
                (code, label) for code, label in _kinds() if code not in SENSITIVE
            ]


class MemberFilter(django_filters.FilterSet):
    """Name or card, employer, state, who works elsewhere by now."""

    q = django_filters.CharFilter(label=_("Name or card number"), method="search")
    state = django_filters.ChoiceFilter(label=_("State"), choices=MemberState.choices)
    employer = django_filters.ModelChoiceFilter(label=_("Employer"), queryset=_employers)
    moved = django_filters.ChoiceFilter(label=_("Works for the employer"), choices=MOVED, method="works")
    first = first_day("admitted_on")
    last = last_day("admitted_on")

    class Meta:
        model = Membership
        fields: list[str] = []

    def search(self, rows: QuerySet[Membership], name: str, value: str) -> QuerySet[Membership]:
        """Find a part of the name or of the card number."""
        return rows.filter(Q(courier__name__icontains=value) | Q(number__icontains=value))

    def works(self, rows: QuerySet[Membership], name: str, value: str) -> QuerySet[Membership]:
        """Find members to be transferred, or those who need not be."""
        working = Employment.objects.filter(courier=OuterRef("courier"), employer=OuterRef("employer"))
        there = Exists(working.filter(ended_on=None))
        return rows.filter(there if value == "no" else ~there, state=MemberState.ADMITTED)


class HomeFilter(django_filters.FilterSet):
    """Name, employer, kind, whether it is in use."""

    q = django_filters.CharFilter(label=_("Name of the home"), field_name="name", lookup_expr="icontains")
    employer = django_filters.ModelChoiceFilter(label=_("Employer"), queryset=_employers)
    kind = django_filters.ChoiceFilter(label=_("Kind of home"), choices=HomeKind.choices)
    used = django_filters.ChoiceFilter(label=_("In use"), choices=USED, method="in_use")

    class Meta:
        model = UnionHome
        fields: list[str] = []

    def in_use(self, rows: QuerySet[UnionHome], name: str, value: str) -> QuerySet[UnionHome]:
        """Find the homes that are open, or those that are closed."""
        return rows.filter(closed_on__isnull=value == "yes")


class ActivityFilter(_ForEmployersToo):
    """Title or number, kind, state, employer, days."""

    q = django_filters.CharFilter(label=_("Title or number"), method="search")
    kind = django_filters.ChoiceFilter(label=_("Kind of care"), choices=_kinds)
    state = django_filters.ChoiceFilter(label=_("State"), choices=CareState.choices)
    employer = django_filters.ModelChoiceFilter(label=_("For the people of"), queryset=_employers)
    first = first_day("held_on")
    last = last_day("held_on")

    class Meta:
        model = CareActivity
        fields: list[str] = []

    def search(self, rows: QuerySet[CareActivity], name: str, value: str) -> QuerySet[CareActivity]:
        """Find a part of the title or of the number."""
        return rows.filter(Q(title__icontains=value) | Q(number__icontains=value))


class AttendanceFilter(_ForEmployersToo):
    """Name, kind, employer, days."""

    q = django_filters.CharFilter(label=_("Name"), field_name="courier__name", lookup_expr="icontains")
    kind = django_filters.ChoiceFilter(label=_("Kind of care"), field_name="activity__kind", choices=_kinds)
    employer = django_filters.ModelChoiceFilter(label=_("Employer"), queryset=_employers)
    first = first_day("activity__held_on")
    last = last_day("activity__held_on")

    class Meta:
        model = CareAttendance
        fields: list[str] = []


class ListedFilter(django_filters.FilterSet):
    """A name on the list of one activity."""

    q = django_filters.CharFilter(label=_("Name"), field_name="courier__name", lookup_expr="icontains")

    class Meta:
        model = CareAttendance
        fields: list[str] = []


class BaseFilter(django_filters.FilterSet):
    """Name or address, whether it is in use."""

    q = django_filters.CharFilter(label=_("Name or address"), method="search")
    used = django_filters.ChoiceFilter(label=_("In use"), choices=USED, method="in_use")

    class Meta:
        model = RecuperationBase
        fields: list[str] = []

    def search(self, rows: QuerySet[RecuperationBase], name: str, value: str) -> QuerySet[RecuperationBase]:
        """Find a part of the name or of the address."""
        return rows.filter(Q(name__icontains=value) | Q(address__icontains=value))

    def in_use(self, rows: QuerySet[RecuperationBase], name: str, value: str) -> QuerySet[RecuperationBase]:
        """Find the bases in use, or the others."""
        return rows.filter(closed_on__isnull=value == "yes")


def _states() -> list[tuple[str, Any]]:
    return [(state.code, state.label) for state in latest("recuperation").states]


class BatchFilter(django_filters.FilterSet):
    """Number, base, state, how people come, days."""

    q = django_filters.CharFilter(label=_("Number"), field_name="case__number", lookup_expr="icontains")
    base = django_filters.ModelChoiceFilter(label=_("Base"), queryset=RecuperationBase.objects.all())
    state = django_filters.ChoiceFilter(label=_("State"), field_name="case__state", choices=_states)
    mode = django_filters.ChoiceFilter(label=_("How people come to it"), choices=Mode.choices)
    first = first_day("starts_on")
    last = last_day("starts_on")

    class Meta:
        model = Batch
        fields: list[str] = []


class StayFilter(django_filters.FilterSet):
    """Name, base, employer, answer, days."""

    q = django_filters.CharFilter(label=_("Name"), field_name="courier__name", lookup_expr="icontains")
    base = django_filters.ModelChoiceFilter(
        label=_("Base"), field_name="batch__base", queryset=RecuperationBase.objects.all()
    )
    employer = django_filters.ModelChoiceFilter(label=_("Employer"), queryset=_employers)
    reply = django_filters.ChoiceFilter(label=_("Answer"), choices=Reply.choices)
    first = first_day("batch__starts_on")
    last = last_day("batch__starts_on")

    class Meta:
        model = Participation
        fields: list[str] = []
