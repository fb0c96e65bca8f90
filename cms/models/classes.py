"""Classes that take people in: a list, and a page of each."""

from __future__ import annotations

import datetime
import re
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.url_routing import RouteResult

from training.courses.seating import classes_to_join

from ..enrolment import open_classes
from ..search.kinds import Kind
from .base import SitePage
from .lists import ListPage

# As a class number is made (`courses.models.classes.CLASS_NUMBER`).
NUMBER = re.compile(r"\w[\w.\-]*")


class ClassIndexPage(ListPage):
    """Filed classes that have not begun and take couriers in themselves, soonest first."""

    filter_name = "OpenClassFilter"
    per_page = 12

    parent_page_types = ["cms.HomePage"]
    subpage_types: list[str] = []
    max_count = 1
    search_kind = Kind.CLASS

    class Meta:
        verbose_name = _("list of open classes")

    def rows(self, on: datetime.date) -> QuerySet[Any]:
        """Return the classes that a courier may join."""
        return classes_to_join(on)

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Lead `NUMBER/` to the page of one class."""
        if self.live and len(path_components) == 1 and NUMBER.fullmatch(path_components[0]):
            return RouteResult(self, kwargs={"number": path_components[0]})
        return super().route(request, path_components)

    def get_template(self, request: HttpRequest, *args: Any, number: str = "", **kwargs: Any) -> str:
        """Return the template of the list, or of one class."""
        return "cms/class_page.html" if number else "cms/class_index_page.html"

    def get_context(
        self, request: HttpRequest, *args: Any, number: str = "", **kwargs: Any
    ) -> dict[str, Any]:
        """Add what the public may know of each class, or of the one asked for with its timetable.

        A class that takes nobody in any more is not found.
        """
        if number:
            return {**SitePage.get_context(self, request), **self._one_class(number)}
        context = super().get_context(request, *args, **kwargs)
        context["classes"] = open_classes(context["page_obj"].object_list)
        return context

    def _one_class(self, number: str) -> dict[str, Any]:
        found = open_classes(classes_to_join(timezone.localdate()).filter(number=number))
        if not found:
            raise Http404
        return {"offered": found[0], "canonical": f"{self.full_url}{number}/"}
