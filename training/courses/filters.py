"""Narrowing the lists of the room."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.desk.forms import DateInput
from office.people.models import Organisation

from .certificate_numbers import clean_number
from .enums import CertificateKind, CheckResult, ClassState, CourseKind, SeatOrigin, SeatState
from .levels import LEVELS
from .models import Attempt, Course, Enrolment, Occupation, RecordedCertificate, TrainingClass
from .queries import classes_visible_to


def _providers(request: Any) -> QuerySet[Organisation]:
    """The providers of the classes that the user may see: no name leaks through the drop-down."""
    return Organisation.objects.filter(pk__in=classes_visible_to(request.user).order_by().values("provider"))


class ClassFilter(django_filters.FilterSet):
    """Text, state, kind and occupation of the course, provider, and the days in which the class runs."""

    q = django_filters.CharFilter(label=_("Number or title"), method="search")
    state = django_filters.ChoiceFilter(label=_("State"), choices=ClassState.choices, empty_label=_("All"))
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), field_name="course__kind", choices=CourseKind.choices, empty_label=_("All")
    )
    provider = django_filters.ModelChoiceFilter(
        label=_("Training provider"), queryset=_providers, empty_label=_("All")
    )
    occupation = django_filters.ModelChoiceFilter(
        label=_("Occupation"),
        field_name="course__occupation_code",
        queryset=Occupation.objects.all(),
        to_field_name="code",
        method="of_occupation",
        empty_label=_("All"),
    )
    first = django_filters.DateFilter(
        label=_("Begins from"), field_name="starts_on", lookup_expr="gte", widget=DateInput
    )
    last = django_filters.DateFilter(
        label=_("Begins until"), field_name="starts_on", lookup_expr="lte", widget=DateInput
    )
    day = django_filters.DateFilter(label=_("Running on"), method="running_on", widget=DateInput)

    class Meta:
        model = TrainingClass
        fields: list[str] = []

    def search(self, rows: QuerySet[TrainingClass], name: str, value: str) -> QuerySet[TrainingClass]:
        """Find a part of the number or of the title."""
        return rows.filter(Q(number__icontains=value) | Q(title__icontains=value))

    def of_occupation(
        self, rows: QuerySet[TrainingClass], name: str, value: Occupation
    ) -> QuerySet[TrainingClass]:
        """Find the classes of an occupation by its code."""
        return rows.filter(course__occupation_code=value.code)

    def running_on(self, rows: QuerySet[TrainingClass], name: str, value: Any) -> QuerySet[TrainingClass]:
        """Find the classes whose first and last day enclose a day."""
        return rows.filter(starts_on__lte=value, ends_on__gte=value)


class CourseFilter(django_filters.FilterSet):
    """Name, kind, occupation, and whether classes may begin today."""

    q = django_filters.CharFilter(label=_("Name"), field_name="name", lookup_expr="icontains")
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=CourseKind.choices, empty_label=_("All"))
    occupation = django_filters.ModelChoiceFilter(
        label=_("Occupation"),
        queryset=Occupation.objects.all(),
        to_field_name="code",
        method="of_occupation",
        empty_label=_("All"),
    )
    offered = django_filters.ChoiceFilter(
        label=_("On offer"),
        choices=[("yes", _("on offer")), ("no", _("retired or not yet on offer"))],
        method="on_offer",
        empty_label=_("All"),
    )

    class Meta:
        model = Course
        fields: list[str] = []

    def of_occupation(self, rows: QuerySet[Course], name: str, value: Occupation) -> QuerySet[Course]:
        """Find the courses of an occupation by its code."""
        return rows.filter(occupation_code=value.code)

    def on_offer(self, rows: QuerySet[Course], name: str, value: str) -> QuerySet[Course]:
        """Find what is, or is not, on offer today."""
        today = timezone.localdate()
        offered = (Q(active_from=None) | Q(active_from__lte=today)) & (
            Q(retired_on=None) | Q(retired_on__gte=today)
        )
        return rows.filter(offered if value == "yes" else ~offered)


class SeatFilter(django_filters.FilterSet):
    """Name, seat, and who entered it."""

    name = django_filters.CharFilter(label=_("Name"), field_name="courier__name", lookup_expr="icontains")
    seat = django_filters.ChoiceFilter(label=_("Seat"), choices=SeatState.choices, empty_label=_("All"))
    origin = django_filters.ChoiceFilter(
        label=pgettext_lazy("a seat", "Entered by"), choices=SeatOrigin.choices, empty_label=_("All")
    )

    class Meta:
        model = Enrolment
        fields: list[str] = []


class OfferFilter(django_filters.FilterSet):
    """Kind of course."""

    kind = django_filters.ChoiceFilter(
        label=_("Kind"), field_name="course__kind", choices=CourseKind.choices, empty_label=_("All")
    )

    class Meta:
        model = TrainingClass
        fields: list[str] = []


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


class AttemptFilter(django_filters.FilterSet):
    """Name, what came of it, and retakes only."""

    name = django_filters.CharFilter(
        label=_("Name"), field_name="enrolment__courier__name", lookup_expr="icontains"
    )
    passed = django_filters.ChoiceFilter(
        label=_("Test"), choices=[(True, _("Passed")), (False, _("Not passed"))], empty_label=_("All")
    )
    retakes = django_filters.BooleanFilter(
        label=_("Retakes only"), method="retakes_only", widget=forms.CheckboxInput
    )

    class Meta:
        model = Attempt
        fields: list[str] = []

    def retakes_only(self, rows: QuerySet[Attempt], name: str, value: bool) -> QuerySet[Attempt]:
        """Leave the first attempts out."""
        return rows.filter(number__gt=1) if value else rows


class RecordedFilter(django_filters.FilterSet):
    """Number or name, kind, level, day of issue, and what was asked online."""

    q = django_filters.CharFilter(label=_("Number or name"), method="search")
    kind = django_filters.ChoiceFilter(
        label=_("Kind of certificate"), choices=CertificateKind.choices, empty_label=_("All")
    )
    level = django_filters.ChoiceFilter(
        label=_("Level"), choices=[(level, level) for level in LEVELS], empty_label=_("All")
    )
    issued_from = django_filters.DateFilter(
        label=_("Issued from"), field_name="issued_on", lookup_expr="gte", widget=DateInput
    )
    issued_to = django_filters.DateFilter(
        label=_("Issued to"), field_name="issued_on", lookup_expr="lte", widget=DateInput
    )
    checked = django_filters.ChoiceFilter(
        label=_("Checked online"),
        choices=[("never", _("Never")), *CheckResult.choices],
        empty_label=_("All"),
        method="with_check",
    )

    class Meta:
        model = RecordedCertificate
        fields: list[str] = []

    def search(
        self, rows: QuerySet[RecordedCertificate], name: str, value: str
    ) -> QuerySet[RecordedCertificate]:
        """Find a part of the number or of the holder's name."""
        return rows.filter(Q(number__icontains=clean_number(value)) | Q(courier__name__icontains=value))

    def with_check(
        self, rows: QuerySet[RecordedCertificate], name: str, value: str
    ) -> QuerySet[RecordedCertificate]:
        """Find by the last answer; `never` finds those that nobody asked about."""
        wanted = {"last_check__isnull": True} if value == "never" else {"last_check": value}
        return rows.filter(**wanted)
