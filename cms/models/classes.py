"""Classes that take people in: a list, and a page of each."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, re_path

from training.courses.seating import classes_to_join

from ..enrolment import open_classes
from .base import SitePage
from .lists import ListPage, tidy_query


class ClassIndexPage(RoutablePageMixin, ListPage):
    """Filed classes that have not begun and take couriers in themselves, soonest first."""

    filter_name = "OpenClassFilter"
    per_page = 12

    parent_page_types = ["cms.HomePage"]
    subpage_types: list[str] = []
    max_count = 1

    class Meta:
        verbose_name = _("list of open classes")

    def rows(self, on: datetime.date) -> QuerySet[Any]:
        """Return the classes that a courier may join."""
        return classes_to_join(on)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the list, or the class below it."""
        if clean := tidy_query(request):
            return HttpResponseRedirect(clean)
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what the public may know of each class."""
        context = super().get_context(request, *args, **kwargs)
        context["classes"] = open_classes(context["page_obj"].object_list)
        return context

    # As a class number is made (`courses.models.classes.CLASS_NUMBER`).
    @re_path(r"^(?P<number>\w[\w.\-]*)/$")  # type: ignore[untyped-decorator]
    def one_class(self, request: HttpRequest, number: str) -> HttpResponse:
        """Show one class with its timetable; one that takes nobody in any more is not found."""
        found = open_classes(classes_to_join(timezone.localdate()).filter(number=number))
        if not found:
            raise Http404
        context = {**SitePage.get_context(self, request), "offered": found[0]}
        return TemplateResponse(request, "cms/class_page.html", context)
