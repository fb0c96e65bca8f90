"""Filters of the lists of claims, of money and of evidence."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.casework.procedures import every
from office.desk.forms import DateInput
from training.courses.enums import PersonCategory

from .actions import PROCEDURE
from .enums import BatchState, Claimant, EvidenceSource, LineState, RecoveryReason, Standing
from .models import Attestation, Budget, Claim, PaymentBatch, PaymentLine, RecoveryOrder, Scheme
from .queries import overdue

OPENNESS = [
    ("open", _("Outstanding")),
    ("overdue", _("Overdue")),
    ("closed", _("Paid back in full")),
]
DUE = [("overdue", _("Overdue")), ("none", _("Without a day"))]
FLAGS = [
    ("unclear", _("People without evidence")),
    ("left_out", _("People left out")),
    ("refused", _("People not granted")),
]


def states() -> list[tuple[str, Any]]:
    """Return the states of claims to choose from, each code once, in the words of the newest version."""
    versions = [procedure for procedure in every() if procedure.code == PROCEDURE]
    return list({state.code: state.label for version in versions for state in version.states}.items())


class ClaimFilter(django_filters.FilterSet):
    """Number, applicant or class; scheme; claimant; state; year of the case; when due; flags."""

    q = django_filters.CharFilter(label=_("Number, applicant or class"), method="filter_q")
    scheme = django_filters.ModelChoiceFilter(label=_("Scheme"), queryset=Scheme.objects.order_by("name"))
    claimant = django_filters.ChoiceFilter(label=_("Claimed by"), choices=Claimant.choices)
    state = django_filters.ChoiceFilter(label=_("State"), choices=states, field_name="case__state")
    year = django_filters.NumberFilter(
        label=_("Year"), field_name="case__opened_at", lookup_expr="year", min_value=2000, max_value=2100
    )
    due = django_filters.ChoiceFilter(label=_("Due"), choices=DUE, method="filter_due")
    flag = django_filters.ChoiceFilter(label=_("Flag"), choices=FLAGS, method="filter_flag")

    class Meta:
        model = Claim
        fields: list[str] = []

    def filter_q(self, queryset: QuerySet[Claim], name: str, value: str) -> QuerySet[Claim]:
        """Match part of the case's number, the organisation or the class; a person's name whole."""
        value = value.strip()
        return queryset.filter(
            Q(case__number__icontains=value)
            | Q(case__organisation__name__icontains=value)
            | Q(training_class__number__icontains=value)
            | Q(case__courier__name=value)
        )

    def filter_due(self, queryset: QuerySet[Claim], name: str, value: str) -> QuerySet[Claim]:
        """Keep what is overdue today, or has no day."""
        if value == "none":
            return queryset.filter(case__due_on=None)
        return queryset.filter(case__due_on__lt=timezone.localdate())

    def filter_flag(self, queryset: QuerySet[Claim], name: str, value: str) -> QuerySet[Claim]:
        """Keep claims with people in the state asked for; the counts are those of `with_figures`."""
        conditions = {
            "unclear": Q(unclear__gt=0),
            "left_out": Q(left_out__gt=0),
            "refused": Q(granted__lt=F("claimed")),
        }
        return queryset.filter(conditions[value])


def years() -> list[tuple[int, str]]:
    """Return the years that have a budget, the latest first."""
    found = Budget.objects.order_by("-year").values_list("year", flat=True).distinct()
    return [(year, str(year)) for year in found]


class BudgetFilter(django_filters.FilterSet):
    """Year and scheme."""

    year = django_filters.ChoiceFilter(label=_("Year"), choices=years)
    scheme = django_filters.ModelChoiceFilter(label=_("Scheme"), queryset=Scheme.objects.all())

    class Meta:
        model = Budget
        fields: list[str] = []


class BatchFilter(django_filters.FilterSet):
    """Part of the number; state; scheme."""

    q = django_filters.CharFilter(label=_("Batch number"), field_name="number", lookup_expr="icontains")
    state = django_filters.ChoiceFilter(label=_("State"), choices=BatchState.choices)
    scheme = django_filters.ModelChoiceFilter(label=_("Scheme"), queryset=Scheme.objects.all())

    class Meta:
        model = PaymentBatch
        fields: list[str] = []


class LineFilter(django_filters.FilterSet):
    """Part of payee, case or batch; state; whether it waits to be sent again; scheme."""

    q = django_filters.CharFilter(label=_("Payee, case or batch"), method="filter_q")
    state = django_filters.ChoiceFilter(label=_("State"), choices=LineState.choices)
    again = django_filters.ChoiceFilter(
        label=_("To be sent again"), choices=[("yes", _("Waiting to be sent again"))], method="filter_again"
    )
    scheme = django_filters.ModelChoiceFilter(
        label=_("Scheme"), field_name="batch__scheme", queryset=Scheme.objects.all()
    )

    class Meta:
        model = PaymentLine
        fields: list[str] = []

    def filter_q(self, queryset: QuerySet[PaymentLine], name: str, value: str) -> QuerySet[PaymentLine]:
        """Match part of the payee's name, the case's or the batch's number."""
        value = value.strip()
        return queryset.filter(
            Q(payee__icontains=value)
            | Q(claim__case__number__icontains=value)
            | Q(batch__number__icontains=value)
        )

    def filter_again(self, queryset: QuerySet[PaymentLine], name: str, value: str) -> QuerySet[PaymentLine]:
        """Match lines that came back and that no later line follows."""
        return queryset.filter(state=LineState.FAILED, followed_by=None)


