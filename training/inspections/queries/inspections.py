"""Reading inspections and draws."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import QuerySet

from training.courses.enums import ClassState
from training.courses.models import TrainingClass
from training.courses.queries import classes_visible_to

from ..enums import InspectionState
from ..models import Inspection, InspectionDraw
from ..models.inspection import PLAIN
from .people import acts_for


def inspections_visible_to(user: Any) -> QuerySet[Inspection]:
    """Return the inspections a user may see: the bureau all, a provider its own once the result is entered.

    A planned visit is not announced, so that the provider does not see it before.
    """
    rows = Inspection.objects.select_related(
        "training_class__provider", "training_class__course", "first_inspector", "second_inspector"
    )
    if user.has_perm("inspections.supervise"):
        return rows
    return rows.filter(training_class__provider__in=acts_for(user)).exclude(state__in=PLAIN)


def draws_visible_to(user: Any) -> QuerySet[InspectionDraw]:
    """Return the draws; only the bureau sees them."""
    rows = InspectionDraw.objects.select_related("drawn_by")
    return rows if user.has_perm("inspections.supervise") else rows.none()


def may_be_drawn(user: Any, *, held_on: datetime.date) -> QuerySet[TrainingClass]:
    """Return the classes that run on a day, of those the user may see, without one that is planned for it."""
    taken = Inspection.objects.filter(planned_on=held_on).exclude(state=InspectionState.CALLED_OFF)
    return (
        classes_visible_to(user)
        .filter(starts_on__lte=held_on, ends_on__gte=held_on)
        .exclude(state__in=(ClassState.PLANNED, ClassState.CANCELLED))
        .exclude(pk__in=taken.values("training_class"))
        .order_by("number")
    )
