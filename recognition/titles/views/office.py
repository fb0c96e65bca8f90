"""Deeds of employers and officers."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from office.casework.models import Case
from office.desk.deeds import DeedView
from office.people.models import Courier
from office.people.queries import couriers_visible_to
from recognition.committees.models import AgendaItem
from recognition.committees.queries import outcome_of, remarks_on

from .. import actions, forms, queries
from ..models import Title, TitleRound
from .applying import ApplicationDeed


class CaseDeed(ApplicationDeed):
    """A deed on an application that leads back to its case."""

    def back(self) -> str:
        """Return the address of the case."""
        return self.application.case.get_absolute_url()


class RecordNotice(CaseDeed):
    """The employer records its own notice."""

    form_class = forms.NoticeForm
    permission = "titles.recommend"
    title = _("Record the notice within the firm")
    intro = _(
        "Show the result of your check where everybody in the firm sees it, for at least five working days. "
        "Record it afterwards, with a photograph; then recommend."
    )
    button = _("Record the notice")
    success_message = _("The notice is on record. Now recommend the application.")

    def get_initial(self) -> dict[str, Any]:
        """Show what stands there, else the opinion that the summary sheet told."""
        notice = getattr(self.application, "employer_notice", None)
        names = ("posted_on", "taken_down_on", "place", "outcome", "opinion")
        if notice is not None:
            return {name: getattr(notice, name) for name in names}
        draft = self.application.sheet_drafts.order_by("-pk").first()
        return {"opinion": draft.told.get("opinion", "")} if draft else {}

    def perform(self, form: forms.NoticeForm) -> Any:
        """Record it."""
        return actions.record_employer_notice(
            self.application, actor=self.actor, now=self.now, **form.arguments()
        )


class JudgeAgain(CaseDeed):
    """Judge anew during the review."""

    permission = "titles.review"
    title = _("Judge again by the standards of the round")
    intro = _("Use this after employments, certificates, hours or titles were added to the record.")
    button = _("Judge again")
    success_message = _("The application was judged again.")

    def perform(self, form: BaseForm) -> Any:
        """Judge it."""
        return actions.judge_again(self.application, actor=self.actor, now=self.now)


class RecordResult(CaseDeed):
    """An officer records the result from above."""

    form_class = forms.ResultForm
    permission = "titles.review"
    title = _("Record the result from above")
    intro = _("As the document says. A colleague holds it against the document and confirms it.")
    button = _("Record the result")
    success_message = _("The result is recorded; it waits for a colleague's confirmation.")

    def get_initial(self) -> dict[str, Any]:
        """Offer the committee of the round."""
        return {"committee": self.application.round.committee}

    def perform(self, form: forms.ResultForm) -> Any:
        """Record it."""
        return actions.record_result(self.application, actor=self.actor, now=self.now, **form.arguments())


class BringBefore(CaseDeed):
    """Put the application on the agenda of a meeting of its round's committee."""

    permission = "titles.bring_before"
    title = _("Put on the agenda of a meeting")
    button = _("Put on the agenda")
    success_message = _("The case stands on the agenda; every member is asked for conflicts.")

    def facts(self) -> list[tuple[Any, Any]]:
        """Say which application is put there."""
        return [
            (_("Case"), self.object.number),
            (_("Applicant"), self.application.applicant),
            (_("Title applied for"), self.application.round),
        ]

    def get_form(self, form_class: Any = None) -> forms.AgendaForm:
        """Offer the meetings to come; where there is none, the page says why."""
        meetings = actions.meetings_for(self.application, timezone.localdate(self.now))
        return forms.AgendaForm(**self.get_form_kwargs(), meetings=meetings)

    def perform(self, form: forms.AgendaForm) -> AgendaItem:
        """Put it there."""
        meeting = form.cleaned_data["meeting"]
        return actions.bring_before(self.application, meeting, actor=self.actor, now=self.now)


