"""Lists: how the trainees of a class stand, and signals of passed-on codes."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db.models import DecimalField, QuerySet, Value
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from office.desk.lists import FilteredListView
from training.courses.completion import Standing
from training.courses.models import Enrolment, TrainingClass
from training.courses.queries import classes_visible_to, hours_planned, standing_of, trainees_of

from .. import exports, queries
from ..filters import SignalFilter, StandingFilter
from ..models import Scan
from .lessons import visible_class

HOURS: Any = DecimalField(max_digits=8, decimal_places=4)
#: More absences than any class has lessons: the bar of a class without one.
NO_BAR = 32_767


def label_of(standing: Standing) -> tuple[str, Any]:
    """Return tone and words for where somebody stands."""
    if standing.barred:
        return "error", _("Too many lessons missed without leave")
    if standing.out_of_reach:
        return "error", _("Can no longer be reached")
    if standing.reached:
        return "success", _("Hours reached")
    return "info", _("Can still be reached")


class StandingList(FilteredListView):
    """The trainees of a class: attended, still possible, may still miss, and whom the class has lost."""

    template_name = "checkin/standing_list.html"
    filterset_class = StandingFilter
    permission = "courses.view_class"
    title = _("Attendance so far")
    export_name = _("Attendance so far")

    @cached_property
    def training_class(self) -> TrainingClass:
        """The class in the address."""
        return visible_class(self.request, self.kwargs["number"])

    @cached_property
    def planned(self) -> Decimal:
        """The class hours of the whole class."""
        return hours_planned(self.training_class)

    def get_rows(self) -> QuerySet[Enrolment]:
        """Return the trainees with what the filter holds them against."""
        share, allowed = self.training_class.hours_share_required, self.training_class.absences_allowed
        required = share * self.planned
        return trainees_of(self.training_class).annotate(
            required=Value(required, output_field=HOURS),
            missable=Value(self.planned - required, output_field=HOURS),
            bar=Value(NO_BAR if allowed is None else allowed),
        )

    def with_standing(self, rows: Any) -> list[Any]:
        """Add `standing`, its tone and its label to rows of the list."""
        found = list(rows)
        for each in found:
            each.standing = standing_of(each, self.training_class, self.planned)
            each.standing_tone, each.standing_label = label_of(each.standing)
        return found

    def export(self, rows: QuerySet[Enrolment]) -> bytes:
        """Hand out the very rows of the page."""
        return exports.standing_workbook(self.training_class, self.with_standing(rows), **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the class and everybody's standing."""
        context = super().get_context_data(training_class=self.training_class, planned=self.planned, **kwargs)
        context["object_list"] = self.with_standing(context["object_list"])
        context["lost"] = sum(each.standing.out_of_reach for each in context["object_list"])
        return context


class SignalList(FilteredListView):
    """Scans that suggest a passed-on code, in the classes that the user may see."""

    template_name = "checkin/signal_list.html"
    filterset_class = SignalFilter
    permission = "checkin.view_signals"
    title = _("Check-in signals")
    export_name = _("Check-in signals")

    def get_rows(self) -> QuerySet[Scan]:
        """Return the flagged scans, newest first."""
        return queries.signals_in(classes_visible_to(self.request.user))

    def export(self, rows: QuerySet[Scan]) -> bytes:
        """Hand out the very rows of the page."""
        return exports.signals_workbook(list(rows), **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what is odd about each."""
        context = super().get_context_data(**kwargs)
        for each in context["object_list"]:
            each.kinds = queries.kinds_of(each)
        return context
