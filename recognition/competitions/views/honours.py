"""Honours of contests: computing them opens a case; what was given is a list."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from office.desk.lists import FilteredListView

from .. import actions, exports, queries
from ..filters import HonourFilter
from ..forms import DecisionForm
from ..models import ContestHonour, Event, HonourList
from .found import EventDeed


class ComputeHonours(EventDeed):
    """Compute what the published results earn."""

    permission = "competitions.propose_honours"
    title = _("Compute the honours")
    intro = _(
        "Honours and promotions are computed from the published version and explained one by one. They stand "
        "on public notice before they are given."
    )
    button = _("Compute the honours")

    def perform(self, form: Any) -> HonourList:
        """Compute them."""
        return actions.compute_honours(self.object, actor=self.actor, now=self.now)

    def get_success_url(self, result: Any = None) -> str:
        """Lead to the case."""
        return reverse("casework:case", args=[result.case.number])


class GivenHonours(FilteredListView):
    """The honours that were given."""

    template_name = "competitions/honour_list.html"
    filterset_class = HonourFilter
    permission = "competitions.view_event"
    title = _("Honours of competitions")
    export_name = _("Honours of competitions")

    def get_rows(self) -> QuerySet[ContestHonour]:
        """Begin at what is visible."""
        rows = queries.honours_visible_to(self.request.user)
        return rows.order_by("-honour_list__given_on", "honour_list", "rank", "pk")

    def export(self, rows: QuerySet[ContestHonour]) -> bytes:
        """Hand out the very rows of the page."""
        return exports.honours_workbook(rows, **self.taken)


class ListDeed(EventDeed):
    """A deed done to one list of honours of an event; it leads back to the list's case."""

    made: HonourList

    def get_object(self) -> Event:
        """Find the list too; 404 for who may not see it."""
        event = super().get_object()
        if not self.request.user.has_perm("competitions.view_honours"):
            raise Http404
        lists = queries.honour_lists_of(event).select_related("case__organisation")
        self.made = get_object_or_404(lists, case__number=self.kwargs["number"])
        self.made.event = event
        self.intro = self.made.case.title
        return event

    def get_success_url(self, result: Any = None) -> str:
        """Lead to the case."""
        return reverse("casework:case", args=[self.made.case.number])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Lead back to the case."""
        return {**super().get_context_data(**kwargs), "cancel_url": self.get_success_url()}


class GiveHonours(ListDeed):
    """Record the decision that gives the honours of a list."""

    form_class = DecisionForm
    title = _("Give the honours")
    button = _("Give the honours")
    success_message = _("The honours are given and stand in the record of honours.")

    def get_object(self) -> Event:
        """Ask who decides: the case says."""
        event = super().get_object()
        if not self.request.user.has_perm(actions.GIVE, self.made.case):
            raise PermissionDenied(_("Only those who decide give honours."))
        return event

    def get_initial(self) -> dict[str, Any]:
        """Propose the organiser as the body, and today."""
        return {"issuer": self.object.competition.organiser.name, "decided_on": timezone.localdate(self.now)}

    def facts(self) -> list[tuple[Any, Any]]:
        """Say how many honours are given, and how many withdrawn by the correction."""
        lost = queries.losing(self.made)
        told = [
            (_("Rests on"), self.made.result),
            (_("Honours"), self.made.honours.count()),
            (_("Promotions of skill level"), self.made.promotions.filter(is_granted=True).count()),
        ]
        return [*told, (_("Honours withdrawn"), len(lost))] if lost else told

    def perform(self, form: DecisionForm) -> HonourList:
        """Give them."""
        return actions.give_honours(self.made, **form.cleaned_data, actor=self.actor, now=self.now)


class IssueCertificates(ListDeed):
    """Issue the certificates of the honours of a list."""

    title = _("Issue the certificates of honour")
    button = _("Issue")
    success_message = _("The certificates are issued: %(result)s.")

    def get_object(self) -> Event:
        """Ask who keeps these honours."""
        event = super().get_object()
        if not self.request.user.has_perm("honours.record_honour", event.competition.organiser):
            raise PermissionDenied(_("Only the body that keeps an honour issues its certificate."))
        return event

    def facts(self) -> list[tuple[Any, Any]]:
        """Name who gets one."""
        return [(each.holder_name, each.title) for each in queries.without_certificate(self.made)]

    def perform(self, form: Any) -> str:
        """Issue them; the answer names their numbers."""
        found = actions.issue_certificates(self.made, actor=self.actor, now=self.now)
        return "、".join(each.number for each in found)
