"""Narrowing and ordering the lists of supervision."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from office.desk.forms import DateInput
from office.people.models import Organisation

from .enums import Choice, DefectCode, InspectionState, Result, SanctionStep
from .models import Inspection, InspectionDraw, Sample, Sanction
from .queries import providers_visible_to
from .queries.samples import told
from .queries.sanctions import barring

LATE = [("entry", _("Result overdue")), ("rectification", _("Rectification overdue"))]
CALLING = [("open", _("Somebody still to reach")), ("done", _("Everybody done with"))]
BARRED = [("yes", _("Barred from new classes")), ("no", _("May file classes"))]


def _providers(request: Any) -> QuerySet[Organisation]:
    return providers_visible_to(request.user, on=timezone.localdate())


class InspectionFilter(django_filters.FilterSet):
    """Class, provider, state, result, defect, what is late, and the days."""

    q = django_filters.CharFilter(label=_("Number or title"), method="search")
    provider = django_filters.ModelChoiceFilter(
        label=_("Training provider"), field_name="training_class__provider", queryset=_providers
    )
    state = django_filters.ChoiceFilter(label=_("State"), choices=InspectionState.choices)
    result = django_filters.ChoiceFilter(label=_("Result of inspection"), choices=Result.choices)
    choice = django_filters.ChoiceFilter(label=_("How chosen"), choices=Choice.choices)
    defect = django_filters.ChoiceFilter(
        label=_("Defect"), field_name="defects__code", choices=DefectCode.choices
    )
    late = django_filters.ChoiceFilter(label=_("Overdue"), choices=LATE, method="overdue")
    first = django_filters.DateFilter(
        label=_("From"), field_name="planned_on", lookup_expr="gte", widget=DateInput
    )
    last = django_filters.DateFilter(
        label=_("To"), field_name="planned_on", lookup_expr="lte", widget=DateInput
    )
    o = django_filters.OrderingFilter(
        label=_("Order of rows"),
        fields=(("planned_on", "day"), ("training_class__provider__name", "provider"), ("state", "state")),
        field_labels={
            "planned_on": _("Day"),
            "training_class__provider__name": _("Training provider"),
            "state": _("State"),
            "-day": _("Day, last first"),
            "-provider": _("Training provider, last first"),
            "-state": _("State, last first"),
        },
    )

    class Meta:
        model = Inspection
        fields: list[str] = []

    def search(self, rows: QuerySet[Inspection], name: str, value: str) -> QuerySet[Inspection]:
        """Find a part of the number or of the title of the class."""
        return rows.filter(
            Q(training_class__number__icontains=value) | Q(training_class__title__icontains=value)
        )

    def overdue(self, rows: QuerySet[Inspection], name: str, value: str) -> QuerySet[Inspection]:
        """Find what should have been entered or put right by yesterday."""
        today = timezone.localdate()
        if value == "entry":
            return rows.filter(state=InspectionState.PLANNED, entry_due_on__lt=today)
        return rows.filter(state=InspectionState.RECTIFYING, rectify_by__lt=today)


class SampleFilter(django_filters.FilterSet):
    """Class, provider, whether calls are left, and the days."""

    q = django_filters.CharFilter(label=_("Number or title"), method="search")
    provider = django_filters.ModelChoiceFilter(
        label=_("Training provider"), field_name="training_class__provider", queryset=_providers
    )
    calling = django_filters.ChoiceFilter(label=_("Calls"), choices=CALLING, method="with_calls")
    first = django_filters.DateFilter(
        label=_("From"), field_name="drawn_at", lookup_expr="date__gte", widget=DateInput
    )
    last = django_filters.DateFilter(
        label=_("To"), field_name="drawn_at", lookup_expr="date__lte", widget=DateInput
    )

    class Meta:
        model = Sample
        fields: list[str] = []

    def search(self, rows: QuerySet[Sample], name: str, value: str) -> QuerySet[Sample]:
        """Find a part of the number or of the title of the class."""
        return rows.filter(
            Q(training_class__number__icontains=value) | Q(training_class__title__icontains=value)
        )

    def with_calls(self, rows: QuerySet[Sample], name: str, value: str) -> QuerySet[Sample]:
        """Find the samples in which somebody is left to call, or nobody."""
        left = told().filter(reached=False, wrong=False).values("sample")
        return rows.filter(pk__in=left) if value == "open" else rows.exclude(pk__in=left)


class SanctionFilter(django_filters.FilterSet):
    """Provider, step, whether it bars today, and the days."""

    provider = django_filters.ModelChoiceFilter(label=_("Training provider"), queryset=_providers)
    step = django_filters.ChoiceFilter(label=_("Step"), choices=SanctionStep.choices)
    barred = django_filters.ChoiceFilter(label=_("New classes"), choices=BARRED, method="bars")
    first = django_filters.DateFilter(
        label=_("From"), field_name="imposed_on", lookup_expr="gte", widget=DateInput
    )
    last = django_filters.DateFilter(
        label=_("To"), field_name="imposed_on", lookup_expr="lte", widget=DateInput
    )

    class Meta:
        model = Sanction
        fields: list[str] = []

    def bars(self, rows: QuerySet[Sanction], name: str, value: str) -> QuerySet[Sanction]:
        """Find what bars its provider today, or what does not."""
        today = barring(timezone.localdate())
        return rows.filter(today) if value == "yes" else rows.exclude(today)


class ProviderFilter(django_filters.FilterSet):
    """Part of the name, and whether the provider is barred today."""

    q = django_filters.CharFilter(label=_("Name or credit code"), method="search")
    barred = django_filters.ChoiceFilter(label=_("New classes"), choices=BARRED, method="bars")

    class Meta:
        model = Organisation
        fields: list[str] = []

    def search(self, rows: QuerySet[Organisation], name: str, value: str) -> QuerySet[Organisation]:
        """Find a part of the names or of the code."""
        return rows.filter(
            Q(name__icontains=value) | Q(short_name__icontains=value) | Q(credit_code__icontains=value)
        )

    def bars(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Find who is barred today, or who is not."""
        return rows.filter(is_barred=value == "yes")


class DrawFilter(django_filters.FilterSet):
    """A class that was drawn, and the day of the visits."""

    q = django_filters.CharFilter(label=_("Class number"), method="search")
    first = django_filters.DateFilter(
        label=_("From"), field_name="held_on", lookup_expr="gte", widget=DateInput
    )
    last = django_filters.DateFilter(label=_("To"), field_name="held_on", lookup_expr="lte", widget=DateInput)

    class Meta:
        model = InspectionDraw
        fields: list[str] = []

    def search(self, rows: QuerySet[InspectionDraw], name: str, value: str) -> QuerySet[InspectionDraw]:
        """Find the draws that led to an inspection of a class."""
        found = Inspection.objects.filter(training_class__number__icontains=value, draw__isnull=False)
        return rows.filter(pk__in=found.values("draw"))
