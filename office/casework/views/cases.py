"""The worklist, the cases, and the page on which a step is taken."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from office.desk.deeds import DeedView
from office.desk.lists import FilteredListView
from office.people.permissions import is_staff_member

from .. import exports, queries
from ..actions import advance
from ..enums import Hand
from ..filters import CaseFilter
from ..forms import StepForm
from ..models import Case
from ..procedures import PUBLISH, RETURN, Panel, Procedure, every, find, latest, procedure_of


class CaseList(FilteredListView):
    """All cases that a user may see."""

    template_name = "casework/case_list.html"
    filterset_class = CaseFilter
    permission = "casework.view_case"
    title = _("All cases")
    export_name = _("Case list")

    def get_rows(self) -> QuerySet[Case]:
        """Return the visible cases, newest first."""
        rows = queries.cases_visible_to(self.request.user).select_related("organisation", "courier")
        return rows.order_by("-opened_at", "-pk")

    def export(self, rows: QuerySet[Case]) -> bytes:
        """Return the rows of the page as a workbook."""
        return exports.cases_workbook(rows, **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the rows are held against."""
        return super().get_context_data(
            today=timezone.localdate(), is_staff=is_staff_member(self.request.user), **kwargs
        )


class Worklist(CaseList):
    """The cases that wait for this user, the most urgent first."""

    template_name = "casework/worklist.html"
    title = _("Worklist")

    def get_rows(self) -> QuerySet[Case]:
        """Return what waits for the user today."""
        return queries.worklist(self.request.user, today=timezone.localdate())


class CasePage(LoginRequiredMixin, TemplateView):
    """One case: its facts, what can be done, who acted, what happened."""

    template_name = "casework/case.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Gather the case for this user."""
        user = self.request.user
        case = get_object_or_404(
            queries.cases_visible_to(user).select_related(
                "organisation", "courier", *(hand.value for hand in Hand)
            ),
            number=self.kwargs["number"],
        )
        procedure = procedure_of(case)
        objections = queries.objections_visible_to(user).filter(case=case)
        steps = procedure.leaving(case.state)
        return super().get_context_data(
            case=case,
            procedure=procedure,
            parties=procedure.parties_of(case),
            is_staff=is_staff_member(user),
            today=timezone.localdate(),
            panels=_rendered(procedure.panels(case, user), case, self.request),
            steps=queries.available_transitions(case, user),
            may_publish=any(step.name == PUBLISH for step in steps)
            and user.has_perm(procedure.publish_permission, case),
            hands=[(hand.label, getattr(case, hand.value)) for hand in Hand if case.hand(hand)],
            own_hands=[hand.label for hand in Hand if case.hand(hand) == user.pk],
            notice=queries.notice_of(case),
            objections=objections,
            **self._holds(case, procedure),
            events=queries.timeline(case, public=False, office_words=is_staff_member(user)),
            **kwargs,
        )

    def _holds(self, case: Case, procedure: Procedure) -> dict[str, Any]:
        """Gather what was asked for, the papers, and what holds the case."""
        user = self.request.user
        return {
            "places": queries.places_of(case, timezone.localdate()),
            "rounds": queries.rounds_of(case),
            "pause": case.pauses.filter(ended_at=None).select_related("began_by").first(),
            "escalation": queries.escalation_of(case),
            "freeze": queries.freeze_on(case, timezone.localdate()),
            "may_apply": case.paused_at is None and user.has_perm("casework.apply_for_case", case),
            "may_check": case.paused_at is None
            and queries.open_fields(case) == frozenset()
            and not procedure.state(case.state).final
            and user.has_perm("casework.check_evidence", case),
            "may_pause": not procedure.state(case.state).final and user.has_perm("casework.pause_case", case),
        }


def _rendered(panels: Iterable[Panel], case: Case, request: HttpRequest) -> list[str]:
    """Render what the kind shows of its case."""
    shared = {"case": case, "user": request.user}
    return [render_to_string(template, shared | context, request) for template, context in panels]


class CaseDeed(DeedView):
    """A deed on a case that the user may see; it leads back to the case."""

    template_name = "casework/hold.html"

    def get_object(self) -> Case:
        """Return the case."""
        case = get_object_or_404(
            queries.cases_visible_to(self.request.user).select_related("organisation", "courier"),
            number=self.kwargs["number"],
        )
        self.cancel_url = case.get_absolute_url()
        return case

    def get_success_url(self, result: Any = None) -> str:
        """Return to the case."""
        return self.cancel_url

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whose case it is, by what each is in it."""
        parties = procedure_of(self.object).parties_of(self.object)
        return super().get_context_data(parties=parties, **kwargs)


class Advance(CaseDeed):
    """One step of a case: what it does, the reason where one is asked for, and a button."""

    template_name = "casework/advance.html"
    form_class = StepForm
    success_message = _("%(result)s: the step was taken.")

    def get_object(self) -> Case:
        """Return the case; a step without a button of its own is not found."""
        case = super().get_object()
        try:
            self.step = procedure_of(case).transition(self.kwargs["transition"])
        except LookupError:
            raise Http404 from None
        if self.step.automatic:
            raise Http404
        self.permission = self.step.permission
        self.title = self.button = self.step.label
        return case

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the step, unless the case has moved on."""
        if self.object.state not in self.step.sources:
            messages.info(request, gettext("This step is no longer possible; the case has moved on."))
            return HttpResponseRedirect(self.object.get_absolute_url())
        if self.step.name == RETURN and procedure_of(self.object).askable(self.object):
            return HttpResponseRedirect(reverse("casework:supplement", args=[self.object.number]))
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form which step it serves, and whether an officer or the applicant takes it."""
        by_office = is_staff_member(self.request.user)
        return {**super().get_form_kwargs(), "step": self.step, "by_office": by_office}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add where the step leads, and what the kind shows before it is taken."""
        procedure = procedure_of(self.object)
        panels = procedure.step_panels(self.object, self.step, timezone.localdate(self.now))
        return super().get_context_data(
            step=self.step,
            target=procedure.state(self.step.target_from(self.object.state)),
            panels=_rendered(panels, self.object, self.request),
            **kwargs,
        )

    def perform(self, form: StepForm) -> Case:
        """Take the step."""
        return advance(
            self.object, self.step.name, actor=self.actor, now=self.now, reason=form.cleaned_data["reason"]
        )

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show the case as it stands: a refused step has left its new state in memory, not in the record."""
        self.object.refresh_from_db(fields=["state", "due_on"])
        return super().form_invalid(form)


class ProcedurePage(LoginRequiredMixin, TemplateView):
    """A procedure's table, drawn as a page of help."""

    template_name = "casework/procedure.html"

    @cached_property
    def procedure(self) -> Procedure:
        """The version of the procedure in the address, the newest where none is named."""
        try:
            if "version" in self.kwargs:
                return find(self.kwargs["code"], self.kwargs["version"])
            return latest(self.kwargs["code"])
        except LookupError:
            raise Http404 from None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Gather the table."""
        procedure = self.procedure
        rows = [
            (
                step,
                [procedure.state(code) for code in step.sources],
                [procedure.state(code) for code in step.targets],
            )
            for step in procedure.transitions
        ]
        versions = [other for other in every() if other.code == procedure.code and other != procedure]
        others = {other.code: other for other in every() if other.code != procedure.code}
        return super().get_context_data(
            procedure=procedure, rows=rows, versions=versions, others=others.values(), **kwargs
        )
