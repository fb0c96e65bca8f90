"""Pages of budgets."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin, PermissionRequiredMixin
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView

from office.desk.deeds import DeedView
from office.desk.lists import FilteredListView

from .. import queries
from ..actions import budgets as actions
from ..exports import money as exports
from ..filters import BudgetFilter
from ..forms import payments as forms
from ..models import Budget


class BudgetList(FilteredListView):
    """Budgets by year and scheme, with what is bound, listed, paid and left."""

    template_name = "subsidies/budget_list.html"
    permission = "subsidies.view_budget"
    filterset_class = BudgetFilter
    title = _("Budgets")
    export_name = _("Budgets")

    def get_rows(self) -> QuerySet[Budget]:
        """Return the budgets with their sums."""
        return queries.budgets_visible_to(self.request.user)

    def export(self, rows: QuerySet[Any]) -> bytes:
        """Return them as a workbook."""
        return exports.budgets_workbook(rows, **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tell whether the user keeps budgets."""
        may = self.request.user.has_perm("subsidies.keep_budget")
        return super().get_context_data(may_keep=may, **kwargs)


class BudgetPage(LoginRequiredMixin, PermissionRequiredMixin, DetailView[Budget]):
    """One budget with its ledger."""

    template_name = "subsidies/budget.html"
    permission_required = "subsidies.view_budget"

    def get_queryset(self) -> QuerySet[Budget]:
        """Begin at what the user may see."""
        return queries.budgets_visible_to(self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the ledger."""
        may = self.request.user.has_perm("subsidies.keep_budget")
        entries = queries.entries_of(self.object)
        return super().get_context_data(entries=entries, may_keep=may, **kwargs)


class NewBudget(DeedView):
    """The payment officer enters the budget of a year."""

    form_class = forms.BudgetForm
    permission = "subsidies.keep_budget"
    title = _("Enter a budget")
    intro = _("Approved claims bind money of the budget of their year; what is not there cannot be approved.")
    success_message = _("The budget is on record.")

    def get_object(self) -> None:
        """Lead back to the list."""
        self.cancel_url = reverse("subsidies:budgets")

    def get_initial(self) -> dict[str, Any]:
        """Offer the present year."""
        return {"year": timezone.localdate(self.now).year}

    def perform(self, form: forms.BudgetForm) -> Budget:
        """Enter it."""
        values = dict(form.cleaned_data)
        return actions.open_budget(values.pop("scheme"), **values, actor=self.actor, now=self.now)

    def get_success_url(self, result: Any = None) -> str:
        """Show the budget."""
        return reverse("subsidies:budget", args=[result.pk])


class AmendBudget(DeedView):
    """The payment officer raises or lowers a budget by document."""

    form_class = forms.AmendmentForm
    permission = "subsidies.keep_budget"
    title = _("Change the budget by document")
    intro = _("A budget is never lowered below what approved claims bind.")
    success_message = _("The change is on record.")

    def get_object(self) -> Budget:
        """Return the budget."""
        found = get_object_or_404(queries.budgets_visible_to(self.request.user), pk=self.kwargs["pk"])
        self.cancel_url = reverse("subsidies:budget", args=[found.pk])
        return found

    def perform(self, form: forms.AmendmentForm) -> Budget:
        """Change it."""
        return actions.amend_budget(self.object, **form.cleaned_data, actor=self.actor, now=self.now)

    def get_success_url(self, result: Any = None) -> str:
        """Show the budget."""
        return reverse("subsidies:budget", args=[self.object.pk])
