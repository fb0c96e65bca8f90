"""The step that a claim adds to a class's task list."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from office.casework.models import Case
from office.casework.procedures import procedure_of
from training.courses.models import TrainingClass

from . import queries


def claim_step(training_class: TrainingClass, user: Any) -> dict[str, Any] | None:
    """Return the claim's state, or the way to open one; None for people who have no part in claims."""
    if not user.has_perm("subsidies.view_claim"):
        return None
    label = _("Subsidy claim")
    if claim := queries.live_claim_of(training_class):
        state = procedure_of(claim.case).state(claim.case.state)
        visible = queries.claims_visible_to(user).filter(pk=claim.pk).exists()
        url = reverse("casework:case", args=[claim.case.number]) if visible else ""
        return {"label": label, "state_label": state.label, "tone": state.tone, "url": url}
    if not queries.schemes_for(training_class):
        return {"label": label, "state_label": _("No scheme: on record only"), "tone": "neutral", "url": ""}
    if not training_class.is_closed:
        return {"label": label, "state_label": _("After the class is closed"), "tone": "neutral", "url": ""}
    if user.has_perm("subsidies.file_claim", Case(organisation=training_class.provider)):
        url = reverse("subsidies:claim_class", args=[training_class.number])
        return {"label": label, "state_label": _("Can be claimed"), "tone": "info", "url": url}
    return {"label": label, "state_label": _("Not claimed"), "tone": "neutral", "url": ""}
