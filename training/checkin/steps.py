"""What check-in adds to the task list of a class."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from training.courses.models import TrainingClass


def checkin_step(training_class: TrainingClass, user: Any) -> dict[str, Any] | None:
    """Return how many registers are signed off, with the way to lessons and codes; None without lessons."""
    counts = training_class.lessons.aggregate(all=Count("pk"), signed=Count("signed_off_at"))
    if not counts["all"]:
        return None
    done = counts["signed"] == counts["all"]
    return {
        "label": _("Check-in and registers"),
        "state_label": _("%(done)d of %(wanted)d signed off")
        % {"done": counts["signed"], "wanted": counts["all"]},
        "tone": "success" if done else "warning" if counts["signed"] else "neutral",
        "url": reverse("checkin:class", args=[training_class.number]),
        "optional": True,
    }
