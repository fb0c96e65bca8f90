"""The attempts of a class, and one entered on screen."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from office.desk.lists import FilteredListView

from .. import actions, queries
from ..actions.sheets import PERMISSIONS, takes_sheets
from ..attempts import histories_of, pass_marks_of
from ..enums import ResultSource, SheetKind
from ..exports.results import attempts_workbook
from ..filters import AttemptFilter
from ..forms import ResultForm, RetakeRuleForm
from ..models import Attempt, Enrolment, TrainingClass
from .classes import ClassDeed, visible_class


class ResultList(FilteredListView):
    """Every attempt of a class, and who may take the test again."""

    template_name = "courses/result_list.html"
    filterset_class = AttemptFilter
    title = _("Results and retakes")
    export_name = _("Results")

    @cached_property
    def training_class(self) -> TrainingClass:
        """The class in the address."""
        return visible_class(self.request, self.kwargs["number"])

    def get_rows(self) -> QuerySet[Attempt]:
        """Return the attempts in the order of the roster and of their days."""
        return (
            Attempt.objects.filter(enrolment__in=self.training_class.enrolments.enrolled())
            .select_related("enrolment__courier", "enrolment__assessment")
            .order_by("enrolment__position", "number")
        )

    def export(self, rows: QuerySet[Attempt]) -> bytes:
        """Hand out the very rows of the page."""
        return attempts_workbook(self.training_class, rows, **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the class, and whether the user may enter results, and other bodies' certificates, today."""
        found = self.training_class

        def may_send(kind: SheetKind) -> bool:
            may = self.request.user.has_perm(PERMISSIONS[kind], found)
            return may and takes_sheets(kind, found, timezone.localdate())

        return super().get_context_data(
            training_class=found,
            may_record=may_send(SheetKind.SCORES),
            may_certify=may_send(SheetKind.CERTIFICATES),
            may_set_rule=found.is_open and self.request.user.has_perm("courses.set_retake_rule", found),
            changes=queries.completion_changes_of(found),
            **kwargs,
        )


class RecordResult(ClassDeed):
    """Enter one attempt of one trainee: a first one, a correction of the same day, or a retake."""

    form_class = ResultForm
    template_name = "courses/result.html"
    permission = "courses.record_results"
    title = _("Enter a result")
    button = _("Enter the result")
    success_message = _("The result was entered.")

    @cached_property
    def seat(self) -> Enrolment:
        """The trainee in the address."""
        seat: Enrolment = get_object_or_404(
            self.object.enrolments.enrolled().select_related("courier"), pk=self.kwargs["enrolment"]
        )
        return seat

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask for the parts of the trainee's level."""
        asked = pass_marks_of(self.object)(self.seat.level or self.object.course.level)
        return {**super().get_form_kwargs(), "asked": asked}

    def perform(self, form: ResultForm) -> TrainingClass:
        """Enter it."""
        actions.record_results(
            self.object,
            {self.seat.pk: form.result},
            taken_on=form.cleaned_data["taken_on"],
            actor=self.actor,
            now=self.now,
            source=ResultSource.SCREEN,
        )
        return self.object  # type: ignore[no-any-return]

    def get_success_url(self, result: Any = None) -> str:
        """Go to the results of the class."""
        return reverse("courses:result_list", args=[self.object.number])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show the attempts so far."""
        attempts = histories_of([self.seat.pk]).get(self.seat.pk, [])
        context = super().get_context_data(seat=self.seat, attempts=attempts, **kwargs)
        return {**context, "cancel_url": self.get_success_url()}


class SetRetakeRule(ClassDeed):
    """Say how often, and until when, the test of an open class may be taken again."""

    form_class = RetakeRuleForm
    permission = "courses.set_retake_rule"
    title = _("Rule of retakes")
    success_message = _("The rule of retakes was set.")

    def get_initial(self) -> dict[str, Any]:
        """Begin with the rule as it is."""
        return {"retakes_allowed": self.object.retakes_allowed, "retake_days": self.object.retake_days}

    def perform(self, form: RetakeRuleForm) -> TrainingClass:
        """Set it."""
        return actions.set_retake_rule(self.object, **form.cleaned_data, actor=self.actor, now=self.now)
