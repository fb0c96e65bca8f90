"""Honours of contests: computing them opens a case; what was given is a list."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from office.desk.lists import FilteredListView

from .. import actions, exports, queries
from ..filters import HonourFilter
from ..models import ContestHonour, HonourList
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
