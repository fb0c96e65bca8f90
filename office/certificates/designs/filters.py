"""Narrowing the list of designs."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from .. import kinds
from ..models import DesignVersion

STATES = [("draft", _("Draft")), ("published", _("Published"))]


class DesignFilter(django_filters.FilterSet):
    """Kind and whether it is published."""

    kind = django_filters.ChoiceFilter(label=_("Kind"), field_name="design__kind", choices=kinds.choices)
    state = django_filters.ChoiceFilter(label=_("State"), choices=STATES, method="_in_state")

    class Meta:
        model = DesignVersion
        fields: list[str] = []

    def _in_state(self, rows: QuerySet[DesignVersion], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(published_at__isnull=value == "draft")
