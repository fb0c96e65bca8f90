"""Pages on which money is asked back."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from office.desk.deeds import DeedView
from office.desk.lists import FilteredListView
from office.desk.templatetags.desk_tags import chinese_date, money

from .. import actions, queries
from ..capitals import yuan
from ..exports.money import recoveries_workbook
from ..filters import RecoveryFilter
from ..forms import payments as forms
from ..models import RecoveryOrder
from .claims import ClaimDeed


class RecoveryList(FilteredListView):
    """Recoveries, the next due first."""

    template_name = "subsidies/recovery_list.html"
    permission = "subsidies.view_payment"
    filterset_class = RecoveryFilter
    title = _("Recoveries")
    export_name = _("Recoveries")

    def get_rows(self) -> QuerySet[RecoveryOrder]:
        """Return the recoveries."""
        return queries.recoveries_visible_to(self.request.user)

    def export(self, rows: QuerySet[Any]) -> bytes:
        """Return them as a workbook."""
        return recoveries_workbook(rows, **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tell what is late, and whether the user records what comes in."""
        today = timezone.localdate()
        may = self.request.user.has_perm("subsidies.pay_claim")
        late = queries.overdue(self.get_rows(), today).count()
        return super().get_context_data(today=today, late=late, may_record=may, **kwargs)


class OrderRecovery(ClaimDeed):
    """The approver orders the money of a claim back."""

    form_class = forms.RecoveryForm
    permission = "subsidies.order_recovery"
    title = _("Order the money back")
    button = _("Order the recovery")
    danger = True
    success_message = _("The recovery is ordered. The applicant reads reason, amount and day on the case.")

    @cached_property
    def paid(self) -> int:
        """What the claim received, in fen."""
        return queries.paid_amount(self.claim)

    def facts(self) -> list[tuple[Any, Any]]:
        """Add what was paid."""
        return [*super().facts(), (_("Paid"), f"¥ {money(self.paid)}")]

    def get_initial(self) -> dict[str, Any]:
        """Offer all that was paid."""
        return {"amount": yuan(self.paid)}

    def perform(self, form: forms.RecoveryForm) -> RecoveryOrder:
        """Order it."""
        return actions.order_recovery(self.claim, **form.cleaned_data, actor=self.actor, now=self.now)


class RecordReceipt(DeedView):
    """The payment officer records money that came back."""

    form_class = forms.ReceiptForm
    permission = "subsidies.pay_claim"
    title = _("Record money paid back")
    button = _("Record")
    success_message = _("The receipt is on record.")

    def get_object(self) -> RecoveryOrder:
        """Return the order."""
        rows = queries.recoveries_visible_to(self.request.user)
        found = get_object_or_404(rows, number=self.kwargs["number"])
        self.cancel_url = found.claim.case.get_absolute_url()
        return found

    def facts(self) -> list[tuple[Any, Any]]:
        """Say who owes how much, and until when."""
        order, case = self.object, self.object.claim.case
        return [
            (_("Recovery"), order.number),
            (_("Case"), f"{case.number} {case.title}"),
            (_("Claimant"), case.organisation or case.courier),
            (_("Amount (yuan)"), money(order.amount)),
            (_("Outstanding"), money(order.outstanding)),
            (_("To be paid back by"), chinese_date(order.due_on)),
        ]

    def get_initial(self) -> dict[str, Any]:
        """Offer today and what is outstanding."""
        return {"received_on": timezone.localdate(self.now), "amount": yuan(self.object.outstanding)}

    def perform(self, form: forms.ReceiptForm) -> Any:
        """Record it."""
        return actions.record_receipt(self.object, **form.cleaned_data, actor=self.actor, now=self.now)

    def get_success_url(self, result: Any = None) -> str:
        """Return to the case."""
        return str(self.object.claim.case.get_absolute_url())
