"""Bases and batches: the lists, one batch with its order, what the union does to it."""

from __future__ import annotations

import datetime
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET
from django.views.generic import TemplateView

from office.desk.deeds import DeedView
from office.desk.downloads import file_answer
from office.desk.lists import FilteredListView
from office.people.models import User

from .. import actions, queries
from ..escort import Escort
from ..explained import explanation
from ..exports import recuperation as exports
from ..filters import BaseFilter, BatchFilter, StayFilter
from ..forms import recuperation as forms
from ..models import Batch, Participation, RecuperationBase
from ..queries.recuperation import OVER

RUN = "wellbeing.run_recuperation"


class BaseList(FilteredListView):
    """The bases by name."""

    template_name = "wellbeing/base_list.html"
    filterset_class = BaseFilter
    permission = RUN
    title = _("Recuperation bases")
    export_name = _("Recuperation bases")

    def get_rows(self) -> QuerySet[RecuperationBase]:
        """Return them."""
        return queries.bases_visible_to(self.request.user).order_by("name", "pk")

    def export(self, rows: QuerySet[RecuperationBase]) -> bytes:
        """Hand out the very rows of the page."""
        return exports.bases_workbook(rows, **self.taken)


class AddBase(DeedView):
    """Enter a base."""

    form_class = forms.BaseForm
    permission = RUN
    title = _("Enter a recuperation base")
    cancel_url: Any = reverse_lazy("wellbeing:base_list")
    success_message = _("“%(result)s” is on record.")

    def perform(self, form: forms.BaseForm) -> RecuperationBase:
        """Enter it."""
        return actions.keep_base(None, form.facts(), actor=self.actor, now=self.now)


class ChangeBase(AddBase):
    """Correct a base, or say since when it is not used."""

    title = _("Change a recuperation base")
    base: RecuperationBase

    def get_object(self) -> None:
        """Find the base, 404 out of sight; it belongs to no single union, so nobody is asked with it."""
        rows = queries.bases_visible_to(self.request.user)
        self.base = get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_initial(self) -> dict[str, Any]:
        """Begin with what is on record."""
        names = ("name", "beds", "address", "contact", "phone", "closed_on")
        return {name: getattr(self.base, name) for name in names}

    def perform(self, form: forms.BaseForm) -> RecuperationBase:
        """Correct it."""
        return actions.keep_base(self.base, form.facts(), actor=self.actor, now=self.now)


class BatchList(FilteredListView):
    """The batches, the latest first."""

    template_name = "wellbeing/batch_list.html"
    filterset_class = BatchFilter
    permission = RUN
    title = _("Recuperation")
    export_name = _("Recuperation batches")

    def get_rows(self) -> QuerySet[Batch]:
        """Return them."""
        return queries.batches_visible_to(self.request.user).order_by("-starts_on", "-pk")

    def export(self, rows: QuerySet[Batch]) -> bytes:
        """Hand out the very rows of the page."""
        return exports.batches_workbook(rows, **self.taken)


