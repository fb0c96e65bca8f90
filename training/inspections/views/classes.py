"""What supervision knows of one class."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from office.desk.deeds import DeedView
from training.courses.models import TrainingClass
from training.courses.queries import classes_visible_to

from .. import queries
from ..thresholds import thresholds_on


def visible_class(request: HttpRequest, number: str) -> TrainingClass:
    """Return a class that the user may see; anything else is not found."""
    found: TrainingClass = get_object_or_404(classes_visible_to(request.user), number=number)
    return found


class ClassPage(LoginRequiredMixin, TemplateView):
    """Inspections, call-backs and signals of a class; a provider sees the results of its inspections."""

    template_name = "inspections/class.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Gather what this user may see."""
        user: Any = self.request.user
        found = visible_class(self.request, self.kwargs["number"])
        if not user.has_perm("inspections.view_inspection"):
            raise PermissionDenied(_("Your roles do not include inspections."))
        office = user.has_perm("inspections.supervise")
        return super().get_context_data(
            training_class=found,
            today=timezone.localdate(),
            is_office=office,
            inspections=queries.inspections_visible_to(user).filter(training_class=found),
            samples=queries.with_counts(queries.samples_visible_to(user).filter(training_class=found)),
            signals=queries.signals_for_class(found) if office else [],
            thresholds=thresholds_on(found.ends_on),
            may_plan=user.has_perm("inspections.plan_inspection"),
            may_sample=user.has_perm("inspections.draw_sample"),
            **kwargs,
        )


class ClassDeed(DeedView):
    """A deed done to the class in the address; its permission is asked without the class."""

    training_class: TrainingClass

    def get_object(self) -> None:
        """Find the class, and the way back to its page."""
        self.training_class = visible_class(self.request, self.kwargs["number"])
        self.intro = str(self.training_class)
        self.cancel_url = reverse("inspections:class", args=[self.training_class.number])
