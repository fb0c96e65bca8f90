"""Filters of the lists."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .enums import EnquiryKind, Topic
from .models import Enquiry, PublishedAnswer

STATES = [
    ("open", _("To be answered")),
    ("overdue", _("Overdue")),
    ("nobody", _("Without a department")),
    ("proposed", _("Proposed for publication")),
    ("answered", _("Answered")),
]


class EnquiryFilter(django_filters.FilterSet):
    """Part of the receipt number or the text; kind, topic, state."""

    q = django_filters.CharFilter(label=_("Receipt number or words"), method="filter_q")
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=EnquiryKind.choices)
    topic = django_filters.ChoiceFilter(label=pgettext_lazy("enquiry", "Topic"), choices=Topic.choices)
    state = django_filters.ChoiceFilter(label=_("State"), choices=STATES, method="filter_state")

    class Meta:
        model = Enquiry
        fields: list[str] = []

    def filter_q(self, queryset: QuerySet[Enquiry], name: str, value: str) -> QuerySet[Enquiry]:
        """Match part of the receipt number or of the words."""
        value = value.strip()
        return queryset.filter(Q(receipt_number__icontains=value) | Q(text__icontains=value))

    def filter_state(self, queryset: QuerySet[Enquiry], name: str, value: str) -> QuerySet[Enquiry]:
        """Match what is still to be done, or what is done."""
        asked: dict[str, dict[str, Any]] = {
            "open": {"answer": None},
            "overdue": {"answer": None, "due_on__lt": timezone.localdate()},
            "nobody": {"answer": None, "department": None},
            "proposed": {"published__isnull": False, "published__released_at": None},
            "answered": {"answer__isnull": False},
        }
        return queryset.filter(**asked[value])


class AnswerFilter(django_filters.FilterSet):
    """Words of question or answer; topic."""

    q = django_filters.CharFilter(label=_("Words"), method="filter_q")
    topic = django_filters.ChoiceFilter(
        label=pgettext_lazy("enquiry", "Topic"), choices=Topic.choices, field_name="enquiry__topic"
    )

    class Meta:
        model = PublishedAnswer
        fields: list[str] = []

    def filter_q(
        self, queryset: QuerySet[PublishedAnswer], name: str, value: str
    ) -> QuerySet[PublishedAnswer]:
        """Match words of the question or of the answer."""
        value = value.strip()
        return queryset.filter(Q(question__icontains=value) | Q(text__icontains=value))
