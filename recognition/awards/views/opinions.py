"""Opinions: asking departments, the list of what is asked, answering."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from office.casework.queries import cases_visible_to
from office.desk.deeds import DeedView
from office.desk.lists import FilteredListView

from .. import actions, exports, queries
from ..filters import OpinionFilter
from ..forms import AskForm, OpinionForm
from ..models import Nominee, Opinion
from .nominees import NomineeDeed


class OpinionList(FilteredListView):
    """The opinions that the user's department gives, or has asked for; what is due first stands first."""

    template_name = "awards/opinion_list.html"
    filterset_class = OpinionFilter
    permission = "awards.answer_opinion"
    title = _("Opinions on nominees")
    export_name = _("Opinions of departments")

    def get_rows(self) -> QuerySet[Opinion]:
        """Return them, those not answered first."""
        return queries.opinions_visible_to(self.request.user).order_by("outcome", "due_on", "pk")

    def export(self, rows: QuerySet[Opinion]) -> bytes:
        """Hand out the very rows of the page."""
        return exports.opinions_workbook(rows, **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the day that deadlines are held against."""
        return super().get_context_data(today=timezone.localdate(), **kwargs)


class AskOpinions(NomineeDeed):
    """Ask departments about a nominee."""

    form_class = AskForm
    permission = "awards.ask_opinion"
    title = _("Ask departments for their opinion")
    button = _("Ask")
    success_message = _("The departments are asked; the case waits in their worklists.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the departments that were not asked yet."""
        asked = self.object.opinions.values("department")
        return {**super().get_form_kwargs(), "departments": queries.departments().exclude(pk__in=asked)}

    def perform(self, form: AskForm) -> Nominee:
        """Ask."""
        return actions.ask_opinions(self.object, **form.cleaned_data, actor=self.actor, now=self.now)


class AnswerOpinion(DeedView):
    """Enter what a department says."""

    template_name = "awards/answer_opinion.html"
    form_class = OpinionForm
    title = _("Opinion on a nominee")
    button = _("Enter the opinion")
    cancel_url: Any = reverse_lazy("awards:opinion_list")
    success_message = _("The opinion is entered.")
    object: Opinion

    def get_object(self) -> Opinion:
        """Return an opinion that is waited for; 404 out of sight."""
        rows = queries.opinions_visible_to(self.request.user).filter(outcome="")
        self.intro = _("An objection needs its grounds; they stay with the office.")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def perform(self, form: OpinionForm) -> Opinion:
        """Enter it."""
        return actions.answer_opinion(self.object, **form.cleaned_data, actor=self.actor, now=self.now)

    def get_success_url(self, result: Any = None) -> str:
        """Return to the case for those who still see it, else to the list."""
        case = self.object.nominee.case
        if cases_visible_to(self.actor).filter(pk=case.pk).exists():
            return case.get_absolute_url()
        return reverse("awards:opinion_list")
