"""Pages on evidence of standing, and on what a courier can get."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from office.desk.deeds import DeedView
from office.desk.lists import FilteredListView
from office.people.models import Courier
from office.people.queries import couriers_visible_to

from .. import actions, queries
from ..exports.attestations import attestation_workbook
from ..filters import AttestationFilter
from ..forms.attestations import AttestationForm, RevocationForm
from ..models import Attestation


class AttestationList(FilteredListView):
    """Evidence of standing, newest first: for those who judge, never for partners or the public."""

    template_name = "subsidies/attestation_list.html"
    permission = "subsidies.view_attestations"
    filterset_class = AttestationFilter
    title = _("Evidence of standing")
    export_name = _("Evidence of standing")

    def get_rows(self) -> QuerySet[Attestation]:
        """Return what the user may see."""
        return queries.attestations_visible_to(self.request.user).order_by("-as_of", "-pk")

    def export(self, rows: QuerySet[Attestation]) -> bytes:
        """Return the rows as a workbook; the record says who took them."""
        return attestation_workbook(rows, **self.taken)


class Attest(DeedView):
    """Enter evidence about a courier."""

    form_class = AttestationForm
    permission = "subsidies.attest"
    title = _("Enter evidence of standing")
    success_message = _("The evidence is entered. Claims that lacked it can be judged again.")
    object: Courier

    def get_object(self) -> Courier:
        """Return the courier; 404 out of sight."""
        found = get_object_or_404(couriers_visible_to(self.request.user), pk=self.kwargs["courier"])
        self.intro, self.cancel_url = f"{found.name} {found.id_number_masked}", found.get_absolute_url()
        return found

    def perform(self, form: AttestationForm) -> Attestation:
        """Enter it."""
        return actions.attest(self.object, form.evidence, actor=self.actor, now=self.now)

    def get_success_url(self, result: Any = None) -> str:
        """Go back to the person."""
        return self.object.get_absolute_url()


class RevokeAttestation(DeedView):
    """Take wrong evidence back, with a reason."""

    form_class = RevocationForm
    permission = "subsidies.attest"
    title = _("Revoke evidence")
    button = _("Revoke")
    danger = True
    success_message = _("The evidence is revoked. Verdicts that were given stay as they were.")
    object: Attestation

    def get_object(self) -> Attestation:
        """Return the evidence; 404 out of sight or when it is revoked."""
        rows = queries.attestations_visible_to(self.request.user).filter(revoked_at=None)
        found = get_object_or_404(rows, pk=self.kwargs["pk"])
        self.intro, self.cancel_url = str(found), found.courier.get_absolute_url()
        return found

    def perform(self, form: RevocationForm) -> Attestation:
        """Revoke it."""
        return actions.revoke_attestation(
            self.object, reason=form.cleaned_data["reason"], actor=self.actor, now=self.now
        )

    def get_success_url(self, result: Any = None) -> str:
        """Go back to the person."""
        return self.object.courier.get_absolute_url()


class MyEntitlements(LoginRequiredMixin, TemplateView):
    """What the courier who is signed in can get now, and what is missing."""

    template_name = "subsidies/entitlements.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the entitlements, the nearest first."""
        courier = getattr(self.request.user, "courier", None)
        if courier is None:
            raise PermissionDenied(gettext("This page is for couriers."))
        return {
            **super().get_context_data(**kwargs),
            "courier": courier,
            "entitlements": queries.entitlements(courier, timezone.localdate()),
        }