class RecoveryFilter(django_filters.FilterSet):
    """Part of number, case or claimant; class of reason; whether money is outstanding."""

    q = django_filters.CharFilter(label=_("Number, case or claimant"), method="filter_q")
    reason_class = django_filters.ChoiceFilter(label=_("Class of reason"), choices=RecoveryReason.choices)
    openness = django_filters.ChoiceFilter(label=_("State"), choices=OPENNESS, method="filter_openness")

    class Meta:
        model = RecoveryOrder
        fields: list[str] = []

    def filter_q(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Match part of the recovery's, the document's or the case's number, or of the claimant's name."""
        value = value.strip()
        return queryset.filter(
            Q(number__icontains=value)
            | Q(document_number__icontains=value)
            | Q(claim__case__number__icontains=value)
            | Q(claim__case__organisation__name__icontains=value)
            | Q(claim__case__courier__name=value)
        )

    def filter_openness(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Match recoveries of which money is outstanding, is late, or has all come in."""
        if value == "closed":
            return queryset.filter(received=F("amount"))
        if value == "overdue":
            return overdue(queryset, timezone.localdate())
        return queryset.filter(received__lt=F("amount"))


class AttestationFilter(django_filters.FilterSet):
    """Whole name, standing, category, source, whether it holds on a day, revoked or not."""

    name = django_filters.CharFilter(label=_("Full name"), field_name="courier__name", lookup_expr="exact")
    standing = django_filters.ChoiceFilter(
        label=pgettext_lazy("of a person", "Standing"), choices=Standing.choices
    )
    category = django_filters.ChoiceFilter(label=_("Category"), choices=PersonCategory.choices)
    source = django_filters.ChoiceFilter(label=_("Source"), choices=EvidenceSource.choices)
    holds_on = django_filters.DateFilter(label=_("Holds on"), method="filter_holds_on", widget=DateInput)
    revoked = django_filters.BooleanFilter(
        label=_("Revoked"), field_name="revoked_at", lookup_expr="isnull", exclude=True
    )

    class Meta:
        model = Attestation
        fields: list[Any] = []

    def filter_holds_on(
        self, queryset: QuerySet[Attestation], name: str, value: Any
    ) -> QuerySet[Attestation]:
        """Match what holds on a day."""
        open_end = Q(valid_until=None) | Q(valid_until__gte=value)
        return queryset.filter(open_end, as_of__lte=value, revoked_at=None)
