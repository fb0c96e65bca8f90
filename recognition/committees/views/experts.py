"""The experts on file."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from office.desk.deeds import DeedView
from office.desk.lists import FilteredListView

from .. import actions, exports, queries
from ..filters import ExpertFilter
from ..forms import ExpertForm, ReasonForm
from ..models import Expert
from ..queries.choices import accounts_to_file


class ExpertList(FilteredListView):
    """The experts, by filing number."""

    template_name = "committees/expert_list.html"
    filterset_class = ExpertFilter
    permission = "committees.view_committee"
    title = _("Experts")
    export_name = _("Experts")

    def get_rows(self) -> QuerySet[Expert]:
        """Return them."""
        return queries.experts_visible_to(self.request.user).order_by("filing_number")

    def export(self, rows: QuerySet[Expert]) -> bytes:
        """Hand out the very rows of the page."""
        return exports.experts_workbook(rows, **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the load of the page's experts, the day, and who may file."""
        context = super().get_context_data(today=timezone.localdate(), **kwargs)
        found = list(context["object_list"].prefetch_related("specialities"))
        load = queries.load_of(found)
        context["experts"] = [(each, load[each.pk], each.is_filed_on(context["today"])) for each in found]
        context["may_file"] = self.request.user.has_perm("committees.file_expert")
        return context


class ExpertPage(LoginRequiredMixin, TemplateView):
    """One expert: filing, employers, seats."""

    template_name = "committees/expert.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Gather it; 404 out of sight."""
        user: Any = self.request.user
        found = get_object_or_404(queries.experts_visible_to(user), pk=self.kwargs["pk"])
        return super().get_context_data(
            expert=found,
            is_filed=found.is_filed_on(timezone.localdate()),
            load=queries.load_of([found])[found.pk],
            seats=found.memberships.select_related("committee").order_by("-valid_from", "pk"),
            may_file=user.has_perm("committees.file_expert"),
            **kwargs,
        )


class FileExpert(DeedView):
    """File an account as an expert."""

    form_class = ExpertForm
    permission = "committees.file_expert"
    title = _("File an expert")
    intro = _("The registrar gives the account the role of an expert first; then it can be chosen here.")
    button = _("File")
    cancel_url: Any = reverse_lazy("committees:expert_list")
    success_message = _("%(result)s is on file.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the accounts that are not on file."""
        return {**super().get_form_kwargs(), "accounts": accounts_to_file()}

    def perform(self, form: ExpertForm) -> Expert:
        """File."""
        return actions.file_expert(form.cleaned_data["user"], form.facts(), actor=self.actor, now=self.now)


class StrikeOff(DeedView):
    """Strike an expert off the list."""

    object: Expert
    form_class = ReasonForm
    permission = "committees.file_expert"
    title = _("Strike an expert off")
    button = _("Strike off")
    danger = True
    success_message = _("The expert is struck off; every seat ended today.")

    def get_object(self) -> Expert:
        """Return the expert; 404 out of sight."""
        found = get_object_or_404(queries.experts_visible_to(self.request.user), pk=self.kwargs["pk"])
        self.intro, self.cancel_url = str(found), found.get_absolute_url()
        return found

    def perform(self, form: ReasonForm) -> Expert:
        """Strike off."""
        return actions.strike_off_expert(self.object, **form.cleaned_data, actor=self.actor, now=self.now)
