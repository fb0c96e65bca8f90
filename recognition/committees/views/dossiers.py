"""Files before committees: hints and declarations, papers and their redacted copies."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.generic import TemplateView

from office.casework.actions.evidence import open_paper
from office.casework.queries import cases_visible_to
from office.desk.lists import FilteredListView
from office.people.models import User

from .. import actions, exports, queries
from ..enums import Ground
from ..filters import DossierFilter
from ..forms import RecusalForm, RedactedForm
from ..models import Declaration, Dossier, RedactedCopy
from ..queries.conflicts import hints_between
from ..queries.packs import attachments_of, copies_of, pack_of, slot_labels
from .deeds import DossierDeed


class DossierList(FilteredListView):
    """The files of the committees that the user sees, the newest first."""

    template_name = "committees/dossier_list.html"
    filterset_class = DossierFilter
    permission = "committees.view_committee"
    title = _("Files before committees")
    export_name = _("Files before committees")

    def get_rows(self) -> QuerySet[Dossier]:
        """Return them."""
        return queries.dossiers_visible_to(self.request.user).order_by("-taken_in_at", "-pk")

    def export(self, rows: QuerySet[Dossier]) -> bytes:
        """Hand out the very rows of the page."""
        return exports.dossiers_workbook(rows, **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what was decided of the page's files."""
        context = super().get_context_data(**kwargs)
        found = list(context["object_list"])
        outcomes = queries.outcomes_of(each.case for each in found)
        context["dossiers"] = [(each, outcomes.get(each.case_id)) for each in found]
        return context


class DossierPage(LoginRequiredMixin, TemplateView):
    """One file: who declared what, what hints there are, and what experts are given to read."""

    template_name = "committees/dossier.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Gather it; 404 out of sight."""
        user: Any = self.request.user
        found = get_object_or_404(queries.dossiers_visible_to(user), pk=self.kwargs["pk"])
        members = list(queries.members_on(found.committee, timezone.localdate()))
        hints = hints_between([found], members)
        answers = {each.expert_id: each for each in found.declarations.select_related("recused_by")}
        labels = slot_labels(found.case)
        return super().get_context_data(
            dossier=found,
            people=[(each, answers.get(each.pk), hints[found.pk, each.pk]) for each in members],
            papers=[(labels.get(each.slot, each.slot), each) for each in attachments_of(found.case)],
            pack=pack_of(found),
            items=found.items.select_related("meeting").order_by("-meeting__held_on", "-pk"),
            outcome=queries.outcome_of(found.case),
            sees_case=cases_visible_to(user).filter(pk=found.case_id).exists(),
            may_run=user.has_perm("committees.run", found.committee),
            **kwargs,
        )


class Recuse(DossierDeed):
    """Shut the file to an expert."""

    form_class = RecusalForm
    title = _("Recuse an expert")
    button = _("Shut the file")
    danger = True
    success_message = _("The file is shut to the expert.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer today's members."""
        members = queries.members_on(self.object.committee, timezone.localdate(self.now))
        return {**super().get_form_kwargs(), "experts": members}

    def perform(self, form: RecusalForm) -> Declaration:
        """Recuse."""
        told = {**form.cleaned_data, "ground": Ground(form.cleaned_data["ground"])}
        return actions.impose_recusal(self.object, **told, actor=self.actor, now=self.now)


class UploadRedacted(DossierDeed):
    """Put a redacted copy beside a paper."""

    form_class = RedactedForm
    title = _("Upload a redacted copy")
    button = _("Keep the copy")
    success_message = _("The copy is kept; experts read it instead of the original.")

    def get_object(self) -> Dossier:
        """Return the file; a paper that is not in it is not found."""
        found = super().get_object()
        self.attachment = get_object_or_404(attachments_of(found.case), pk=self.kwargs["attachment"])
        return found

    def perform(self, form: RedactedForm) -> RedactedCopy:
        """Keep it."""
        return actions.upload_redacted(
            self.object, self.attachment, **form.paper(), actor=self.actor, now=self.now
        )


class CopyFile(LoginRequiredMixin, View):
    """A redacted copy, for the office."""

    def get(self, request: HttpRequest, pk: int, copy: int) -> HttpResponse:
        """Hand it out; that it was opened is recorded."""
        dossier = get_object_or_404(queries.dossiers_visible_to(request.user), pk=pk)
        found: RedactedCopy = get_object_or_404(copies_of(dossier), pk=copy)
        return open_paper(found, subject=dossier, actor=cast(User, request.user), now=timezone.now())
