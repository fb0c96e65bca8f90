"""Pages on which claims are made and examined."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from office.casework.models import Case
from office.desk.deeds import DeedView
from office.policy.findings import Verdict
from training.courses.models import TrainingClass
from training.courses.queries import classes_visible_to

from .. import actions, queries
from ..forms import claims as forms
from ..models import Claim, ClaimLine
from ..permissions import is_under_review


def _case_url(case: Case) -> str:
    return reverse("casework:case", args=[case.number])


class ClaimDeed(DeedView):
    """A deed on one claim, found by its case number among those that the user may see."""

    def get_object(self) -> Case:
        """Return the case; `self.claim` keeps the claim."""
        self.claim: Claim = get_object_or_404(
            queries.claims_visible_to(self.request.user), case__number=self.kwargs["number"]
        )
        self.cancel_url = _case_url(self.claim.case)
        return self.claim.case

    def get_success_url(self, result: Any = None) -> str:
        """Return to the case."""
        return _case_url(self.claim.case)


class ClaimClass(DeedView):
    """The provider opens a claim for a closed class."""

    form_class = forms.ClaimForm
    title = _("Claim the training subsidy")
    intro = _(
        "Everybody in the class is judged by the rules in force today. You see each finding before you "
        "submit."
    )
    button = _("Judge and open the claim")
    success_message = _("The claim is a draft. Look at the findings, then submit it.")

    def get_object(self) -> TrainingClass:
        """Return the class, when the user may claim for it."""
        found = get_object_or_404(classes_visible_to(self.request.user), number=self.kwargs["class_number"])
        self.cancel_url = reverse("courses:class", args=[found.number])
        if not self.request.user.has_perm("subsidies.file_claim", Case(organisation=found.provider)):
            raise PermissionDenied(_now("Only the provider of the class claims for it."))
        return found

    def get_initial(self) -> dict[str, Any]:
        """Offer the account that the provider has on record."""
        provider = self.object.provider
        return {"bank_name": provider.bank_name, "bank_account": provider.bank_account}

    def perform(self, form: forms.ClaimForm) -> Claim:
        """Open the claim."""
        return actions.claim_for_class(self.object, actor=self.actor, now=self.now, **form.cleaned_data)

    def get_success_url(self, result: Any = None) -> str:
        """Go to the new case."""
        return _case_url(result.case)


class JudgeAgain(ClaimDeed):
    """Judge a claim anew after evidence was added."""

    permission = "subsidies.judge_claim"
    title = _("Judge again by today's rules")
    intro = _(
        "Use this after contracts, results or certificates were added to the record. People left out stay "
        "out."
    )
    button = _("Judge again")
    success_message = _("Everybody was judged again by the rules in force today.")

    def perform(self, form: Any) -> Claim:
        """Judge the claim again."""
        return actions.judge_again(self.claim, actor=self.actor, now=self.now)


class ExcludeLine(ClaimDeed):
    """The reviewer leaves a person out, with a reason."""

    form_class = forms.ExclusionForm
    permission = "subsidies.review_claim"
    title = _("Leave this person out")
    button = _("Leave out")
    danger = True
    success_message = _("The person was left out of the claim; the reason is on record.")

    def perform(self, form: forms.ExclusionForm) -> ClaimLine:
        """Leave the person out."""
        line = get_object_or_404(self.claim.lines, pk=self.kwargs["line"])
        return actions.exclude(line, reason=form.cleaned_data["reason"], actor=self.actor, now=self.now)


class DecisionSlip(LoginRequiredMixin, TemplateView):
    """One person's verdict: each rule with what it asks, what was found, and the clause."""

    template_name = "subsidies/decision_slip.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the line with its findings as they were given."""
        user = self.request.user
        claim = get_object_or_404(queries.claims_visible_to(user), case__number=kwargs["number"])
        line = get_object_or_404(claim.lines.select_related("courier", "enrolment"), pk=kwargs["line"])
        return {
            **super().get_context_data(**kwargs),
            "case": claim.case,
            "claim": claim,
            "line": line,
            "findings": Verdict.from_json(line.findings).findings,
            "may_exclude": is_under_review(claim.case)
            and user.has_perm("subsidies.review_claim", claim.case),
        }
