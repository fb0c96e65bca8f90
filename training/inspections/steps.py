"""The step that supervision adds to a class's task list."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from training.courses.models import TrainingClass

from .models.inspection import PLAIN
from .queries import inspections_visible_to


def inspection_step(training_class: TrainingClass, user: Any) -> dict[str, Any] | None:
    """Return how far supervision of a class has come; None for people who have no part in it."""
    if not user.has_perm("inspections.view_inspection"):
        return None
    states = list(
        inspections_visible_to(user).filter(training_class=training_class).values_list("state", flat=True)
    )
    entered = sum(state not in PLAIN for state in states)
    if entered:
        state, tone = _("%(count)d inspections") % {"count": entered}, "success"
    elif states:
        state, tone = _("Planned"), "info"
    else:
        state, tone = _("Not inspected yet"), "neutral"
    url = reverse("inspections:class", args=[training_class.number])
    return {"label": _("Inspection"), "state_label": state, "tone": tone, "url": url, "optional": True}
