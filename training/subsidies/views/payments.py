"""Pages of payment batches."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.generic import TemplateView

from office.desk.deeds import DeedView
from office.desk.downloads import file_answer
from office.desk.lists import FilteredListView
from office.desk.templatetags import desk_tags

from .. import actions, queries
from ..actions.payments import refuse_cancelling
from ..capitals import in_capitals
from ..enums import BatchState
from ..exports import bank, money
from ..exports import payments as exports
from ..filters import BatchFilter
from ..forms import payments as forms
from ..models import PaymentBatch, Scheme
from ..queries.payees import Due, payees_due, schemes_with_payees


class BatchList(FilteredListView):
    """Payment batches, and the schemes whose claims wait to be gathered."""

    template_name = "subsidies/batch_list.html"
    permission = "subsidies.view_payment"
    filterset_class = BatchFilter
    title = _("Payment batches")
    export_name = _("Payment batches")

    def get_rows(self) -> QuerySet[PaymentBatch]:
        """Return the batches with their sums."""
        return queries.batches_visible_to(self.request.user)

    def export(self, rows: QuerySet[Any]) -> bytes:
        """Return them as a workbook."""
        return money.batches_workbook(rows, **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the schemes under which somebody waits, for the payment officer."""
        may = self.request.user.has_perm("subsidies.pay_claim")
        waiting = schemes_with_payees() if may else []
        return super().get_context_data(waiting=waiting, **kwargs)


