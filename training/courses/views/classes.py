"""The list of classes, one class as a task list, opening, closing, certificates."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from office.audit import queries as audit
from office.audit.actions import label_of
from office.desk.deeds import DeedView
from office.desk.downloads import file_answer
from office.desk.lists import FilteredListView
from office.people.models import User
from office.people.permissions import is_staff_member

from .. import actions, queries
from ..exports.certificates import certificates_pdf
from ..exports.classes import classes_workbook, trainees_workbook
from ..filters import ClassFilter, TraineeFilter
from ..forms import OpenClassForm
from ..models import Enrolment, TrainingClass
from ..steps import deeds_of, next_of, steps_of

#: How the codes of this room's deeds begin.
OWN_DEEDS = "courses."


def visible_class(request: HttpRequest, number: str) -> TrainingClass:
    """Return a class that the user may see; anything else is not found."""
    found: TrainingClass = get_object_or_404(queries.classes_visible_to(request.user), number=number)
    return found


class ClassList(FilteredListView):
    """The classes that the user may see."""

    template_name = "courses/class_list.html"
    filterset_class = ClassFilter
    permission = "courses.view_class"
    title = _("Classes")
    export_name = _("Classes")

    def get_rows(self) -> QuerySet[TrainingClass]:
        """Return the visible classes with their counts, newest first."""
        return queries.with_counts(queries.classes_visible_to(self.request.user)).order_by(
            "-starts_on", "number"
        )

    def export(self, rows: QuerySet[TrainingClass]) -> bytes:
        """Hand out the very rows of the page."""
        return classes_workbook(rows, **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tell whether the user may plan a class, or open one without a filing."""
        user = self.request.user
        return super().get_context_data(
            may_open=user.has_perm("courses.open_class"),
            may_plan=user.has_perm("courses.plan_class"),
            **kwargs,
        )


@login_required
@require_GET
def class_page(request: HttpRequest, number: str) -> HttpResponse:
    """Show a class as a task list, with its last sheets and its record."""
    training_class = visible_class(request, number)
    steps = steps_of(training_class, request.user, today=timezone.localdate())
    runs = request.user.has_perm("courses.plan_class", training_class)
    context = {
        "training_class": training_class,
        "has_begun": training_class.is_open or training_class.is_closed,
        "steps": steps,
        "next_step": next_of(steps) if runs else None,
        "deeds": deeds_of(training_class, request.user),
        "hours_held": queries.hours_held(training_class),
        "sheets": queries.sheets_visible_to(request.user).filter(training_class=training_class)[:5],
        "entries": _entries(training_class, request.user),
    }
    return render(request, "courses/class.html", context)


def _entries(training_class: TrainingClass, user: Any) -> list[dict[str, Any]]:
    """Return the last deeds done to a class; its provider sees those of this room only.

    What rooms above do, such as planning a visit that nobody announces, is for the office.
    """
    found = audit.about(training_class).reverse()
    if not is_staff_member(user):
        found = found.filter(action__startswith=OWN_DEEDS)
    return [
        {"label": label_of(each.action), "at": each.at, "actor_label": each.actor_label}
        for each in found[:10]
    ]


class TraineeList(FilteredListView):
    """The trainees of a class: hours attended, marks, completion; ID numbers masked."""

    template_name = "courses/trainee_list.html"
    filterset_class = TraineeFilter
    title = _("Trainees")
    export_name = _("Trainees")

    @cached_property
    def training_class(self) -> TrainingClass:
        """The class in the address."""
        return visible_class(self.request, self.kwargs["number"])

    def get_rows(self) -> QuerySet[Enrolment]:
        """Return the trainees in the order of the roster."""
        return queries.trainees_of(self.training_class)

    def export(self, rows: QuerySet[Enrolment]) -> bytes:
        """Hand out the very rows of the page."""
        return trainees_workbook(self.training_class, rows, **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the class and the hours held; while it is open, the hours that each may still miss."""
        found, held = self.training_class, queries.hours_held(self.training_class)
        may_record = found.is_open and self.request.user.has_perm("courses.record_results", found)
        context = super().get_context_data(
            training_class=found, hours_held=held, may_record=may_record, **kwargs
        )
        if found.is_open and held:
            planned = queries.hours_planned(found)
            for each in context["object_list"]:
                each.standing = queries.standing_of(each, found, planned)
        return context


class OpenClass(DeedView):
    """Open a class without a filing."""

    form_class = OpenClassForm
    permission = "courses.open_class"
    title = _("Open a class")
    button = _("Open the class")
    cancel_url: Any = reverse_lazy("courses:class_list")
    success_message = _("Class %(result)s is open. Upload its roster next.")

    def perform(self, form: OpenClassForm) -> TrainingClass:
        """Open it."""
        return actions.open_class(**form.cleaned_data, actor=self.actor, now=self.now)


class ClassDeed(DeedView):
    """A deed done to the class in the address."""

    def get_object(self) -> TrainingClass:
        """Return the class."""
        return visible_class(self.request, self.kwargs["number"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the class under its own name, and the way back."""
        back = self.object.get_absolute_url()
        return super().get_context_data(training_class=self.object, cancel_url=back, **kwargs)


class CloseClass(ClassDeed):
    """Close a class for good."""

    template_name = "courses/close.html"
    permission = "courses.close_class"
    title = _("Close the class")
    button = _("Close and freeze the class")
    danger = True
    success_message = _("Class %(result)s is closed; everybody's completion was computed.")

    def perform(self, form: Any) -> TrainingClass:
        """Close it."""
        return actions.close_class(self.object, actor=self.actor, now=self.now)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what closing would give."""
        return super().get_context_data(forecast=queries.forecast(self.object), **kwargs)


class IssueCertificates(ClassDeed):
    """Issue the certificates of everybody who completed."""

    template_name = "courses/issue.html"
    permission = "courses.issue_certificates"
    title = _("Issue certificates")
    button = _("Issue the certificates")

    def perform(self, form: Any) -> actions.Issued:
        """Issue them and say who was refused."""
        issued = actions.issue_certificates(self.object, actor=self.actor, now=self.now)
        count = len(issued.new)
        text = ngettext("%(count)d certificate issued.", "%(count)d certificates issued.", count)
        messages.success(self.request, text % {"count": count})
        for enrolment, reason in issued.refused:
            messages.error(self.request, f"{enrolment.position} {enrolment.courier.name_masked}: {reason}")
        return issued

    def get_success_url(self, result: Any = None) -> str:
        """Go back to this page, which lists the certificates."""
        return self.request.path

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """List the certificates there are, and how many are still due."""
        certificates = queries.certificates_of_class(self.object)
        completed = self.object.enrolments.enrolled().filter(completion__completed=True).count()
        return super().get_context_data(
            certificates=certificates,
            completed=completed,
            due=max(completed - len(certificates), 0),
            **kwargs,
        )


@login_required
@require_GET
def class_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """Hand out the certificates of a class as one file."""
    training_class = visible_class(request, number)
    content = certificates_pdf(training_class, actor=cast(User, request.user), now=timezone.now())
    return file_answer(content, f"{training_class.number}.pdf")
