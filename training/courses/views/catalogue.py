"""The catalogue of courses: the list, a new course, a changed one."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from office.desk.deeds import DeedView
from office.desk.lists import FilteredListView

from ..actions.catalogue import save_course
from ..exports.catalogue import courses_workbook
from ..filters import CourseFilter
from ..forms import CourseForm
from ..models import Course


class CourseList(FilteredListView):
    """What the district teaches."""

    template_name = "courses/course_list.html"
    filterset_class = CourseFilter
    permission = "courses.view_course"
    title = _("Catalogue of courses")
    export_name = _("Catalogue of courses")

    def get_rows(self) -> QuerySet[Course]:
        """Return all courses with the number of their classes."""
        return Course.objects.annotate(class_count=Count("classes")).order_by("kind", "name", "level")

    def export(self, rows: QuerySet[Course]) -> bytes:
        """Hand out the very rows of the page."""
        return courses_workbook(rows, **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tell whether the user keeps the catalogue, and what day it is."""
        return super().get_context_data(
            may_change=self.request.user.has_perm("courses.change_catalogue"),
            today=timezone.localdate(),
            **kwargs,
        )


class AddCourse(DeedView):
    """Enter a course."""

    form_class = CourseForm
    permission = "courses.change_catalogue"
    title = _("Enter a course")
    cancel_url: Any = reverse_lazy("courses:course_list")
    success_url: Any = reverse_lazy("courses:course_list")
    success_message = _("“%(result)s” stands in the catalogue.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Bind the form to the course."""
        return {**super().get_form_kwargs(), "instance": self.object}

    def perform(self, form: CourseForm) -> Course:
        """Save it."""
        course = Course.objects.get(pk=self.object.pk) if self.object else Course()
        return save_course(course, form.facts(), actor=self.actor, now=self.now)


class ChangeCourse(AddCourse):
    """Change a course, or retire it."""

    title = _("Change the course")

    def get_object(self) -> Course:
        """Return the course in the address."""
        found: Course = get_object_or_404(Course, pk=self.kwargs["pk"])
        return found
