"""The chain upwards: recommending, and what came back."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .. import actions
from ..forms import RecommendForm, ResultForm
from ..models import Nominee, Recommendation
from .nominees import NomineeDeed


class Recommend(NomineeDeed):
    """Send a nominee one level up."""

    form_class = RecommendForm
    permission = "awards.decide"
    title = _("Recommend to a higher level")
    button = _("Record the recommendation")
    success_message = _("The recommendation is on record.")

    def get_initial(self) -> dict[str, Any]:
        """Propose the level and the body of the award."""
        award = self.object.call.award
        return {"sent_on": timezone.localdate(self.now), "body": award.issuer, "level": award.level}

    def perform(self, form: RecommendForm) -> Recommendation:
        """Record it."""
        return actions.recommend(self.object, **form.cleaned_data, actor=self.actor, now=self.now)


class RecordResult(NomineeDeed):
    """Record what the higher body decided."""

    form_class = ResultForm
    permission = "awards.decide"
    title = _("Record what came of the recommendation")
    button = _("Record the result")
    success_message = _("The result is on record.")

    def perform(self, form: ResultForm) -> Nominee:
        """Record it."""
        return actions.record_result(self.object, **form.cleaned_data, actor=self.actor, now=self.now)
