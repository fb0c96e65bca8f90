"""A courier's own way into a class: the classes on offer, the answers, the receipt, and out again."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from office.desk.deeds import DeedView
from office.desk.lists import FilteredListView
from office.people.models import Courier

from .. import actions, seating
from ..actions.seats import cancellable_until
from ..exports.seats import offers_workbook
from ..filters import OfferFilter
from ..forms import TakeSeatForm
from ..models import Enrolment, TrainingClass


def own_courier(request: HttpRequest) -> Courier:
    """Return the courier who is signed in; raise PermissionDenied for anybody else."""
    courier: Courier | None = getattr(request.user, "courier", None)
    if courier is None or not request.user.has_perm("courses.enrol_self", courier):
        raise PermissionDenied(
            gettext("This page belongs to couriers. Your account is not joined to a courier's record.")
        )
    return courier


class OfferList(FilteredListView):
    """The classes that couriers may join, soonest first."""

    template_name = "courses/offer_list.html"
    filterset_class = OfferFilter
    permission = "courses.enrol_self"
    title = _("Classes to join")
    export_name = _("Classes to join")
    paginate_by = 10

    def get_rows(self) -> Any:
        """Return the classes on offer with their seats."""
        return seating.classes_to_join(timezone.localdate())

    def export(self, rows: Any) -> bytes:
        """Hand out the classes of the list."""
        return offers_workbook(rows, **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what is left of each class and where the courier stands in it already."""
        context = super().get_context_data(**kwargs)
        own = {each.training_class_id: each for each in seating.own_seats(own_courier(self.request))}
        context["offers"] = [
            seating.Offer(each, each.capacity - each.enrolled, each.waiting, own.get(each.pk), None)
            for each in context["object_list"]
        ]
        return context


class TakeSeat(DeedView):
    """Say who one is, check the answers, take the seat: the second page comes from the first form."""

    template_name = "courses/take_seat.html"
    form_class = TakeSeatForm
    button = _("Continue")
    cancel_url: Any = reverse_lazy("courses:offer_list")
    courier: Courier

    def get_object(self) -> TrainingClass:
        """Return a class on offer to the courier who is signed in, with its counts."""
        self.courier = own_courier(self.request)
        rows = seating.classes_to_join(timezone.localdate())
        found: TrainingClass = get_object_or_404(rows, number=self.kwargs["number"])
        return found

    def get_initial(self) -> dict[str, Any]:
        """Begin with what was declared last."""
        return seating.last_declared(self.courier)

    def form_valid(self, form: Any) -> HttpResponse:
        """Show the answers first; take the seat when they were confirmed."""
        if "edit" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        if not form.cleaned_data["confirmed"]:
            return self.render_to_response(self.get_context_data(form=form, checking=True))
        return super().form_valid(form)

    def perform(self, form: TakeSeatForm) -> Enrolment:
        """Take the seat."""
        return actions.enrol_self(
            self.object,
            self.courier,
            category=form.cleaned_data["category"],
            employer_name=form.cleaned_data["employer_name"],
            actor=self.actor,
            now=self.now,
        )

    def get_success_url(self, result: Any = None) -> str:
        """Go to the receipt."""
        return reverse("courses:own_seat", args=[result.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what the courier should know before."""
        return super().get_context_data(
            offer=seating.offer_of(self.object, self.courier),
            training_class=self.object,
            title=_("Join the class"),
            **kwargs,
        )


class OwnSeat(LoginRequiredMixin, TemplateView):
    """The receipt of a courier's own seat, or of a place on the waiting list."""

    template_name = "courses/own_seat.html"
    request: HttpRequest

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Gather the seat."""
        courier = own_courier(self.request)
        seat = get_object_or_404(seating.seats_of_courier(courier), pk=self.kwargs["pk"])
        until = cancellable_until(seat.training_class)
        standing = seat.cancelled_at is None and seat.training_class.is_open
        return super().get_context_data(
            seat=seat,
            training_class=seat.training_class,
            lessons=seat.training_class.lessons.all(),
            place=seating.place_in_queue(seat) if standing and not seat.is_enrolled else None,
            until=until,
            may_cancel=standing and (timezone.now() <= until or not seat.is_enrolled),
            **kwargs,
        )


class CancelOwnSeat(DeedView):
    """Give up one's own seat."""

    title = _("Give up the seat")
    intro = _("The seat goes to the first who waits. You can join again as long as there are seats.")
    button = _("Give up the seat")
    danger = True
    success_message = _("Your seat was given up.")

    def get_object(self) -> Enrolment:
        """Return an own seat."""
        rows = seating.seats_of_courier(own_courier(self.request))
        found: Enrolment = get_object_or_404(rows, pk=self.kwargs["pk"])
        self.cancel_url = self.get_success_url(found)
        return found

    def get_success_url(self, result: Any = None) -> str:
        """Go back to the receipt, which says what it is now."""
        return reverse("courses:own_seat", args=[result.pk])

    def perform(self, form: Any) -> Enrolment:
        """Give it up."""
        return actions.cancel_own_seat(self.object, actor=self.actor, now=self.now)
