"""Filters of the lists."""

from __future__ import annotations

import datetime
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import kinds
from .models import Case, Evidence, Objection, PublicNotice
from .procedures import every

MONTH = datetime.timedelta(days=30)
VALIDITY = [("valid", _("Valid")), ("soon", _("Runs out within thirty days")), ("out", _("Run out"))]
WEEK = datetime.timedelta(days=7)
DUE = [
    ("overdue", _("Overdue")),
    ("week", _("Due within seven days")),
    ("none", _("Without a day")),
    ("paused", _("Paused")),
]
OPENNESS = [("open", _("Open for objections")), ("over", _("Period over"))]
RULED = [("no", _("Waiting for a ruling")), ("yes", _("Ruled on"))]


def procedures() -> list[tuple[str, Any]]:
    """Return the procedures to choose from, newest version's name."""
    return list({procedure.code: procedure.label for procedure in every()}.items())


def states() -> list[tuple[str, Any]]:
    """Return the states to choose from, each code once."""
    return list({state.code: state.label for procedure in every() for state in procedure.states}.items())


def evidence_kinds() -> list[tuple[str, Any]]:
    """Return the kinds of papers to choose from."""
    return [(kind.code, kind.label) for kind in kinds.every()]


class CaseFilter(django_filters.FilterSet):
    """Part of the number, title or applicant; procedure; state; when due."""

    q = django_filters.CharFilter(label=_("Number, title or applicant"), method="filter_q")
    procedure = django_filters.ChoiceFilter(label=_("Procedure"), choices=procedures)
    state = django_filters.ChoiceFilter(label=_("State"), choices=states)
    due = django_filters.ChoiceFilter(label=_("Due"), choices=DUE, method="filter_due")

    class Meta:
        model = Case
        fields: list[str] = []

    def filter_q(self, queryset: QuerySet[Case], name: str, value: str) -> QuerySet[Case]:
        """Match part of the number, the title or the applicant's name."""
        value = value.strip()
        return queryset.filter(
            Q(number__icontains=value)
            | Q(title__icontains=value)
            | Q(organisation__name__icontains=value)
            | Q(courier__name=value)
        )

    def filter_due(self, queryset: QuerySet[Case], name: str, value: str) -> QuerySet[Case]:
        """Match cases overdue, due soon, or without a day."""
        today = timezone.localdate()
        if value == "paused":
            return queryset.filter(paused_at__isnull=False)
        queryset = queryset.filter(paused_at=None)
        if value == "none":
            return queryset.filter(due_on=None)
        if value == "overdue":
            return queryset.filter(due_on__lt=today)
        return queryset.filter(due_on__gte=today, due_on__lte=today + WEEK)


class EvidenceFilter(django_filters.FilterSet):
    """Part of the file's name, issuer or owner; kind; whether it is valid."""

    q = django_filters.CharFilter(label=_("File, issuer or owner"), method="filter_q")
    kind = django_filters.ChoiceFilter(label=_("Kind of paper"), choices=evidence_kinds)
    valid = django_filters.ChoiceFilter(label=_("Validity"), choices=VALIDITY, method="filter_valid")

    class Meta:
        model = Evidence
        fields: list[str] = []

    def filter_q(self, queryset: QuerySet[Evidence], name: str, value: str) -> QuerySet[Evidence]:
        """Match part of the file's name, of the issuer, or of the owner's name."""
        value = value.strip()
        return queryset.filter(
            Q(name__icontains=value)
            | Q(issuer__icontains=value)
            | Q(organisation__name__icontains=value)
            | Q(courier__name=value)
        )

    def filter_valid(self, queryset: QuerySet[Evidence], name: str, value: str) -> QuerySet[Evidence]:
        """Match papers that are valid, run out within thirty days, or have run out."""
        today = timezone.localdate()
        if value == "out":
            return queryset.filter(valid_until__lt=today)
        if value == "soon":
            return queryset.filter(valid_until__gte=today, valid_until__lte=today + MONTH)
        return queryset.filter(Q(valid_until=None) | Q(valid_until__gte=today))


class NoticeFilter(django_filters.FilterSet):
    """Part of the title or number; whether objections can be filed."""

    q = django_filters.CharFilter(label=_("Title or number"), method="filter_q")
    openness = django_filters.ChoiceFilter(label=_("State"), choices=OPENNESS, method="filter_openness")

    class Meta:
        model = PublicNotice
        fields: list[str] = []

    def filter_q(self, queryset: QuerySet[PublicNotice], name: str, value: str) -> QuerySet[PublicNotice]:
        """Match part of the title or number."""
        return queryset.filter(Q(title__icontains=value.strip()) | Q(number__icontains=value.strip()))

    def filter_openness(
        self, queryset: QuerySet[PublicNotice], name: str, value: str
    ) -> QuerySet[PublicNotice]:
        """Match notices that stand today, or stand no more."""
        today = timezone.localdate()
        if value == "over":
            return queryset.filter(closes_on__lt=today)
        return queryset.filter(opens_on__lte=today, closes_on__gte=today)


class ObjectionFilter(django_filters.FilterSet):
    """Part of a number; whether a ruling was given."""

    q = django_filters.CharFilter(label=_("Receipt, case or notice number"), method="filter_q")
    ruled = django_filters.ChoiceFilter(label=_("State"), choices=RULED, method="filter_ruled")

    class Meta:
        model = Objection
        fields: list[str] = []

    def filter_q(self, queryset: QuerySet[Objection], name: str, value: str) -> QuerySet[Objection]:
        """Match part of the receipt, the case's or the notice's number."""
        value = value.strip()
        return queryset.filter(
            Q(receipt_number__icontains=value)
            | Q(case__number__icontains=value)
            | Q(notice__number__icontains=value)
        )

    def filter_ruled(self, queryset: QuerySet[Objection], name: str, value: str) -> QuerySet[Objection]:
        """Match objections with or without a ruling."""
        return queryset.filter(ruling__isnull=value == "no")
