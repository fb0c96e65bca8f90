"""The record of honours on the desk, and its corrections."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from office.certificates.models import Certificate
from office.desk.deeds import DeedView
from office.desk.lists import FilteredListView
from office.people.models import Courier, Organisation
from office.people.permissions import organisations_of
from office.people.queries import couriers_visible_to, organisations_visible_to

from . import actions, exports, queries
from .actions import HonourFacts
from .enums import HonourKind, Level
from .filters import CorrectionFilter, HonourFilter
from .forms import AnswerForm, CorrectionForm, RecordForm, WithdrawForm
from .models import CorrectionRequest, Honour
from .permissions import RECOGNISING
from .sources import source_of


class HonourList(FilteredListView):
    """The record of honours, the withdrawn ones included."""

    template_name = "honours/honour_list.html"
    filterset_class = HonourFilter
    permission = "honours.view_honour"
    title = _("Honours")
    export_name = _("Honours")

    def get_rows(self) -> QuerySet[Honour]:
        """Return the visible ones, newest first."""
        return queries.honours_visible_to(self.request.user).order_by("-decided_on", "-pk")

    def export(self, rows: QuerySet[Honour]) -> bytes:
        """Hand out the very rows of the page."""
        return exports.honours_workbook(rows, **self.taken)


class OwnHonours(LoginRequiredMixin, TemplateView):
    """A courier's own honours, with the way to have them put right."""

    template_name = "honours/mine.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Gather them; the page is a courier's."""
        user: Any = self.request.user
        if not getattr(user, "courier_id", None):
            raise PermissionDenied(gettext("This page belongs to couriers."))
        honours = queries.honours_visible_to(user).filter(courier=user.courier_id)
        return super().get_context_data(
            honours=honours, corrections=queries.corrections_visible_to(user).order_by("-pk"), **kwargs
        )


class HonourPage(LoginRequiredMixin, TemplateView):
    """One honour: its document, its certificate, what became of it."""

    template_name = "honours/honour.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Gather it for this user; 404 out of sight."""
        user: Any = self.request.user
        honour = get_object_or_404(
            queries.honours_visible_to(user).select_related("keeper", "recorded_by"), pk=self.kwargs["pk"]
        )
        certificate = queries.certificate_of(honour)
        keeps = user.has_perm("honours.withdraw_honour", honour) and honour.is_valid
        return super().get_context_data(
            honour=honour,
            certificate=certificate,
            source=source_of(honour, user),
            corrections=queries.corrections_visible_to(user).filter(honour=honour),
            may_withdraw=keeps,
            may_issue=keeps and honour.is_certified_here and certificate is None,
            may_ask=honour.courier_id is not None and honour.courier_id == getattr(user, "courier_id", None),
            **kwargs,
        )


class HonourDeed(DeedView):
    """A deed on one visible honour; it leads back to it."""

    object: Honour

    def get_object(self) -> Honour:
        """Return the honour; 404 out of sight."""
        found: Honour = get_object_or_404(
            queries.honours_visible_to(self.request.user).select_related("keeper"), pk=self.kwargs["pk"]
        )
        self.intro, self.cancel_url = str(found), found.get_absolute_url()
        return found


class Withdraw(HonourDeed):
    """Withdraw an honour by decision."""

    form_class = WithdrawForm
    permission = "honours.withdraw_honour"
    title = _("Withdraw the honour")
    button = _("Withdraw")
    danger = True
    success_message = _("The honour is withdrawn; its certificate is revoked and it left the public pages.")

    def perform(self, form: WithdrawForm) -> Honour:
        """Withdraw it."""
        return actions.withdraw_honour(self.object, **form.cleaned_data, actor=self.actor, now=self.now)


class IssueCertificate(HonourDeed):
    """Issue the certificate of an honour."""

    permission = "honours.withdraw_honour"
    title = _("Issue the certificate of honour")
    button = _("Issue")
    success_message = _("The certificate %(result)s is issued.")

    def perform(self, form: Any) -> Certificate:
        """Issue it."""
        return actions.issue_certificate(self.object, actor=self.actor, now=self.now)


class RecordDeed(DeedView):
    """Enter an honour from its document."""

    form_class = RecordForm
    permission = "honours.record_honour"
    title = _("Record an honour")
    button = _("Record")
    success_message = _("The honour is on record.")
    collective = False

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the bodies for which the user acts."""
        keepers = Organisation.objects.filter(
            pk__in=organisations_of(self.actor, *RECOGNISING), is_department=True
        )
        return {**super().get_form_kwargs(), "keepers": keepers, "collective": self.collective}

    def holder(self) -> dict[str, Any]:
        """Return the holder's columns."""
        return {}

    def perform(self, form: RecordForm) -> Honour:
        """Record it."""
        told = form.cleaned_data
        told |= {"kind": HonourKind(told["kind"]), "level": Level(told["level"])}
        return actions.record_honour(HonourFacts(**self.holder(), **told), actor=self.actor, now=self.now)


