"""Calls: the list, one call with its ranking board and composition, opening, places, review, decision."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from office.desk.deeds import DeedView
from office.desk.lists import FilteredListView
from office.people.enums import Role
from office.people.models import Organisation
from office.people.permissions import organisations_of

from .. import actions, exports, queries
from ..actions.decisions import DECIDABLE
from ..filters import CallFilter
from ..forms import CallForm, DecisionForm, PassForm, PlacesForm
from ..models import Call, Jury, Nominee
from ..queries.jury import SCORED


class CallList(FilteredListView):
    """The calls that the user may see."""

    template_name = "awards/call_list.html"
    filterset_class = CallFilter
    permission = "awards.view_call"
    title = _("Calls for nominations")
    export_name = _("Calls for nominations")

    def get_rows(self) -> QuerySet[Call]:
        """Return them, the newest first."""
        return queries.with_counts(queries.calls_visible_to(self.request.user)).order_by("-opens_on", "-pk")

    def export(self, rows: QuerySet[Call]) -> bytes:
        """Hand out the very rows of the page."""
        return exports.calls_workbook(rows, **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the day, and who may open a call."""
        return super().get_context_data(
            today=timezone.localdate(), may_open=self.request.user.has_perm("awards.open_call"), **kwargs
        )


class CallPage(LoginRequiredMixin, TemplateView):
    """One call. Its organiser sees the ranking, the list, its composition and what swaps would change."""

    template_name = "awards/call.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Gather it for this user; 404 out of sight."""
        user: Any = self.request.user
        call = get_object_or_404(queries.calls_visible_to(user), pk=self.kwargs["pk"])
        today = timezone.localdate()
        runs = user.has_perm("awards.open_call", call)
        units = Organisation.objects.filter(pk__in=organisations_of(user, Role.EMPLOYER_OPERATOR))
        context = {
            "call": call,
            "today": today,
            "is_open": call.is_open(today),
            "runs": runs,
            "may_nominate": user.has_perm("awards.nominate", call) and call.is_open(today),
            "units": units.filter(is_employer=True),
            "unit_places": call.unit_places.select_related("unit") if runs else (),
        }
        if runs:
            blind = queries.owes_marks(user, call)
            context |= self._board(call, today, blind=blind)
            context |= {"marks_hidden": blind, "jury": Jury.objects.filter(call=call).first()}
        return super().get_context_data(**context, **kwargs)

    def _board(self, call: Call, today: Any, *, blind: bool) -> dict[str, Any]:
        lines = queries.board_of(call, blind=blind)
        nominees = [line.nominee for line in lines]
        votes = queries.counts_of(call, on=today)
        return {
            "lines": [(line, None if votes is None else votes.get(line.nominee.pk, 0)) for line in lines],
            "votes_known": votes is not None,
            "scored": SCORED,
            "listed_count": sum(each.proposed for each in nominees),
            "standings": queries.standings_of(call, nominees),
            "swaps": queries.swaps_of(call, nominees),
            "may_pass": any(each.proposed and each.case.state == "cleared" for each in nominees),
            "may_decide": call.award.is_published and any(each.case.state in DECIDABLE for each in nominees),
        }


class OpenCall(DeedView):
    """Open a call under the rules in force."""

    form_class = CallForm
    permission = "awards.open_call"
    title = _("Open a call for nominations")
    button = _("Open the call")
    cancel_url: Any = reverse_lazy("awards:call_list")
    success_message = _("The call is open under the rules of its first day.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the awards that the user runs."""
        return {**super().get_form_kwargs(), "awards": queries.awards_run_by(self.actor)}

    def perform(self, form: CallForm) -> Call:
        """Open it."""
        told = dict(form.cleaned_data)
        award = told.pop("award")
        return actions.open_call(award, actions.CallFacts(**told), actor=self.actor, now=self.now)


class CallDeed(DeedView):
    """A deed on one visible call; it leads back to it."""

    permission = "awards.open_call"
    object: Call

    def get_object(self) -> Call:
        """Return the call; 404 out of sight."""
        found: Call = get_object_or_404(queries.calls_visible_to(self.request.user), pk=self.kwargs["pk"])
        self.intro, self.cancel_url = found.name, found.get_absolute_url()
        return found

    def get_success_url(self, result: Any = None) -> str:
        """Return to the call."""
        return self.cancel_url


class SetPlaces(CallDeed):
    """Give a unit places."""

    form_class = PlacesForm
    title = _("Places of a unit")
    success_message = _("The places are set.")

    def perform(self, form: PlacesForm) -> Call:
        """Set them."""
        return actions.set_places(self.object, **form.cleaned_data, actor=self.actor, now=self.now)


class PassList(CallDeed):
    """The second review of the whole list."""

    template_name = "awards/pass_list.html"
    form_class = PassForm
    permission = "awards.second_review"
    title = _("Pass the second review")
    button = _("Pass the list")
    success_message = _("The list has passed the second review. Put it on the second notice.")

    def perform(self, form: PassForm) -> Call:
        """Pass it."""
        return actions.pass_list(self.object, **form.cleaned_data, actor=self.actor, now=self.now)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show the list and how it stands to its quotas."""
        nominees = list(queries.on_the_way(self.object))
        return super().get_context_data(
            listed=[each for each in nominees if each.proposed],
            standings=queries.standings_of(self.object, nominees),
            **kwargs,
        )


class Decide(CallDeed):
    """Record the decision for those whom it names."""

    form_class = DecisionForm
    permission = "awards.decide"
    title = _("Record the decision")
    button = _("Record the decision")
    success_message = _("The honours are on record, and the certificates of the district's own are issued.")

    def _decidable(self) -> QuerySet[Nominee]:
        return queries.on_the_way(self.object).filter(case__state__in=DECIDABLE)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer those whose notices are over."""
        return {**super().get_form_kwargs(), "nominees": self._decidable()}

    def perform(self, form: DecisionForm) -> Call:
        """Record it."""
        told = dict(form.cleaned_data)
        chosen = list(told.pop("nominees"))
        actions.honour_nominees(self.object, chosen, **told, actor=self.actor, now=self.now)
        return self.object
