"""Call-back samples: the list, the draw, the call sheet, a telephone number shown, a call recorded."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from office.desk.deeds import DeedView
from office.desk.lists import FilteredListView

from .. import actions, exports, fairness, queries
from ..enums import CallOutcome
from ..filters import SampleFilter
from ..forms import CallForm, SampleForm
from ..models import Call, Sample, SampledTrainee
from .classes import ClassDeed


class SampleList(FilteredListView):
    """Every sample with what its calls came to."""

    template_name = "inspections/sample_list.html"
    filterset_class = SampleFilter
    permission = "inspections.supervise"
    title = _("Call-back samples")
    export_name = _("Call-back samples")

    def get_rows(self) -> QuerySet[Sample]:
        """Return them, the latest first."""
        return queries.samples_visible_to(self.request.user).order_by("-drawn_at", "-pk")

    def export(self, rows: QuerySet[Sample]) -> bytes:
        """Hand out the very rows of the page."""
        return exports.samples_workbook(rows, **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Count the calls of the page's samples."""
        context = super().get_context_data(**kwargs)
        context["samples"] = queries.with_counts(context["object_list"])
        return context


class DrawSample(ClassDeed):
    """Draw trainees of a class."""

    form_class = SampleForm
    permission = "inspections.draw_sample"
    title = _("Draw trainees to call back")
    button = _("Draw")
    success_message = _("The sample is drawn; its caller sees the numbers one by one.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask for a reason when the class was sampled before."""
        again = self.training_class.call_back_samples.exists()
        return {**super().get_form_kwargs(), "today": timezone.localdate(self.now), "again": again}

    def get_initial(self) -> dict[str, Any]:
        """Propose oneself."""
        return {"caller": self.actor}

    def perform(self, form: SampleForm) -> Sample:
        """Draw."""
        return actions.draw_sample(self.training_class, **form.cleaned_data, actor=self.actor, now=self.now)


class SamplePage(LoginRequiredMixin, TemplateView):
    """The call sheet: who was drawn, every try, what came of it, and how to repeat the draw."""

    template_name = "inspections/sample.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Gather the sheet; 404 out of sight."""
        user: Any = self.request.user
        found = get_object_or_404(queries.samples_visible_to(user), pk=self.kwargs["pk"])
        people = list(queries.people_of(found))
        drawn = fairness.draw(found.seed, found.frame, found.size)
        return super().get_context_data(
            sample=found,
            counts=queries.counts_of(found),
            people=people,
            may_call=user.has_perm("inspections.call", found),
            holds=drawn == [str(each.enrolment_id) for each in people],
            others=queries.samples_visible_to(user)
            .filter(training_class=found.training_class)
            .exclude(pk=found.pk),
            **kwargs,
        )


class CallDeed(DeedView):
    """A deed of the caller on one drawn person."""

    object: SampledTrainee

    def get_object(self) -> SampledTrainee:
        """Return the person of a visible sample; 404 out of sight, 403 for others than the caller."""
        visible = queries.samples_visible_to(self.request.user)
        found: SampledTrainee = get_object_or_404(
            SampledTrainee.objects.select_related(
                "sample__training_class", "sample__caller", "enrolment__courier"
            ).filter(sample__in=visible),
            pk=self.kwargs["pk"],
        )
        if not self.request.user.has_perm("inspections.call", found.sample):
            raise PermissionDenied(gettext("Only the caller of this sample sees numbers and records calls."))
        self.intro = f"{found.enrolment.courier.name} · {found.sample}"
        self.cancel_url = found.sample.get_absolute_url()
        return found

    def get_success_url(self, result: Any = None) -> str:
        """Go back to the call sheet."""
        return self.object.sample.get_absolute_url()


class RevealPhone(CallDeed):
    """Show a telephone number once, on the answer to the form."""

    title = _("Show the telephone number")
    button = _("Show the number")
    number = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say that the look is recorded."""
        words = _("That you saw the number, and when, is recorded with the person.")
        return super().get_context_data(**kwargs) | {"intro": f"{self.intro}　{words}"}

    def perform(self, form: Any) -> SampledTrainee:
        """Ask the action, which records it."""
        self.number = actions.reveal_phone(self.object, actor=self.actor, now=self.now)
        return self.object

    def respond(self, result: SampledTrainee, url: str) -> HttpResponse:
        """Print the number on a page that no cache keeps, beside the way to record the call."""
        context = {"trainee": result, "number": self.number, "title": self.title, "url": url}
        response = render(self.request, "inspections/phone_shown.html", context)
        response["Cache-Control"] = "no-store, private"
        return response


class RecordCall(CallDeed):
    """Record one try."""

    form_class = CallForm
    title = _("Record a call")
    button = _("Record the call")
    success_message = _("The call is recorded.")

    def perform(self, form: CallForm) -> Call:
        """Record it."""
        return actions.record_call(
            self.object,
            outcome=CallOutcome(form.cleaned_data["outcome"]),
            answers=form.answers(),
            remark=form.cleaned_data["remark"],
            actor=self.actor,
            now=self.now,
        )
