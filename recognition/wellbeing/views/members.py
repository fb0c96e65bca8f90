"""Members: the list, one membership, admission, transfer and end."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from office.desk.deeds import DeedView
from office.desk.lists import FilteredListView
from office.people.models import Courier
from office.people.queries import couriers_visible_to

from .. import actions, queries
from ..exports import membership as exports
from ..filters import MemberFilter
from ..forms import membership as forms
from ..models import Membership, MembershipTransfer


class MemberList(FilteredListView):
    """Everybody who applied, is or was a member; the latest first."""

    template_name = "wellbeing/member_list.html"
    filterset_class = MemberFilter
    permission = "wellbeing.keep_members"
    title = _("Union members")
    export_name = _("Union members")

    def get_rows(self) -> QuerySet[Membership]:
        """Return them."""
        return queries.members_visible_to(self.request.user).order_by("-applied_at", "-pk")

    def export(self, rows: QuerySet[Membership]) -> bytes:
        """Hand out the very rows of the page."""
        return exports.members_workbook(rows, **self.taken)


class MemberPage(LoginRequiredMixin, TemplateView):
    """One membership with its transfers; the union's page."""

    template_name = "wellbeing/member.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Gather it; 404 out of sight, 403 for whoever is not of the union."""
        user = self.request.user
        found = get_object_or_404(
            queries.members_visible_to(user).select_related("applied_by", "decided_by"), pk=self.kwargs["pk"]
        )
        if not user.has_perm("wellbeing.keep_members"):
            raise PermissionDenied(gettext("This page is the union's; your own is under “My union”."))
        transfers = found.transfers.select_related("from_employer", "to_employer", "recorded_by")
        return super().get_context_data(membership=found, transfers=transfers, **kwargs)


class EnterApplication(DeedView):
    """The union enters an application from paper."""

    form_class = forms.JoinForm
    permission = "wellbeing.keep_members"
    title = _("Enter an application for membership")
    success_message = _("The application is entered.")
    object: Courier

    def get_object(self) -> Courier:
        """Return a visible person; 404 out of sight."""
        found: Courier = get_object_or_404(couriers_visible_to(self.request.user), pk=self.kwargs["pk"])
        self.intro, self.cancel_url = found.name, found.get_absolute_url()
        return found

    def get_initial(self) -> dict[str, Any]:
        """Propose the employer of today."""
        return {"employer": queries.applicants_employer(self.object)}

    def perform(self, form: forms.JoinForm) -> Membership:
        """Enter it."""
        return actions.apply_for_membership(self.object, **form.cleaned_data, actor=self.actor, now=self.now)


class MemberDeed(DeedView):
    """A deed of the union on one membership."""

    permission = "wellbeing.keep_members"
    object: Membership

    def get_object(self) -> Membership:
        """Return the membership; 404 out of sight."""
        found: Membership = get_object_or_404(
            queries.members_visible_to(self.request.user), pk=self.kwargs["pk"]
        )
        self.intro, self.cancel_url = f"{found.courier.name} · {found.employer}", found.get_absolute_url()
        return found

    def get_success_url(self, result: Any = None) -> str:
        """Go back to the membership."""
        return self.object.get_absolute_url()


class Admit(MemberDeed):
    """Admit an applicant."""

    form_class = forms.AdmitForm
    title = _("Admit to the union")
    button = pgettext_lazy("to the union", "Admit")
    success_message = _("Admitted. The card number stands below.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the homes of the employer."""
        return {**super().get_form_kwargs(), "employer": self.object.employer}

    def get_initial(self) -> dict[str, Any]:
        """Propose today."""
        return {"admitted_on": timezone.localdate(self.now)}

    def perform(self, form: forms.AdmitForm) -> Membership:
        """Admit."""
        return actions.admit(self.object, **form.cleaned_data, actor=self.actor, now=self.now)


class Refuse(MemberDeed):
    """Refuse an application."""

    form_class = forms.ReasonForm
    title = _("Refuse the application")
    button = _("Refuse the application")
    danger = True
    success_message = _("The application is refused; the applicant reads the reason.")

    def perform(self, form: forms.ReasonForm) -> Membership:
        """Refuse."""
        return actions.refuse(self.object, **form.cleaned_data, actor=self.actor, now=self.now)


class Transfer(MemberDeed):
    """Carry a membership over to another employer."""

    form_class = forms.TransferForm
    title = _("Transfer the membership")
    button = pgettext_lazy("a membership", "Transfer")
    success_message = _("The membership is transferred; the card stays as it is.")

    def get_initial(self) -> dict[str, Any]:
        """Propose the employer of today, and today."""
        employer = queries.applicants_employer(self.object.courier)
        return {"employer": employer, "transferred_on": timezone.localdate(self.now)}

    def perform(self, form: forms.TransferForm) -> MembershipTransfer:
        """Transfer."""
        return actions.transfer(self.object, **form.cleaned_data, actor=self.actor, now=self.now)


class EndMembership(MemberDeed):
    """End a membership."""

    form_class = forms.EndForm
    title = _("End the membership")
    button = _("End the membership")
    danger = True
    success_message = _("The membership has ended; its card number is never given again.")

    def get_initial(self) -> dict[str, Any]:
        """Propose today."""
        return {"ended_on": timezone.localdate(self.now)}

    def perform(self, form: forms.EndForm) -> Membership:
        """End it."""
        return actions.end_membership(self.object, **form.cleaned_data, actor=self.actor, now=self.now)
