"""The step that claims add to a class's task list."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from office.casework.models import Case
from office.casework.procedures import procedure_of
from training.courses.models import TrainingClass

from . import queries
from .models import Claim


def claim_step(training_class: TrainingClass, user: Any) -> dict[str, Any] | None:
    """Return how the claims of a class stand, or the way to open one; None for people who have no part.

    The provider is led to the next scheme while one that takes the class is not claimed under.
    """
    if not user.has_perm("subsidies.view_claim"):
        return None
    claims = list(queries.live_claims_of(training_class))
    claimed = {claim.scheme_id for claim in claims}
    open_schemes = [scheme for scheme in queries.schemes_for(training_class) if scheme.pk not in claimed]
    if not open_schemes and not claims:
        return _step(_("No scheme: on record only"))
    files = user.has_perm("subsidies.file_claim", Case(organisation=training_class.provider))
    if claims and not (open_schemes and files):
        return _claimed(claims[-1], user)
    if not training_class.is_closed:
        return _step(_("After the class is closed"))
    if files:
        told = ngettext("Can be claimed", "Can be claimed under %(count)s schemes", len(open_schemes))
        url = reverse("subsidies:claim_class", args=[training_class.number])
        return _step(told % {"count": len(open_schemes)}, "info", url)
    return _step(_("Not claimed"))


def _claimed(claim: Claim, user: Any) -> dict[str, Any]:
    state = procedure_of(claim.case).state(claim.case.state)
    visible = queries.claims_visible_to(user).filter(pk=claim.pk).exists()
    url = reverse("casework:case", args=[claim.case.number]) if visible else ""
    return _step(state.label, state.tone, url) | {"optional": True}


def _step(state_label: Any, tone: str = "neutral", url: str = "") -> dict[str, Any]:
    return {"label": _("Subsidy claim"), "state_label": state_label, "tone": tone, "url": url}