class NewBatch(DeedView):
    """The payment officer gathers payees of one scheme."""

    template_name = "subsidies/batch_new.html"
    form_class = forms.BatchForm
    permission = "subsidies.pay_claim"
    title = _("Gather a payment batch")
    button = _("Make the batch")
    success_message = _("Batch %(result)s was made. Have it confirmed; then take the bank's file.")

    def get_object(self) -> Scheme:
        """Return the scheme."""
        self.cancel_url = reverse("subsidies:batches")
        return get_object_or_404(Scheme, pk=self.kwargs["scheme"])

    @cached_property
    def waiting(self) -> list[Due]:
        """Everybody who waits for money under the scheme."""
        return payees_due(self.object)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand over who may be chosen."""
        return {**super().get_form_kwargs(), "waiting": self.waiting}

    def get_initial(self) -> dict[str, Any]:
        """Choose all who are ready, and the office's usual bank."""
        ready = [due.key for due in self.waiting if not due.hindrance]
        return {"payees": ready, "profile": queries.default_profile()}

    def perform(self, form: forms.BatchForm) -> PaymentBatch:
        """Make the batch."""
        return actions.make_batch(
            self.object,
            form.cleaned_data["payees"],
            profile=form.cleaned_data["profile"],
            actor=self.actor,
            now=self.now,
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add who waits and who is chosen."""
        context = super().get_context_data(**kwargs)
        chosen = set(context["form"]["payees"].value() or [])
        return {**context, "waiting": self.waiting, "chosen": chosen}


class BatchPage(LoginRequiredMixin, TemplateView):
    """One batch: its lines, its sums, and what is to be done next."""

    template_name = "subsidies/batch.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the lines, the budgets that pay, and what keeps the bank's file from being written."""
        user: Any = self.request.user
        batch = get_object_or_404(queries.batches_visible_to(user), number=kwargs["number"])
        may_pay = user.has_perm("subsidies.pay_claim")
        open_batch = batch.state in (BatchState.MADE, BatchState.CHECKED)
        checks = user.has_perm("subsidies.check_payment")
        own = batch.second_look and batch.made_by_id == user.pk
        unanswered = open_batch and batch.waiting == batch.total  # type: ignore[attr-defined]
        may_cancel = unanswered and user.has_perm("subsidies.cancel_batch", batch)
        return super().get_context_data(
            batch=batch,
            lines=batch.lines.select_related("claim__case", "follows__batch").order_by("serial"),
            budgets=queries.budgets_of_batch(batch),
            faults=bank.faults_of(batch) if open_batch else [],
            bank_file=getattr(batch, "bank_file", None),
            may_check=checks and batch.state == BatchState.MADE and not own,
            waits_for_other=checks and batch.state == BatchState.MADE and own,
            may_cancel=may_cancel,
            cancelled_by_other=may_pay and unanswered and not may_cancel,
            may_take=may_pay and batch.state in (BatchState.CHECKED, BatchState.SETTLED),
            may_record=may_pay and batch.state == BatchState.CHECKED,
            **kwargs,
        )


class BatchDeed(DeedView):
    """A deed on one batch."""

    permission = "subsidies.pay_claim"

    def get_object(self) -> PaymentBatch:
        """Return the batch."""
        found = get_object_or_404(queries.batches_visible_to(self.request.user), number=self.kwargs["number"])
        self.cancel_url = found.get_absolute_url()
        return found

    def facts(self) -> list[tuple[Any, Any]]:
        """Say which batch it is and what it comes to."""
        batch = self.object
        lines = gettext("%(rows)s lines for %(people)s people") % {"rows": batch.rows, "people": batch.people}
        return [
            (_("Batch"), f"{batch.number} {batch.scheme}"),
            (_("Total amount"), f"¥ {desk_tags.money(batch.total)}（{in_capitals(batch.total)}）"),
            (_("Lines"), lines),
            (_("Made by"), f"{batch.made_by.get_full_name()} · {desk_tags.chinese_date(batch.made_at)}"),
        ]


class CheckBatch(BatchDeed):
    """A second person confirms a batch."""

    permission = "subsidies.check_payment"
    title = _("Confirm the batch")
    intro = _("Compare payees, accounts and sums with the papers first. From then on the bank may be asked.")
    button = _("Confirm")
    success_message = _("Batch %(result)s is confirmed.")

    def perform(self, form: Any) -> PaymentBatch:
        """Confirm it."""
        return actions.check_batch(self.object, actor=self.actor, now=self.now)


class CancelBatch(BatchDeed):
    """A batch that the bank has not answered is cancelled."""

    form_class = forms.ReasonForm
    permission = ""
    title = _("Cancel the batch")
    intro = _("Only if the bank has not got the file, or has confirmed that it threw it away.")
    button = _("Cancel the batch")
    danger = True
    success_message = _("Batch %(result)s is cancelled; its payees wait again.")

    def get_object(self) -> PaymentBatch:
        """Return the batch to whoever may cancel it; the others are told who may."""
        found = super().get_object()
        refuse_cancelling(found, self.actor)
        return found

    def perform(self, form: forms.ReasonForm) -> PaymentBatch:
        """Cancel it."""
        return actions.cancel_batch(self.object, **form.cleaned_data, actor=self.actor, now=self.now)


class ConfirmPaid(BatchDeed):
    """The payment officer records by hand that the bank has paid."""

    form_class = forms.PaymentForm
    title = _("Record the payment")
    intro = _("For all lines that still wait. Lines that the bank returned are recorded first, one by one.")
    button = _("Record as paid")
    success_message = _("The payment is on record.")

    def get_initial(self) -> dict[str, Any]:
        """Offer today."""
        return {"paid_on": timezone.localdate(self.now)}

    def perform(self, form: forms.PaymentForm) -> PaymentBatch:
        """Record the payment."""
        return actions.confirm_paid(self.object, **form.cleaned_data, actor=self.actor, now=self.now)


class TakeBankFile(BatchDeed):
    """The payment officer takes the file for the bank; the first time writes it for good."""

    title = _("Take the bank's file")
    intro = _("It holds whole account numbers: keep it on the office's machine and delete it afterwards.")
    button = _("Download")

    def perform(self, form: Any) -> Any:
        """Write or fetch the file."""
        return bank.take_bank_file(self.object, actor=self.actor, now=self.now)

    def get_success_url(self, result: Any = None) -> str:
        """Return to the batch."""
        return str(self.object.get_absolute_url())

    def respond(self, result: Any, url: str) -> HttpResponse:
        """Hand out the file."""
        return file_answer(result.content, result.filename)


class PaymentList(LoginRequiredMixin, View):
    """The payment list as a workbook or as a paper to sign; each download is recorded."""

    def get(self, request: HttpRequest, number: str) -> HttpResponse:
        """Hand out the list as `?format=xlsx`, to the payment officer, or as PDF."""
        user: Any = request.user
        batch = get_object_or_404(queries.batches_visible_to(user), number=number)
        if request.GET.get("format") == "xlsx":
            if not user.has_perm("subsidies.pay_claim"):
                raise PermissionDenied(_("The workbook holds whole account numbers: the payer takes it."))
            content = exports.payment_workbook(batch, actor=user, now=timezone.now())
            return file_answer(content, f"{batch.number}.xlsx")
        content = exports.payment_paper(batch, actor=user, now=timezone.now())
        return file_answer(content, f"{batch.number}.pdf")