class RecordForPerson(RecordDeed):
    """An honour of a person."""

    courier: Courier

    def get_object(self) -> None:
        """Find the person among those the user may see."""
        self.courier = get_object_or_404(couriers_visible_to(self.request.user), pk=self.kwargs["pk"])
        self.intro, self.cancel_url = self.courier.name, self.courier.get_absolute_url()

    def holder(self) -> dict[str, Any]:
        """Return the person."""
        return {"courier": self.courier}


class RecordForCollective(RecordDeed):
    """An honour of an organisation or of one of its teams."""

    organisation: Organisation
    collective = True

    def get_object(self) -> None:
        """Find the organisation among those the user may see."""
        self.organisation = get_object_or_404(
            organisations_visible_to(self.request.user), pk=self.kwargs["pk"]
        )
        self.intro, self.cancel_url = self.organisation.name, self.organisation.get_absolute_url()

    def holder(self) -> dict[str, Any]:
        """Return the organisation."""
        return {"organisation": self.organisation}


class AskCorrection(HonourDeed):
    """Ask that one's own honour be put right."""

    form_class = CorrectionForm
    permission = "honours.correct_own"
    title = _("Ask for a correction")
    button = _("Send the request")
    success_message = _("The request is with the office.")

    def perform(self, form: CorrectionForm) -> CorrectionRequest:
        """Ask."""
        return actions.ask_correction(self.object, **form.cleaned_data, actor=self.actor, now=self.now)

    def get_success_url(self, result: Any = None) -> str:
        """Return to the own honours."""
        return reverse("honours:mine")


class AskMissing(DeedView):
    """Ask that a missing honour be entered."""

    form_class = CorrectionForm
    permission = "honours.ask_correction"
    title = _("Ask that a missing honour be entered")
    button = _("Send the request")
    cancel_url: Any = reverse_lazy("honours:mine")
    success_message = _("The request is with the office.")

    def perform(self, form: CorrectionForm) -> CorrectionRequest:
        """Ask."""
        return actions.ask_correction(None, **form.cleaned_data, actor=self.actor, now=self.now)

    def get_success_url(self, result: Any = None) -> str:
        """Return to the own honours."""
        return reverse("honours:mine")


class CorrectionList(FilteredListView):
    """Requests for correction, the most urgent first."""

    template_name = "honours/correction_list.html"
    filterset_class = CorrectionFilter
    permission = "honours.answer_correction"
    title = _("Corrections of honours")
    export_name = _("Requests for correction")

    def get_rows(self) -> QuerySet[CorrectionRequest]:
        """Return them, those that wait first."""
        return queries.corrections_visible_to(self.request.user).order_by("outcome", "due_on", "pk")

    def export(self, rows: QuerySet[CorrectionRequest]) -> bytes:
        """Hand out the very rows of the page."""
        return exports.corrections_workbook(rows, **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the day that deadlines are held against."""
        return super().get_context_data(today=timezone.localdate(), **kwargs)


class AnswerCorrection(DeedView):
    """Answer a request: put the honour right, or say why it stands."""

    template_name = "honours/answer_correction.html"
    form_class = AnswerForm
    permission = "honours.answer_correction"
    title = _("Answer the request")
    button = pgettext_lazy("a request", "Answer")
    cancel_url: Any = reverse_lazy("honours:correction_list")
    success_message = _("The answer is given; the person can read it.")
    object: CorrectionRequest

    def get_object(self) -> CorrectionRequest:
        """Return a request that waits; 404 out of sight."""
        rows = queries.corrections_visible_to(self.request.user).filter(outcome="")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        """Show the honour as it stands."""
        return {**super().get_form_kwargs(), "honour": self.object.honour}

    def perform(self, form: AnswerForm) -> CorrectionRequest:
        """Answer."""
        told = form.cleaned_data
        return actions.answer_correction(
            self.object,
            outcome=told["outcome"],
            answer=told["answer"],
            values=form.values(),
            actor=self.actor,
            now=self.now,
        )

    def get_success_url(self, result: Any = None) -> str:
        """Return to the list."""
        return str(self.cancel_url)
