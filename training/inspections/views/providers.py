"""Providers beside one another, one provider's record, and the ladder of sanctions."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from office.desk.deeds import DeedView
from office.desk.lists import FilteredListView
from office.people.models import Organisation

from .. import actions, exports, queries
from ..enums import SanctionStep
from ..filters import ProviderFilter, SanctionFilter
from ..forms import LiftForm, SanctionForm
from ..models import Sanction
from ..thresholds import thresholds_on


class ProviderList(FilteredListView):
    """The figures of each provider, as far as the user may look."""

    template_name = "inspections/provider_list.html"
    filterset_class = ProviderFilter
    permission = "inspections.supervise"
    title = _("Supervision of providers")
    export_name = _("Figures of providers")

    @cached_property
    def today(self) -> datetime.date:
        """The day as of which everything is counted."""
        return timezone.localdate()

    def get_rows(self) -> QuerySet[Organisation]:
        """Return the providers by name."""
        return queries.providers_visible_to(self.request.user, on=self.today)

    def export(self, rows: QuerySet[Organisation]) -> bytes:
        """Hand out the very rows of the page."""
        return exports.providers_workbook(list(rows), on=self.today, **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Count for the providers of the page, and say what is marked."""
        context = super().get_context_data(thresholds=thresholds_on(self.today), **kwargs)
        context["providers"] = queries.with_figures(context["object_list"], on=self.today)
        return context


class ProviderPage(LoginRequiredMixin, TemplateView):
    """One provider: figures, inspections, samples, sanctions."""

    template_name = "inspections/provider.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Gather what this user may see; 404 out of sight."""
        user: Any = self.request.user
        if not user.has_perm("inspections.view_inspection"):
            raise PermissionDenied(gettext("Your roles do not include inspections."))
        today = timezone.localdate()
        found = get_object_or_404(queries.providers_visible_to(user, on=today), pk=self.kwargs["pk"])
        inspections = queries.inspections_visible_to(user).filter(training_class__provider=found)
        samples = queries.samples_visible_to(user).filter(training_class__provider=found)
        sanctions = list(queries.sanctions_visible_to(user).filter(provider=found))
        return super().get_context_data(
            provider=found,
            figures=queries.figures_of([found.pk], on=today)[found.pk],
            is_office=user.has_perm("inspections.supervise"),
            may_sanction=user.has_perm("inspections.impose_sanction"),
            inspections=inspections[:10],
            samples=queries.with_counts(samples[:10]),
            sanctions=[(each, each.bars(today)) for each in sanctions],
            today=today,
            **kwargs,
        )


class SanctionList(FilteredListView):
    """Every sanction that the user may see."""

    template_name = "inspections/sanction_list.html"
    filterset_class = SanctionFilter
    permission = "inspections.view_inspection"
    title = _("Sanctions")
    export_name = _("Sanctions")

    def get_rows(self) -> QuerySet[Sanction]:
        """Return them, the latest first."""
        return queries.sanctions_visible_to(self.request.user).order_by("-imposed_on", "-pk")

    def export(self, rows: QuerySet[Sanction]) -> bytes:
        """Hand out the very rows of the page."""
        return exports.sanctions_workbook(rows, **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tell which of them bar today."""
        context = super().get_context_data(
            is_office=self.request.user.has_perm("inspections.supervise"), **kwargs
        )
        today = timezone.localdate()
        context["sanctions"] = [(each, each.bars(today)) for each in context["object_list"]]
        return context


class ImposeSanction(DeedView):
    """Record a step against a provider."""

    form_class = SanctionForm
    permission = "inspections.impose_sanction"
    title = _("Record a sanction")
    button = _("Record the sanction")
    danger = True
    success_message = _("The sanction is recorded; while it bars, the provider can file no class.")
    object: Organisation

    def get_object(self) -> Organisation:
        """Return the provider; 404 out of sight."""
        rows = queries.providers_visible_to(self.request.user, on=timezone.localdate())
        found: Organisation = get_object_or_404(rows, pk=self.kwargs["pk"])
        self.intro = found.name
        return found

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say how long each step usually bars."""
        rules = thresholds_on(timezone.localdate(self.now))
        usual = "；".join(
            gettext("%(step)s: %(months)d months") % {"step": step.label, "months": rules["bar_months"][step]}
            for step in SanctionStep
            if rules["bar_months"].get(step)
        )
        hint = f"{usual}（{rules.clause('bar_months')}）"
        return {**super().get_form_kwargs(), "provider": self.object, "hint": hint}

    def get_initial(self) -> dict[str, Any]:
        """Propose today."""
        return {"imposed_on": timezone.localdate(self.now)}

    def perform(self, form: SanctionForm) -> Sanction:
        """Record it."""
        told = {**form.cleaned_data, "step": SanctionStep(form.cleaned_data["step"])}
        return actions.impose_sanction(self.object, **told, actor=self.actor, now=self.now)


class LiftSanction(DeedView):
    """Lift a sanction."""

    form_class = LiftForm
    permission = "inspections.impose_sanction"
    title = _("Lift the sanction")
    button = _("Lift")
    success_message = _("The sanction is lifted; the record keeps it.")
    object: Sanction

    def get_object(self) -> Sanction:
        """Return a visible sanction."""
        rows = queries.sanctions_visible_to(self.request.user)
        found: Sanction = get_object_or_404(rows, pk=self.kwargs["pk"])
        self.intro, self.cancel_url = str(found), found.get_absolute_url()
        return found

    def get_initial(self) -> dict[str, Any]:
        """Propose today."""
        return {"lifted_on": timezone.localdate(self.now)}

    def perform(self, form: LiftForm) -> Sanction:
        """Lift it."""
        return actions.lift_sanction(self.object, **form.cleaned_data, actor=self.actor, now=self.now)
