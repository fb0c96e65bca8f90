"""Pages on which claims are paid."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views import View

from office.desk.lists import XLSX

from .. import actions, queries
from ..exports import payments as exports
from ..forms import payments as forms
from .claims import ClaimDeed


class ListPayment(ClaimDeed):
    """The payment officer puts a cleared claim on the payment list."""

    permission = "subsidies.pay_claim"
    title = _("Put on the payment list")
    intro = _("The public notice is over and no objection is open. The list is made once and kept.")
    button = _("Make the payment list")
    success_message = _("The payment list was made. Download it, have the bank pay, then record the payment.")

    def perform(self, form: Any) -> Any:
        """Make the payment list."""
        return actions.list_payment(self.claim, actor=self.actor, now=self.now)


class ConfirmPaid(ClaimDeed):
    """The payment officer records what the bank did."""

    form_class = forms.PaymentForm
    permission = "subsidies.pay_claim"
    title = _("Record the payment")
    button = _("Record as paid")
    success_message = _("The payment is on record. The case is closed.")

    def get_initial(self) -> dict[str, Any]:
        """Offer today."""
        return {"paid_on": timezone.localdate(self.now)}

    def perform(self, form: forms.PaymentForm) -> Any:
        """Record the payment."""
        payment = get_object_or_404(queries.payments_of(self.claim))
        return actions.confirm_paid(payment, actor=self.actor, now=self.now, **form.cleaned_data)


class PaymentList(LoginRequiredMixin, View):
    """The payment list as a workbook or as a paper to sign; each download is recorded."""

    def get(self, request: HttpRequest, number: str) -> HttpResponse:
        """Hand out the list as `?format=xlsx` or as PDF."""
        user: Any = request.user
        claim = get_object_or_404(queries.claims_visible_to(user), case__number=number)
        payment = get_object_or_404(queries.payments_of(claim))
        if request.GET.get("format") == "xlsx":
            form, kind, export = "xlsx", XLSX, exports.payment_workbook
        else:
            form, kind, export = "pdf", "application/pdf", exports.payment_paper
        response = HttpResponse(export(payment, actor=user, now=timezone.now()), content_type=kind)
        response["Content-Disposition"] = (
            content_disposition_header(True, f"{payment.number}.{form}") or "attachment"
        )
        response["Cache-Control"] = "no-store, private"
        return response
