"""The list of inspections, planning by hand and at random, one inspection and what is done to it."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET
from django.views.generic import TemplateView

from office.desk.deeds import DeedView
from office.desk.downloads import file_answer
from office.desk.lists import FilteredListView
from office.people.models import User

from .. import actions, exports, fairness, papers, queries
from ..enums import Choice
from ..filters import DrawFilter, InspectionFilter
from ..forms import DrawForm, PlanForm, ReasonForm, RectificationForm, ResultForm
from ..models import Inspection, InspectionDraw
from .classes import ClassDeed


class InspectionList(FilteredListView):
    """The inspections that the user may see."""

    template_name = "inspections/inspection_list.html"
    filterset_class = InspectionFilter
    permission = "inspections.view_inspection"
    title = _("Inspections")
    export_name = _("Inspections")

    def get_rows(self) -> QuerySet[Inspection]:
        """Return them, the latest day first."""
        return queries.inspections_visible_to(self.request.user).order_by("-planned_on", "-pk")

    def export(self, rows: QuerySet[Inspection]) -> bytes:
        """Hand out the very rows of the page."""
        return exports.inspections_workbook(rows, **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the day that deadlines are held against, and who may draw."""
        user = self.request.user
        return super().get_context_data(
            today=timezone.localdate(),
            may_plan=user.has_perm("inspections.plan_inspection"),
            is_office=user.has_perm("inspections.supervise"),
            **kwargs,
        )


class DrawList(FilteredListView):
    """Every draw of classes, so that nobody draws twice in silence."""

    template_name = "inspections/draw_list.html"
    filterset_class = DrawFilter
    permission = "inspections.supervise"
    title = _("Draws of inspections")
    export_name = _("Draws of inspections")

    def get_rows(self) -> QuerySet[InspectionDraw]:
        """Return them, the latest first."""
        return queries.draws_visible_to(self.request.user).order_by("-drawn_at", "-pk")

    def export(self, rows: QuerySet[InspectionDraw]) -> bytes:
        """Hand out the very rows of the page."""
        return exports.draws_workbook(rows, **self.taken)


class DrawPage(LoginRequiredMixin, TemplateView):
    """A draw with its seed, everything that could be drawn, and how to repeat it."""

    template_name = "inspections/draw_page.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Rank the frame again, as anybody can."""
        found = get_object_or_404(queries.draws_visible_to(self.request.user), pk=self.kwargs["pk"])
        ranked = fairness.draw(found.seed, found.frame, len(found.frame))
        return super().get_context_data(
            draw=found,
            rows=[(number, fairness.rank(found.seed, number), number in found.drawn) for number in ranked],
            inspections=found.inspections.select_related("training_class").order_by("pk"),
            holds=ranked[: found.size] == found.drawn,
            **kwargs,
        )


