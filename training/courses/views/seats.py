"""The seats of a class: who has one, who waits, who left; and the deeds of those who run it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from office.desk.deeds import DeedView
from office.desk.lists import FilteredListView

from .. import actions, seating
from ..clashes import clashes_of_people
from ..exports.seats import seats_workbook
from ..filters import SeatFilter
from ..forms import CapacityForm, ConfirmSeatForm, ReasonForm, SeatForm
from ..models import Enrolment, TrainingClass
from .classes import ClassDeed, visible_class


class SeatList(FilteredListView):
    """Everybody who has, awaits or had a seat; ID numbers masked."""

    template_name = "courses/seat_list.html"
    filterset_class = SeatFilter
    title = _("Seats and waiting list")
    export_name = _("Seats")

    @cached_property
    def training_class(self) -> TrainingClass:
        """The class in the address."""
        return visible_class(self.request, self.kwargs["number"])

    def get_rows(self) -> QuerySet[Enrolment]:
        """Return the seats in the order of coming."""
        return seating.seats_of(self.training_class)

    def export(self, rows: QuerySet[Enrolment]) -> bytes:
        """Hand out the very rows of the page."""
        return seats_workbook(self.training_class, rows, **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the class, its counts, and who on the page is in another class at the same time."""
        found = self.training_class
        context = super().get_context_data(training_class=found, **kwargs)
        rows = list(context["object_list"])
        clashes = clashes_of_people(
            found, [each.courier_id for each in rows if each.cancelled_at is None] if found.is_open else []
        )
        for each in rows:
            each.clash = next(iter(clashes.get(each.courier_id, ())), None)
        seats = found.enrolments
        return {
            **context,
            "object_list": rows,
            "enrolled": seats.enrolled().count(),
            "waiting": seats.waiting().count(),
            "may_change": found.is_open and self.request.user.has_perm("courses.enrol", found),
        }


class _BackToSeats(DeedView):
    """A deed that leads back to the list of seats."""

    def get_success_url(self, result: Any = None) -> str:
        """Go back to the seats."""
        return reverse("courses:seat_list", args=[self.kwargs["number"]])


class AddSeat(_BackToSeats, ClassDeed):
    """Enrol one person."""

    form_class = SeatForm
    permission = "courses.enrol"
    title = _("Add a person")
    button = _("Add the person")

    def perform(self, form: SeatForm) -> list[Enrolment]:
        """Enrol the person; say what became of it."""
        made = actions.enrol(self.object, [form.seat()], actor=self.actor, now=self.now)
        if not made:
            messages.info(self.request, gettext("This person is on the list already; nothing was changed."))
            return made
        clashes = clashes_of_people(self.object, [made[0].courier_id]).get(made[0].courier_id, ())
        text = gettext("Enrolled.") if made[0].is_enrolled else gettext("The class is full: waiting list.")
        messages.success(self.request, f"{made[0].courier.name}：{text}")
        for clash in clashes:
            messages.warning(
                self.request,
                gettext("This person is in another class at the same time: %(class)s.") % {"class": clash},
            )
        return made


class SeatDeed(_BackToSeats):
    """A deed done to a seat of a class that the user may see."""

    permission = "courses.enrol"
    enrolment: Enrolment

    def get_object(self) -> TrainingClass:
        """Return the class; keep the seat."""
        found = visible_class(self.request, self.kwargs["number"])
        self.enrolment = get_object_or_404(seating.seats_of(found), pk=self.kwargs["pk"])
        self.enrolment.training_class = found
        self.cancel_url = self.get_success_url()
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the person, masked."""
        courier = self.enrolment.courier
        intro = f"{courier.name} {courier.id_number_masked}"
        return super().get_context_data(**{"intro": intro, **kwargs})


class RemoveSeat(SeatDeed):
    """Take somebody off the list."""

    form_class = ReasonForm
    title = _("Remove from the class")
    button = _("Remove from the class")
    danger = True
    success_message = _("The person was removed; a free seat goes to the first who waits.")

    def perform(self, form: ReasonForm) -> Enrolment:
        """Remove the person."""
        reason = form.cleaned_data["reason"]
        return actions.remove_seat(self.enrolment, reason=reason, actor=self.actor, now=self.now)


class ConfirmSeat(SeatDeed):
    """Confirm what a courier declared."""

    form_class = ConfirmSeatForm
    title = _("Confirm the entry")
    button = _("Confirm")
    success_message = _("The entry was confirmed.")

    def get_initial(self) -> dict[str, Any]:
        """Begin with what was declared."""
        return {name: getattr(self.enrolment, name) for name in ConfirmSeatForm.base_fields}

    def perform(self, form: ConfirmSeatForm) -> Enrolment:
        """Confirm it."""
        return actions.confirm_seat(self.enrolment, **form.cleaned_data, actor=self.actor, now=self.now)


class ChangeCapacity(_BackToSeats, ClassDeed):
    """Give a class more or fewer seats."""

    form_class = CapacityForm
    permission = "courses.enrol"
    title = _("Change the number of seats")
    success_message = _("The number of seats was changed.")

    def get_initial(self) -> dict[str, Any]:
        """Begin with the number as it is."""
        return {"capacity": self.object.capacity}

    def perform(self, form: CapacityForm) -> TrainingClass:
        """Change it."""
        capacity = form.cleaned_data["capacity"]
        return actions.change_capacity(self.object, capacity=capacity, actor=self.actor, now=self.now)
