"""Costs of competitions: the list, a new one, and one that was a mistake."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from office.desk.deeds import DeedView
from office.desk.lists import FilteredListView

from .. import actions, exports, queries
from ..filters import CostFilter
from ..forms import CostForm, VoidForm
from ..models import Competition, ContestCost


class CostList(FilteredListView):
    """What competitions cost."""

    template_name = "competitions/cost_list.html"
    filterset_class = CostFilter
    permission = "competitions.view_event"
    title = _("Costs of competitions")
    export_name = _("Costs of competitions")

    def get_rows(self) -> QuerySet[ContestCost]:
        """Begin at what is visible."""
        return queries.costs_visible_to(self.request.user).order_by("-paid_on", "-pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tell which costs this user may void."""
        context = super().get_context_data(**kwargs)
        may = {
            each.competition: self.request.user.has_perm("competitions.record_cost", each.competition)
            for each in context["object_list"]
        }
        return {**context, "mine": {competition.pk for competition, allowed in may.items() if allowed}}

    def export(self, rows: QuerySet[ContestCost]) -> bytes:
        """Hand out the very rows of the page."""
        return exports.costs_workbook(rows, **self.taken)


class RecordCost(DeedView):
    """Record an expense of a competition."""

    form_class = CostForm
    permission = "competitions.record_cost"
    title = _("Record a cost")
    button = _("Record the cost")
    success_message = _("The cost is recorded.")
    object: Competition

    def get_object(self) -> Competition:
        """Begin at what is visible."""
        found = get_object_or_404(queries.competitions_visible_to(self.request.user), pk=self.kwargs["pk"])
        self.intro = found.name
        self.cancel_url = self.get_success_url()
        return found

    def perform(self, form: Any) -> ContestCost:
        """Record it."""
        return actions.record_cost(self.object, **form.cleaned_data, actor=self.actor, now=self.now)

    def get_success_url(self, result: Any = None) -> str:
        """Lead to the list."""
        return reverse("competitions:cost_list")


class VoidCost(DeedView):
    """Void an expense that was a mistake."""

    form_class = VoidForm
    title = _("Void the cost")
    button = _("Void the cost")
    danger = True
    object: ContestCost

    def get_object(self) -> ContestCost:
        """Begin at what is visible."""
        found = get_object_or_404(queries.costs_visible_to(self.request.user), pk=self.kwargs["pk"])
        if not self.request.user.has_perm("competitions.record_cost", found.competition):
            raise PermissionDenied(_("Only the competition officer of the organiser may do this."))
        self.intro = str(found)
        self.cancel_url = self.get_success_url()
        return found

    def perform(self, form: Any) -> ContestCost:
        """Void it."""
        return actions.void_cost(self.object, **form.cleaned_data, actor=self.actor, now=self.now)

    def get_success_url(self, result: Any = None) -> str:
        """Lead to the list."""
        return reverse("competitions:cost_list")
