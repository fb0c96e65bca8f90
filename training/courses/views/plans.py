"""Planning a class: plan, timetable, and the deeds at its end."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from office.desk.deeds import DeedView

from .. import actions, filing, queries
from ..forms import ArchiveForm, LessonForm, PlanForm, ReasonForm
from ..models import Lesson, TrainingClass
from .classes import ClassDeed, visible_class


class PlanClass(DeedView):
    """Plan a class and open the case of its filing."""

    form_class = PlanForm
    permission = "courses.plan_class"
    title = _("Plan a class")
    intro = _("Next comes the timetable; then the class is filed with the HR bureau.")
    button = _("Save the plan")
    cancel_url: Any = reverse_lazy("courses:class_list")
    success_message = _("Class %(result)s is planned. Enter its timetable next.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the providers of the user."""
        return {**super().get_form_kwargs(), "user": self.actor}

    def perform(self, form: PlanForm) -> TrainingClass:
        """Plan it."""
        return actions.plan_class(
            form.plan(),
            number=form.cleaned_data["number"],
            provider=form.cleaned_data["provider"],
            actor=self.actor,
            now=self.now,
        )


class ChangePlan(ClassDeed):
    """Change the plan of a class that was not filed yet."""

    form_class = PlanForm
    permission = "courses.plan_class"
    title = _("Change the plan")
    success_message = _("The plan of class %(result)s was changed.")

    def get_object(self) -> TrainingClass:
        """Return a class that has a plan."""
        rows = queries.classes_visible_to(self.request.user).filter(filing__isnull=False)
        found: TrainingClass = get_object_or_404(
            rows.select_related("filing__case"), number=self.kwargs["number"]
        )
        return found

    def get_form_kwargs(self) -> dict[str, Any]:
        """Begin with the plan as it is."""
        return {**super().get_form_kwargs(), "user": self.actor, "instance": self.object}

    def perform(self, form: PlanForm) -> TrainingClass:
        """Change it."""
        return actions.change_plan(self.object, form.plan(), actor=self.actor, now=self.now)


class TimetablePage(LoginRequiredMixin, TemplateView):
    """The lessons of a class, and how their hours add up."""

    template_name = "courses/timetable.html"
    request: HttpRequest

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Gather the lessons."""
        found = visible_class(self.request, self.kwargs["number"])
        lessons = list(found.lessons.all())
        theory, practice, online = filing.hours_by_form(lessons)
        may = self.request.user.has_perm("courses.plan_class", found)
        return super().get_context_data(
            training_class=found,
            lessons=lessons,
            hours=(
                (_("theory hours"), theory, found.course.theory_hours),
                (_("practice hours"), practice, found.course.practice_hours),
                (_("online hours"), online, found.course.online_hours),
            ),
            may_change=may and actions.timetable_changes(found),
            **kwargs,
        )


class LessonDeed(DeedView):
    """A deed done to a lesson of a class that the user may see."""

    permission = "courses.plan_class"
    lesson: Lesson | None = None

    def get_object(self) -> TrainingClass:
        """Return the class; keep the lesson where the address names one."""
        found = visible_class(self.request, self.kwargs["number"])
        if pk := self.kwargs.get("pk"):
            self.lesson = get_object_or_404(Lesson, pk=pk, training_class=found)
            self.lesson.training_class = found
        self.cancel_url = self.get_success_url()
        return found

    def get_success_url(self, result: Any = None) -> str:
        """Go back to the timetable."""
        return reverse("courses:timetable", args=[self.kwargs["number"]])


class AddLesson(LessonDeed):
    """Add a lesson."""

    form_class = LessonForm
    title = _("Add a lesson")
    success_message = _("The lesson was entered.")

    def perform(self, form: LessonForm) -> Lesson:
        """Add it."""
        return actions.add_lesson(self.object, form.facts(), actor=self.actor, now=self.now)


class ChangeLesson(LessonDeed):
    """Change a lesson."""

    form_class = LessonForm
    title = _("Change the lesson")
    success_message = _("The lesson was changed.")

    def get_initial(self) -> dict[str, Any]:
        """Begin with the lesson as it is."""
        return {name: getattr(self.lesson, name) for name in LessonForm.base_fields}

    def perform(self, form: LessonForm) -> Lesson:
        """Change it."""
        assert self.lesson is not None
        return actions.change_lesson(self.lesson, form.facts(), actor=self.actor, now=self.now)


class RemoveLesson(LessonDeed):
    """Take a lesson out."""

    title = _("Remove the lesson")
    button = _("Remove the lesson")
    danger = True
    success_message = _("The lesson was removed.")

    def perform(self, form: Any) -> TrainingClass:
        """Remove it."""
        assert self.lesson is not None
        return actions.remove_lesson(self.lesson, actor=self.actor, now=self.now)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the lesson."""
        return super().get_context_data(**{"intro": self.lesson, **kwargs})


class CancelClass(ClassDeed):
    """Cancel a class that will not be held."""

    form_class = ReasonForm
    permission = "courses.cancel_class"
    title = _("Cancel the class")
    button = _("Cancel the class")
    danger = True
    success_message = _("Class %(result)s was cancelled.")

    def perform(self, form: ReasonForm) -> TrainingClass:
        """Cancel it."""
        reason = form.cleaned_data["reason"]
        return actions.cancel_class(self.object, reason=reason, actor=self.actor, now=self.now)


class ArchiveClass(ClassDeed):
    """Put a closed class into the archive."""

    form_class = ArchiveForm
    permission = "courses.archive_class"
    title = _("Archive the class")
    button = _("Archive the class")
    success_message = _("Class %(result)s is in the archive.")

    def get_initial(self) -> dict[str, Any]:
        """Begin with the years that the policy asks for, where it says, and the rest of their last month."""
        today = timezone.localdate(self.now)
        years = filing.value_on(today, "retention_years")
        # Not the same day of a later year: the 29th of February has none.
        after = (today.replace(day=1) + datetime.timedelta(days=31)).replace(day=1)
        return {"keep_until": after.replace(year=after.year + int(years))} if years else {}

    def perform(self, form: ArchiveForm) -> TrainingClass:
        """Archive it."""
        day = form.cleaned_data["keep_until"]
        return actions.archive_class(self.object, keep_until=day, actor=self.actor, now=self.now)