class TakeOutcome(CaseDeed):
    """Take what the district's committee decided, with the reasons that the applicant reads."""

    template_name = "titles/outcome.html"
    form_class = forms.OutcomeForm
    permission = "titles.review"
    title = _("Take the committee's outcome")
    button = _("Take the outcome")
    success_message = _("The case moved on by the committee's outcome.")

    def get_initial(self) -> dict[str, Any]:
        """Begin with what the experts remarked, where the case did not pass."""
        outcome = outcome_of(self.object)
        failed = outcome is not None and not outcome.passed
        return {"reasons": "\n".join(remarks_on(self.object))} if failed else {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show the outcome before it is taken."""
        return super().get_context_data(outcome=outcome_of(self.object), **kwargs)

    def perform(self, form: forms.OutcomeForm) -> Case:
        """Take it."""
        return actions.take_outcome(self.application, **form.cleaned_data, actor=self.actor, now=self.now)


class ConfirmTitle(CaseDeed):
    """Confirm after the notice, and record the title."""

    form_class = forms.ConfirmForm
    permission = "titles.confirm"
    title = _("Confirm and record the title")
    intro = _("By the document of the HR bureau that confirms the list of the committee.")
    button = _("Confirm")
    success_message = _("%(result)s is on record.")

    def perform(self, form: forms.ConfirmForm) -> Title:
        """Confirm it."""
        return actions.confirm_title(self.application, actor=self.actor, now=self.now, **form.cleaned_data)


class ImposeBar(CaseDeed):
    """Bar the applicant after a false pledge or fraud."""

    form_class = forms.BarForm
    permission = "titles.confirm"
    title = _("Bar the applicant")
    intro = _(
        "For the years that the standards set (人社部发〔2024〕56号: three). The applicant reads the reason."
    )
    button = _("Bar")
    danger = True
    success_message = _("The bar is on record.")

    def perform(self, form: forms.BarForm) -> Any:
        """Bar the person."""
        return actions.impose_bar(self.application, actor=self.actor, now=self.now, **form.cleaned_data)


class RecordTitle(DeedView):
    """Record a title from before or from another place."""

    form_class = forms.TitleForm
    permission = "titles.record_title"
    title = _("Record a title")
    intro = _("As its document or certificate says; the office records titles and issues none itself.")
    button = _("Record the title")
    success_message = _("%(result)s is on record.")

    def get_object(self) -> Courier:
        """Return the person."""
        person = get_object_or_404(couriers_visible_to(self.request.user), pk=self.kwargs["courier"])
        self.cancel_url = person.get_absolute_url()
        return person

    def perform(self, form: forms.TitleForm) -> Title:
        """Record it."""
        return actions.record_title(self.object, actor=self.actor, now=self.now, **form.cleaned_data)


class RevokeTitle(DeedView):
    """Withdraw a title."""

    form_class = forms.RevocationForm
    permission = "titles.revoke_title"
    title = _("Withdraw the title")
    intro = _("By a document. The title stays in the register, marked as withdrawn.")
    button = _("Withdraw")
    danger = True
    success_message = _("The title was withdrawn.")

    def get_object(self) -> Title:
        """Return the title."""
        title = get_object_or_404(queries.titles_visible_to(self.request.user), pk=self.kwargs["pk"])
        self.cancel_url = title.get_absolute_url()
        return title

    def perform(self, form: forms.RevocationForm) -> Any:
        """Withdraw it."""
        return actions.revoke_title(self.object, actor=self.actor, now=self.now, **form.cleaned_data)

    def get_success_url(self, result: Any = None) -> str:
        """Return to the title."""
        return self.cancel_url


class RoundDeed(DeedView):
    """A deed on a round; it leads back to the list."""

    form_class = forms.RoundForm
    permission = "titles.keep_rounds"

    def get_success_url(self, result: Any = None) -> str:
        """Return to the rounds."""
        return reverse("titles:rounds")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Show what stands there."""
        self.cancel_url = reverse("titles:rounds")
        return {**super().get_form_kwargs(), "instance": self.object}


class OpenRound(RoundDeed):
    """Open a round."""

    title = _("Open a title round")
    button = _("Open the round")
    success_message = _("The round is on record; couriers see it from its first day on.")

    def perform(self, form: forms.RoundForm) -> TitleRound:
        """Open it."""
        return actions.open_round(form.cleaned_data, actor=self.actor, now=self.now)


class ChangeRound(RoundDeed):
    """Change a round."""

    title = _("Change the round")
    intro = _("Once somebody has applied, year, branch, level, place of decision and day of counting stay.")
    success_message = _("The round was changed.")

    def get_object(self) -> TitleRound:
        """Return the round."""
        return get_object_or_404(queries.rounds_visible_to(self.request.user), pk=self.kwargs["pk"])

    def perform(self, form: forms.RoundForm) -> TitleRound:
        """Change it."""
        return actions.change_round(self.object, form.cleaned_data, actor=self.actor, now=self.now)
