"""Narrowing the list of batches."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from .. import kinds
from ..models import Batch

STATES = [("running", _("Not finished")), ("finished", _("Finished"))]


class BatchFilter(django_filters.FilterSet):
    """Title, kind, and whether something waits."""

    title = django_filters.CharFilter(label=_("Batch"), lookup_expr="icontains")
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=kinds.choices)
    state = django_filters.ChoiceFilter(label=_("State"), choices=STATES, method="_in_state")

    class Meta:
        model = Batch
        fields: list[str] = []

    def _in_state(self, rows: QuerySet[Batch], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(finished_at__isnull=value == "running")
