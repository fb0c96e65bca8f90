"""Pages on which claims are changed: judged again, people left out and taken in, accounts."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from office.casework.models import Case
from office.desk.deeds import DeedView

from .. import actions, queries
from ..forms import claims as forms
from ..models import Claim, ClaimLine


class ClaimDeed(DeedView):
    """A deed on one claim, found by its case number among those that the user may see."""

    def get_object(self) -> Case:
        """Return the case; `self.claim` keeps the claim."""
        self.claim: Claim = get_object_or_404(
            queries.claims_visible_to(self.request.user), case__number=self.kwargs["number"]
        )
        self.cancel_url = self.claim.case.get_absolute_url()
        return self.claim.case

    def facts(self) -> list[tuple[Any, Any]]:
        """Say which claim it is and whose."""
        case = self.claim.case
        return [
            (_("Case"), f"{case.number} {case.title}"),
            (_("Claimant"), case.organisation or case.courier),
        ]

    def get_success_url(self, result: Any = None) -> str:
        """Return to the case."""
        return self.claim.case.get_absolute_url()


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


class LineDeed(ClaimDeed):
    """A deed on one person of a claim."""

    permission = "subsidies.judge_claim"
    form_class: Any = forms.ReasonForm

    def get_object(self) -> Case:
        """Return the case; `self.line` keeps the person's line."""
        case = super().get_object()
        self.line: ClaimLine = get_object_or_404(
            self.claim.lines.select_related("courier", "claim__case", "claim__scheme"), pk=self.kwargs["line"]
        )
        self.cancel_url = reverse("subsidies:decision_slip", args=[case.number, self.line.pk])
        return case

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whom it is about."""
        title = f"{self.title}：{self.line.courier.name}"
        return super().get_context_data(**kwargs) | {"title": title}


class ExcludeLine(LineDeed):
    """A person is left out, with a reason."""

    title = _("Leave this person out")
    button = _("Leave out")
    danger = True
    success_message = _("The person was left out of the claim; the reason is on record.")

    def perform(self, form: forms.ReasonForm) -> ClaimLine:
        """Leave the person out."""
        return actions.exclude(self.line, reason=form.cleaned_data["reason"], actor=self.actor, now=self.now)


class TakeInLine(LineDeed):
    """A person who was left out is taken in again, with a reason."""

    title = _("Take this person in again")
    intro = _("The person is judged by the rules in force today, like everybody in the claim.")
    button = _("Take in again")
    success_message = _("The person is in the claim again; the reason is on record.")

    def perform(self, form: forms.ReasonForm) -> ClaimLine:
        """Take the person in."""
        return actions.take_in(self.line, reason=form.cleaned_data["reason"], actor=self.actor, now=self.now)


class ChangeAccount(ClaimDeed):
    """The claimant mends the account of the organisation that is paid."""

    form_class = forms.AccountForm
    permission = "subsidies.file_claim"
    title = _("Bank account of the payee")
    success_message = _("The account is on record.")

    def get_initial(self) -> dict[str, Any]:
        """Offer the bank on record; the number is typed anew."""
        return {"bank_name": self.claim.bank_name}

    def perform(self, form: forms.AccountForm) -> Claim:
        """Write the account."""
        return actions.change_account(self.claim, actor=self.actor, now=self.now, **form.cleaned_data)


class ChangeOwnAccount(LineDeed):
    """The account of a person who is paid."""

    form_class = forms.AccountForm
    permission = "subsidies.file_claim"
    title = _("Bank account")
    intro = _("The money goes to the person's own account: a bank card or the social security card.")
    success_message = _("The account is on record.")

    def get_initial(self) -> dict[str, Any]:
        """Offer the bank on record; the number is typed anew."""
        return {"bank_name": self.line.bank_name}

    def perform(self, form: forms.AccountForm) -> ClaimLine:
        """Seal the account."""
        return actions.change_account_of_person(
            self.line, actor=self.actor, now=self.now, **form.cleaned_data
        )
