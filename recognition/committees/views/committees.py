"""Committees: the list, one committee, its seats."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from office.desk.deeds import DeedView
from office.desk.lists import FilteredListView

from .. import actions, exports, queries
from ..bounds import bounds_on
from ..enums import Post
from ..filters import CommitteeFilter
from ..forms import AppointForm, CommitteeForm, ReasonForm
from ..models import Committee, Membership
from ..queries.choices import experts_to_appoint, own_departments
from .deeds import CommitteeDeed, CommitteeOwned


class CommitteeList(FilteredListView):
    """The committees that the user looks after."""

    template_name = "committees/committee_list.html"
    filterset_class = CommitteeFilter
    permission = "committees.view_committee"
    title = _("Committees")
    export_name = _("Committees")

    def get_rows(self) -> QuerySet[Committee]:
        """Return them by name."""
        return queries.committees_visible_to(self.request.user).order_by("name")

    def export(self, rows: QuerySet[Committee]) -> bytes:
        """Hand out the very rows of the page."""
        return exports.committees_workbook(rows, **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add who may set one up, and the day."""
        return super().get_context_data(
            may_run=self.request.user.has_perm("committees.run"), today=timezone.localdate(), **kwargs
        )


class CommitteePage(LoginRequiredMixin, TemplateView):
    """One committee: its document and rules, its seats, panels and meetings."""

    template_name = "committees/committee.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Gather it; 404 out of sight."""
        user: Any = self.request.user
        found = get_object_or_404(queries.committees_visible_to(user), pk=self.kwargs["pk"])
        today = timezone.localdate()
        seats = list(queries.seats_on(found, max(today, found.term_from)))
        load = queries.load_of([seat.expert for seat in seats])
        return super().get_context_data(
            committee=found,
            seats=[(seat, load[seat.expert_id]) for seat in seats],
            left=found.size - len(seats),
            panels=queries.panels_visible_to(user).filter(committee=found)[:8],
            meetings=queries.meetings_visible_to(user).filter(committee=found)[:8],
            may_run=user.has_perm("committees.run", found),
            today=today,
            **kwargs,
        )


class SetUpCommittee(DeedView):
    """Set a committee up by its document."""

    form_class = CommitteeForm
    permission = "committees.run"
    title = _("Set up a committee")
    button = _("Set it up")
    cancel_url: Any = reverse_lazy("committees:committee_list")
    success_message = _("%(result)s is set up. Give its seats to experts.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the user's own departments."""
        return {**super().get_form_kwargs(), "organisations": own_departments(self.request.user)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what seats and term are held against."""
        years, clause = bounds_on(timezone.localdate(self.now))["term_years"]
        words = gettext("Seats and term (%(years)s years at most) are held against: %(clause)s.")
        return super().get_context_data(**kwargs) | {"intro": words % {"years": years, "clause": clause}}

    def get_initial(self) -> dict[str, Any]:
        """Propose the first of one's departments."""
        return {"organisation": own_departments(self.request.user).first()}

    def perform(self, form: CommitteeForm) -> Committee:
        """Set it up."""
        return actions.set_up_committee(
            form.facts(), organisation=form.cleaned_data["organisation"], actor=self.actor, now=self.now
        )


class Appoint(CommitteeDeed):
    """Give an expert a seat."""

    form_class = AppointForm
    title = _("Give a seat to an expert")
    button = _("Appoint")
    success_message = _("The seat is given until the end of the term or of the filing.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer who is on file and has no seat here."""
        day = max(timezone.localdate(self.now), self.object.term_from)
        return {**super().get_form_kwargs(), "experts": experts_to_appoint(self.object, day)}

    def perform(self, form: AppointForm) -> Membership:
        """Appoint."""
        told = form.cleaned_data
        return actions.appoint(
            self.object, told["expert"], post=Post(told["post"]), actor=self.actor, now=self.now
        )

    def get_success_url(self, result: Any = None) -> str:
        """Return to the committee."""
        return self.object.get_absolute_url()


class EndSeat(CommitteeOwned):
    """End a seat before its day."""

    object: Membership
    form_class = ReasonForm
    title = _("End a seat")
    button = _("End the seat")
    danger = True
    success_message = _("The seat is free again.")

    def get_object(self) -> Membership:
        """Return the seat; 404 out of sight."""
        rows = Membership.objects.select_related("committee__organisation", "expert__user")
        visible = queries.committees_visible_to(self.request.user)
        found: Membership = get_object_or_404(rows.filter(committee__in=visible), pk=self.kwargs["pk"])
        self.let_in(found.committee)
        self.intro, self.cancel_url = f"{found} · {found.committee}", found.committee.get_absolute_url()
        return found

    def perform(self, form: ReasonForm) -> Membership:
        """End it."""
        return actions.end_seat(self.object, **form.cleaned_data, actor=self.actor, now=self.now)

    def get_success_url(self, result: Any = None) -> str:
        """Return to the committee."""
        return self.object.committee.get_absolute_url()