class StayList(FilteredListView):
    """Everybody's part in every batch, and the totals of the selection by year, base and employer."""

    template_name = "wellbeing/stay_list.html"
    filterset_class = StayFilter
    permission = RUN
    title = _("Stays")
    export_name = _("Stays")

    def get_rows(self) -> QuerySet[Participation]:
        """Return them, the latest batch first."""
        rows = queries.participations_visible_to(self.request.user)
        return rows.order_by("-batch__starts_on", "position", "pk")

    def export(self, rows: QuerySet[Participation]) -> bytes:
        """Hand out the very rows of the page with their totals."""
        return exports.stays_workbook(rows, **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Count the selection."""
        return super().get_context_data(totals=queries.stay_totals(self.get_queryset()), **kwargs)


class PlanBatch(DeedView):
    """Plan a batch."""

    form_class = forms.BatchForm
    permission = RUN
    title = _("Plan a recuperation batch")
    intro = _("Nobody sees the batch before you begin to take answers.")
    cancel_url: Any = reverse_lazy("wellbeing:batch_list")
    success_message = _("The batch is planned. Begin to take answers when the notice to couriers is ready.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the unions for which the user acts."""
        return {**super().get_form_kwargs(), "user": self.request.user}

    def get_initial(self) -> dict[str, Any]:
        """Propose the own union and oneself."""
        return {"union": forms.unions_of(self.actor).first(), "leader": self.actor, "mode": "application"}

    def perform(self, form: forms.BatchForm) -> Batch:
        """Plan it."""
        union = form.cleaned_data["union"]
        return actions.plan_batch(form.facts(), union=union, actor=self.actor, now=self.now)


class BatchPage(LoginRequiredMixin, TemplateView):
    """A batch with its list, why it is in this order, and whether ordering it again gives the same."""

    template_name = "wellbeing/batch.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Gather it; 404 out of sight."""
        user = self.request.user
        found = get_object_or_404(queries.batches_visible_to(user), case__number=self.kwargs["number"])
        lines = queries.with_places(found)
        today = timezone.localdate()
        state = found.case.state
        return super().get_context_data(
            batch=found,
            lines=lines,
            explanation=explanation(found, lines),
            may_invite=state == "open" and found.mode == "invitation",
            may_order=state == "open" and today > found.closes_on,
            may_enter_days=state == "settled" and today >= found.starts_on,
            leads=user.has_perm("wellbeing.open_health", found),
            escort=_escort(found, lines, today),
            guides=found.guides.all(),
            may_guide=state not in OVER,
            today=today,
            **kwargs,
        )


def _escort(batch: Batch, lines: list[queries.ListLine], today: datetime.date) -> Escort | None:
    """Return the numbers of guests and guides; None where no rules are in force yet."""
    try:
        return queries.escort_of(batch, lines, queries.rules_of(batch, today))
    except ValidationError:
        return None


class BatchDeed(DeedView):
    """A deed on one batch; its permission is asked with the case."""

    batch: Batch

    def get_object(self) -> Any:
        """Return the case of a visible batch; 404 out of sight."""
        self.batch = get_object_or_404(
            queries.batches_visible_to(self.request.user), case__number=self.kwargs["number"]
        )
        self.intro, self.cancel_url = str(self.batch), self.batch.get_absolute_url()
        return self.batch.case

    def get_success_url(self, result: Any = None) -> str:
        """Go back to the batch."""
        return self.batch.get_absolute_url()


class Invite(BatchDeed):
    """Invite people who are entitled."""

    template_name = "wellbeing/invite.html"
    form_class = forms.InviteForm
    permission = RUN
    title = _("Invite people")
    button = _("Invite")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer those whose honours entitle today."""
        return {**super().get_form_kwargs(), "batch": self.batch, "today": timezone.localdate(self.now)}

    def perform(self, form: forms.InviteForm) -> int:
        """Invite them."""
        return actions.invite(self.batch, form.cleaned_data["people"], actor=self.actor, now=self.now)

    def get_success_message(self, result: int) -> str:
        """Say how many are new."""
        return ngettext("%(count)d person is invited.", "%(count)d people are invited.", result) % {
            "count": result
        }


class OrderList(BatchDeed):
    """Order the list by the rules in force and propose it."""

    permission = RUN
    title = _("Order the list")
    button = _("Order the list")
    success_message = _("The list is ordered. Somebody else approves it.")

    def perform(self, form: Any) -> Batch:
        """Order it."""
        return actions.order_list(self.batch, actor=self.actor, now=self.now)


class EnterDays(BatchDeed):
    """Enter who was there, and how many days."""

    form_class = forms.StaysForm
    permission = RUN
    title = _("Enter who was there")
    success_message = _("The days are entered.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask for everybody with a place."""
        lines = queries.with_places(self.batch)
        return {**super().get_form_kwargs(), "lines": lines, "days": self.batch.days}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what a number means."""
        words = _(
            "Enter the days each was there, 0 for whoever stayed away; leave open what you do not know yet."
        )
        return super().get_context_data(**kwargs) | {"intro": f"{self.intro}　{words}"}

    def perform(self, form: forms.StaysForm) -> Batch:
        """Enter them."""
        return actions.record_stays(self.batch, form.days(), actor=self.actor, now=self.now)


@login_required
@require_GET
def batch_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """Hand out the list of a batch on paper."""
    user = cast(User, request.user)
    found = get_object_or_404(queries.batches_visible_to(user), case__number=number)
    content = exports.batch_paper(found, actor=user, now=timezone.now())
    return file_answer(content, f"疗养名单-{found.case.number}.pdf")
