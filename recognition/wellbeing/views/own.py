"""A courier's own page: membership, activities, recuperation; and the deeds that start there."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from office.casework.procedures import procedure_of
from office.desk.deeds import DeedView
from office.people.models import Courier

from .. import actions, queries
from ..enums import MemberState
from ..forms import membership as forms
from ..forms.recuperation import DeclineForm
from ..models import Batch, Membership, Participation
from ..queries.recuperation import LISTED, OVER
from ..queries.standing import entitled
from ..rules import rules_on


def own_courier(request: HttpRequest) -> Courier:
    """Return the courier who is signed in; raise PermissionDenied for anybody else."""
    courier: Courier | None = getattr(request.user, "courier", None)
    if courier is None or not request.user.has_perm("wellbeing.view_own", courier):
        raise PermissionDenied(
            gettext("This page belongs to couriers. Your account is not joined to a courier's record.")
        )
    return courier


class Mine(LoginRequiredMixin, TemplateView):
    """What the union does for the courier who is signed in."""

    template_name = "wellbeing/mine.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Gather membership, activities, stays and offers."""
        courier = own_courier(self.request)
        membership = queries.latest_membership(courier, self.request.user)
        living = membership is not None and membership.state in (MemberState.APPLIED, MemberState.ADMITTED)
        return super().get_context_data(
            courier=courier,
            membership=membership,
            may_join=not living,
            attendances=queries.own_attendances(courier),
            stays=queries.own_stays(courier),
            offers=queries.offers_for(courier, on=timezone.localdate()),
            **kwargs,
        )


class Join(DeedView):
    """Apply for membership on the phone."""

    form_class = forms.JoinForm
    title = _("Join the union")
    intro = _("The union decides on your application and gives you a card number.")
    button = _("Apply")
    cancel_url: Any = reverse_lazy("wellbeing:mine")
    success_message = _("Your application has reached the union. You see here what becomes of it.")
    object: Courier

    def get_object(self) -> Courier:
        """Return the courier who is signed in."""
        return own_courier(self.request)

    def get_initial(self) -> dict[str, Any]:
        """Propose the employer of today."""
        return {"employer": queries.applicants_employer(self.object)}

    def perform(self, form: forms.JoinForm) -> Membership:
        """Apply."""
        return actions.apply_for_membership(self.object, **form.cleaned_data, actor=self.actor, now=self.now)

    def get_success_url(self, result: Any = None) -> str:
        """Go back to the own page."""
        return reverse("wellbeing:mine")


class WithdrawApplication(DeedView):
    """Take one's own application back."""

    title = _("Take the application back")
    button = _("Take it back")
    danger = True
    cancel_url: Any = reverse_lazy("wellbeing:mine")
    success_message = _("Your application is taken back.")
    object: Membership

    def get_object(self) -> Membership:
        """Return an own membership."""
        own = own_courier(self.request)
        rows = queries.members_visible_to(self.request.user).filter(courier=own)
        found: Membership = get_object_or_404(rows, pk=self.kwargs["pk"])
        self.intro = str(found.employer)
        return found

    def perform(self, form: Any) -> Membership:
        """Take it back."""
        return actions.withdraw_application(self.object, actor=self.actor, now=self.now)

    def get_success_url(self, result: Any = None) -> str:
        """Go back to the own page."""
        return reverse("wellbeing:mine")


class ApplyForPlace(DeedView):
    """Apply to a batch."""

    template_name = "wellbeing/apply.html"
    title = _("Apply for recuperation")
    button = _("Apply")
    cancel_url: Any = reverse_lazy("wellbeing:mine")
    success_message = _("You have applied. The list is ordered after the last day for answers.")
    object: Batch

    def get_object(self) -> Batch:
        """Return a batch that takes applications of this courier."""
        offers = queries.offers_for(own_courier(self.request), on=timezone.localdate(self.now))
        found: Batch = get_object_or_404(offers, case__number=self.kwargs["number"])
        return found

    def perform(self, form: Any) -> Participation:
        """Apply."""
        courier = own_courier(self.request)
        return actions.apply_for_place(self.object, courier, actor=self.actor, now=self.now)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say beforehand whether there is an entitlement."""
        today = timezone.localdate(self.now)
        _version, rules = rules_on(today)
        may_come = entitled(own_courier(self.request), rules, on=today)
        return super().get_context_data(may_come=may_come, **kwargs)


def own_stay(request: HttpRequest, key: int) -> Participation:
    """Return an own part in a batch; 404 for anybody else's."""
    found: Participation = get_object_or_404(queries.own_stays(own_courier(request)), pk=key)
    return found


class StayPage(LoginRequiredMixin, TemplateView):
    """One's own part in a batch: the answer, the place, the health declaration and who opened it."""

    template_name = "wellbeing/stay.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Gather it."""
        part = own_stay(self.request, self.kwargs["pk"])
        batch, today = part.batch, timezone.localdate()
        state = batch.case.state
        line = next(line for line in queries.with_places(batch) if line.part.pk == part.pk)
        coming = state not in OVER and today < batch.starts_on
        declared = getattr(part, "health", None)
        companions = list(part.companions.all())
        changing = coming and part.reply == "accepted"
        return super().get_context_data(
            part=part,
            batch=batch,
            state=procedure_of(batch.case).state(state),
            line=line if state in LISTED else None,
            may_accept=part.reply == "waiting" and state == "open" and today <= batch.closes_on,
            may_decline=coming and part.reply != "declined",
            may_declare=state not in OVER and today <= batch.ends_on and part.reply == "accepted",
            declared=declared,
            companions=companions,
            may_change_company=changing,
            may_bring=changing and len(companions) < most_companions(batch, today),
            openings=queries.openings_of(part.courier).filter(data__batch=batch.case.number),
            **kwargs,
        )


def most_companions(batch: Batch, today: datetime.date) -> int:
    """Return how many one may bring; none where no rules are in force."""
    try:
        return queries.rules_of(batch, today).companions
    except ValidationError:
        return 0


class StayDeed(DeedView):
    """A deed on one's own part in a batch."""

    object: Participation

    def get_object(self) -> Participation:
        """Return it."""
        found = own_stay(self.request, self.kwargs["pk"])
        self.intro, self.cancel_url = found.batch.case.title, found.get_absolute_url()
        return found

    def get_success_url(self, result: Any = None) -> str:
        """Go back to the page of the stay."""
        return self.object.get_absolute_url()


class AcceptInvitation(StayDeed):
    """Say yes."""

    title = _("Accept the invitation")
    button = _("I come along")
    success_message = _("You have said yes. The list is ordered after the last day for answers.")

    def perform(self, form: Any) -> Participation:
        """Say yes."""
        return actions.accept_invitation(self.object, actor=self.actor, now=self.now)


class DeclinePlace(StayDeed):
    """Say no, or give the place up."""

    form_class = DeclineForm
    title = _("Do without the place")
    button = _("Do without the place")
    danger = True
    success_message = _("The place goes to the next on the list. Your health declaration is deleted.")

    def perform(self, form: DeclineForm) -> Participation:
        """Say no."""
        return actions.decline_place(self.object, **form.cleaned_data, actor=self.actor, now=self.now)
