"""Narrowing the lists of attendance and of signals."""

from __future__ import annotations

import django_filters
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from office.desk.forms import DateInput
from training.courses.models import Enrolment

from .enums import SignalKind
from .models import Scan

#: Conditions on rows that have `required`, `missable` and `bar` beside the hours of `trainees_of`.
OUT_OF_REACH = Q(missed_hours__gt=F("missable")) | Q(absences__gt=F("bar"))
REACHED = Q(attended_hours__gte=F("required"))


class StandingFilter(django_filters.FilterSet):
    """Name, and how somebody stands."""

    name = django_filters.CharFilter(label=_("Name"), field_name="courier__name", lookup_expr="icontains")
    standing = django_filters.ChoiceFilter(
        label=_("Standing"),
        choices=[
            ("lost", _("Can no longer be reached")),
            ("open", _("Can still be reached")),
            ("reached", _("Hours reached")),
        ],
        method="by_standing",
        empty_label=_("All"),
    )

    class Meta:
        model = Enrolment
        fields: list[str] = []

    def by_standing(self, rows: QuerySet[Enrolment], name: str, value: str) -> QuerySet[Enrolment]:
        """Find those who stand so."""
        if value == "lost":
            return rows.filter(OUT_OF_REACH)
        rows = rows.exclude(OUT_OF_REACH)
        return rows.filter(REACHED) if value == "reached" else rows.exclude(REACHED)


class SignalFilter(django_filters.FilterSet):
    """Class, kind, name and days."""

    name = django_filters.CharFilter(
        label=_("Name"), field_name="enrolment__courier__name", lookup_expr="icontains"
    )
    number = django_filters.CharFilter(
        label=_("Class number"), field_name="lesson__training_class__number", lookup_expr="icontains"
    )
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=SignalKind.choices, method="of_kind", empty_label=_("All")
    )
    since = django_filters.DateFilter(
        label=_("From"), field_name="lesson__held_on", lookup_expr="gte", widget=DateInput
    )
    until = django_filters.DateFilter(
        label=_("To"), field_name="lesson__held_on", lookup_expr="lte", widget=DateInput
    )

    class Meta:
        model = Scan
        fields: list[str] = []

    def of_kind(self, rows: QuerySet[Scan], name: str, value: str) -> QuerySet[Scan]:
        """Find the scans that bear a flag."""
        return rows.filter(**{value: True})
