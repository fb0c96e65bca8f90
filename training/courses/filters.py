"""Narrowing the list of classes and of trainees."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from office.desk.forms import DateInput
from office.people.models import Organisation

from .enums import ClassState, CourseKind
from .models import Enrolment, TrainingClass
from .queries import classes_visible_to


def _providers(request: Any) -> QuerySet[Organisation]:
    """The providers of the classes that the user may see: no name leaks through the drop-down."""
    return Organisation.objects.filter(pk__in=classes_visible_to(request.user).order_by().values("provider"))


class ClassFilter(django_filters.FilterSet):
    """Text, state, kind of course, provider, and a day on which the class runs."""

    q = django_filters.CharFilter(label=_("Number or title"), method="search")
    state = django_filters.ChoiceFilter(label=_("State"), choices=ClassState.choices, empty_label=_("All"))
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), field_name="course__kind", choices=CourseKind.choices, empty_label=_("All")
    )
    provider = django_filters.ModelChoiceFilter(
        label=_("Training provider"), queryset=_providers, empty_label=_("All")
    )
    day = django_filters.DateFilter(label=_("Running on"), method="running_on", widget=DateInput)

    class Meta:
        model = TrainingClass
        fields: list[str] = []

    def search(self, rows: QuerySet[TrainingClass], name: str, value: str) -> QuerySet[TrainingClass]:
        """Find a part of the number or of the title."""
        return rows.filter(Q(number__icontains=value) | Q(title__icontains=value))

    def running_on(self, rows: QuerySet[TrainingClass], name: str, value: Any) -> QuerySet[TrainingClass]:
        """Find the classes whose first and last day enclose a day."""
        return rows.filter(starts_on__lte=value, ends_on__gte=value)


class TraineeFilter(django_filters.FilterSet):
    """Name, and who completed."""

    name = django_filters.CharFilter(label=_("Name"), field_name="courier__name", lookup_expr="icontains")
    completed = django_filters.ChoiceFilter(
        label=_("Completion"),
        field_name="completion__completed",
        choices=[(True, _("Training completed")), (False, _("Training not completed"))],
        empty_label=_("All"),
    )

    class Meta:
        model = Enrolment
        fields: list[str] = []