class DrawInspections(DeedView):
    """Draw classes of a day at random."""

    form_class = DrawForm
    permission = "inspections.plan_inspection"
    title = _("Draw classes at random")
    intro = _("The draw is recorded with its seed, so that everybody can repeat it. It cannot be undone.")
    button = _("Draw and plan the visits")
    cancel_url: Any = reverse_lazy("inspections:inspection_list")
    success_message = _("The classes are drawn and their visits planned.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the officers of today."""
        return {**super().get_form_kwargs(), "today": timezone.localdate(self.now)}

    def get_initial(self) -> dict[str, Any]:
        """Propose today, and oneself."""
        return {"held_on": timezone.localdate(self.now), "first_inspector": self.actor}

    def perform(self, form: DrawForm) -> InspectionDraw:
        """Draw."""
        return actions.draw_inspections(**form.cleaned_data, actor=self.actor, now=self.now)


class PlanInspection(ClassDeed):
    """Plan a visit to one class."""

    form_class = PlanForm
    permission = "inspections.plan_inspection"
    title = _("Plan an inspection")
    button = _("Plan the visit")
    success_message = _("The visit is planned. The provider does not see it before its result.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the officers of today."""
        return {**super().get_form_kwargs(), "today": timezone.localdate(self.now)}

    def get_initial(self) -> dict[str, Any]:
        """Propose oneself."""
        return {"first_inspector": self.actor}

    def perform(self, form: PlanForm) -> Inspection:
        """Plan it."""
        told = {**form.cleaned_data, "choice": Choice(form.cleaned_data["choice"])}
        return actions.plan_inspection(self.training_class, **told, actor=self.actor, now=self.now)


class InspectionPage(LoginRequiredMixin, TemplateView):
    """One inspection: what was filed, what was found, what follows."""

    template_name = "inspections/inspection.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Gather it for this user; 404 out of sight."""
        user: Any = self.request.user
        found = get_object_or_404(
            queries.inspections_visible_to(user).select_related("draw", "entered_by"), pk=self.kwargs["pk"]
        )
        today = timezone.localdate()
        return super().get_context_data(
            inspection=found,
            defects=found.defects.all(),
            is_office=user.has_perm("inspections.supervise"),
            may_plan=user.has_perm("inspections.plan_inspection"),
            may_enter=user.has_perm("inspections.enter_result", found),
            today=today,
            entry_overdue=found.entry_is_overdue(today),
            rectification_overdue=found.rectification_is_overdue(today),
            **kwargs,
        )


class InspectionDeed(DeedView):
    """A deed on one visible inspection."""

    object: Inspection

    def get_object(self) -> Inspection:
        """Return the inspection; 404 out of sight."""
        found: Inspection = get_object_or_404(
            queries.inspections_visible_to(self.request.user), pk=self.kwargs["pk"]
        )
        self.intro, self.cancel_url = str(found.training_class), found.get_absolute_url()
        return found


class EnterResult(InspectionDeed):
    """The two inspectors enter what they saw."""

    form_class = ResultForm
    permission = "inspections.enter_result"
    title = _("Enter the result of the inspection")
    button = pgettext_lazy("of an inspection", "Enter the result")
    success_message = _("The result is entered; the provider can read it now.")

    def get_initial(self) -> dict[str, Any]:
        """Propose the day that was planned."""
        return {"visited_on": self.object.planned_on}

    def perform(self, form: ResultForm) -> Inspection:
        """Enter it."""
        return actions.enter_result(self.object, form.facts(), actor=self.actor, now=self.now)


class RecordRectification(InspectionDeed):
    """What was found is put right."""

    form_class = RectificationForm
    permission = "inspections.plan_inspection"
    title = _("Record the rectification")
    success_message = _("The rectification is recorded and the inspection closed.")

    def get_initial(self) -> dict[str, Any]:
        """Propose today."""
        return {"rectified_on": timezone.localdate(self.now)}

    def perform(self, form: RectificationForm) -> Inspection:
        """Record it."""
        return actions.record_rectification(self.object, **form.cleaned_data, actor=self.actor, now=self.now)


class CallOff(InspectionDeed):
    """Call a planned visit off."""

    form_class = ReasonForm
    permission = "inspections.plan_inspection"
    title = _("Call the inspection off")
    button = _("Call off")
    danger = True
    success_message = _("The inspection is called off; the record keeps it with the reason.")

    def perform(self, form: ReasonForm) -> Inspection:
        """Call it off."""
        return actions.call_off_inspection(self.object, **form.cleaned_data, actor=self.actor, now=self.now)


@login_required
@require_GET
def form_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the form to sign, filled with what is filed; the bureau's own paper."""
    user = cast(User, request.user)
    found = get_object_or_404(queries.inspections_visible_to(user), pk=pk)
    if not user.has_perm("inspections.supervise"):
        raise PermissionDenied(gettext("The form is the bureau's own; its result is on the page."))
    content = papers.inspection_form(found, actor=user, now=timezone.now())
    day = found.visited_on or found.planned_on
    return file_answer(content, f"检查记录表-{found.training_class.number}-{day}.pdf")
