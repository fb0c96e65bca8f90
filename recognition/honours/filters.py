"""Narrowing the lists of honours."""

from __future__ import annotations

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.desk.forms import DateInput

from .enums import CorrectionOutcome, HonourKind, Level
from .models import CorrectionRequest, Honour

STANDING = [("yes", _("Holds today")), ("no", _("Withdrawn"))]
ANSWERED = [("no", _("Waiting for an answer")), ("yes", _("Answered"))]


class HonourFilter(django_filters.FilterSet):
    """Holder or title, kind, level, the days of the decision, and whether the honour holds."""

    q = django_filters.CharFilter(label=_("Holder, title or document"), method="search")
    kind = django_filters.ChoiceFilter(label=_("Kind of honour"), choices=HonourKind.choices)
    level = django_filters.ChoiceFilter(label=_("Level of honour"), choices=Level.choices)
    first = django_filters.DateFilter(
        label=_("From"), field_name="decided_on", lookup_expr="gte", widget=DateInput
    )
    last = django_filters.DateFilter(
        label=_("To"), field_name="decided_on", lookup_expr="lte", widget=DateInput
    )
    standing = django_filters.ChoiceFilter(
        label=pgettext_lazy("an honour", "Standing"), choices=STANDING, method="holds"
    )

    class Meta:
        model = Honour
        fields: list[str] = []

    def search(self, rows: QuerySet[Honour], name: str, value: str) -> QuerySet[Honour]:
        """Find a part of the holder's name, of the title or of the document's number."""
        value = value.strip()
        return rows.filter(
            Q(courier__name__icontains=value)
            | Q(organisation__name__icontains=value)
            | Q(collective__icontains=value)
            | Q(title__icontains=value)
            | Q(document_number__icontains=value)
        )

    def holds(self, rows: QuerySet[Honour], name: str, value: str) -> QuerySet[Honour]:
        """Find those that hold today, or that were withdrawn."""
        return rows.filter(withdrawn_on__isnull=value == "yes")


class CorrectionFilter(django_filters.FilterSet):
    """Whether a request was answered, and how."""

    answered = django_filters.ChoiceFilter(label=_("State"), choices=ANSWERED, method="by_answer")
    outcome = django_filters.ChoiceFilter(label=_("Outcome"), choices=CorrectionOutcome.choices)

    class Meta:
        model = CorrectionRequest
        fields: list[str] = []

    def by_answer(
        self, rows: QuerySet[CorrectionRequest], name: str, value: str
    ) -> QuerySet[CorrectionRequest]:
        """Find requests with or without an answer."""
        return rows.exclude(outcome="") if value == "yes" else rows.filter(outcome="")
