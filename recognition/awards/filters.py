"""Narrowing the lists of awards."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from office.casework.procedures import every
from recognition.committees.enums import Answer

from .actions import AWARD, DELEGATE
from .enums import AwardKind, OpinionOutcome, PersonCategory
from .models import Call, Nominee, Opinion, Reading
from .queries import calls_visible_to, owed

OPENNESS = [("open", _("Takes nominations")), ("over", _("Closed"))]
LISTED = [("yes", _("On the list")), ("no", _("Not on the list"))]
TO_DO = [("declare", _("Declare conflicts first")), ("mark", _("To be marked")), ("done", _("Nothing"))]
WAITING = [("waiting", _("Waiting for an answer")), ("overdue", _("Overdue"))]


def states() -> list[tuple[str, Any]]:
    """Return the states of nominees to choose from, each code once."""
    tables = [procedure for procedure in every() if procedure.code in {AWARD, DELEGATE}]
    return list({state.code: state.label for table in tables for state in table.states}.items())


def _calls(request: Any) -> QuerySet[Call]:
    return calls_visible_to(request.user)


class CallFilter(django_filters.FilterSet):
    """Part of the name, kind of award, whether it takes nominations."""

    q = django_filters.CharFilter(label=_("Name"), field_name="name", lookup_expr="icontains")
    kind = django_filters.ChoiceFilter(
        label=_("Kind of award"), field_name="award__kind", choices=AwardKind.choices
    )
    openness = django_filters.ChoiceFilter(label=_("State"), choices=OPENNESS, method="by_openness")

    class Meta:
        model = Call
        fields: list[str] = []

    def by_openness(self, rows: QuerySet[Call], name: str, value: str) -> QuerySet[Call]:
        """Find calls that take nominations today, or do so no more."""
        today = timezone.localdate()
        if value == "over":
            return rows.filter(closes_on__lt=today)
        return rows.filter(opens_on__lte=today, closes_on__gte=today)


class NomineeFilter(django_filters.FilterSet):
    """Name, call, state, category, and whether on the list."""

    q = django_filters.CharFilter(label=_("Name or case number"), method="search")
    call = django_filters.ModelChoiceFilter(label=_("Call"), queryset=_calls)
    state = django_filters.ChoiceFilter(label=_("State"), field_name="case__state", choices=states)
    category = django_filters.ChoiceFilter(label=_("Category of person"), choices=PersonCategory.choices)
    listed = django_filters.ChoiceFilter(label=_("List"), choices=LISTED, method="by_list")

    class Meta:
        model = Nominee
        fields: list[str] = []

    def search(self, rows: QuerySet[Nominee], name: str, value: str) -> QuerySet[Nominee]:
        """Find a part of the name, of the collective's, or of the case's number."""
        value = value.strip()
        return rows.filter(
            Q(courier__name__icontains=value)
            | Q(collective__icontains=value)
            | Q(case__number__icontains=value)
        )

    def by_list(self, rows: QuerySet[Nominee], name: str, value: str) -> QuerySet[Nominee]:
        """Find who is on the list, or is not."""
        return rows.filter(proposed=value == "yes")


class ReadingFilter(django_filters.FilterSet):
    """Name, and what is left to do."""

    q = django_filters.CharFilter(label=_("Name"), method="search")
    to_do = django_filters.ChoiceFilter(label=_("To do"), choices=TO_DO, method="left")

    class Meta:
        model = Reading
        fields: list[str] = []

    def search(self, rows: QuerySet[Reading], name: str, value: str) -> QuerySet[Reading]:
        """Find a part of the nominee's name."""
        value = value.strip()
        return rows.filter(
            Q(nominee__courier__name__icontains=value) | Q(nominee__collective__icontains=value)
        )

    def left(self, rows: QuerySet[Reading], name: str, value: str) -> QuerySet[Reading]:
        """Find what waits for a declaration, for marks, or for nothing."""
        waiting = owed(rows)
        if value == "done":
            return rows.exclude(pk__in=waiting.values("pk"))
        return waiting.filter(answer=Answer.ASKED if value == "declare" else Answer.NONE)


class OpinionFilter(django_filters.FilterSet):
    """Call, answer, and what is waited for."""

    call = django_filters.ModelChoiceFilter(label=_("Call"), field_name="nominee__call", queryset=_calls)
    outcome = django_filters.ChoiceFilter(label=_("Opinion"), choices=OpinionOutcome.choices)
    waiting = django_filters.ChoiceFilter(label=_("State"), choices=WAITING, method="by_waiting")

    class Meta:
        model = Opinion
        fields: list[str] = []

    def by_waiting(self, rows: QuerySet[Opinion], name: str, value: str) -> QuerySet[Opinion]:
        """Find opinions that are waited for, or were due before today."""
        rows = rows.filter(outcome="")
        return rows.filter(due_on__lt=timezone.localdate()) if value == "overdue" else rows
