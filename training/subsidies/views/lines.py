"""Pages of payment lines, and of accounts to which the bank could not pay."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from office.desk.deeds import DeedView
from office.desk.lists import FilteredListView

from .. import actions, queries
from ..exports import money
from ..filters import LineFilter
from ..forms import payments as forms
from ..models import PaymentLine


class LineList(FilteredListView):
    """Payment lines over all batches; filtered by “to be sent again” it is the list of failed rows."""

    template_name = "subsidies/line_list.html"
    permission = "subsidies.view_payment"
    filterset_class = LineFilter
    title = _("Payment lines")
    export_name = _("Payment lines")

    def get_rows(self) -> QuerySet[PaymentLine]:
        """Return the lines."""
        return queries.lines_visible_to(self.request.user)

    def export(self, rows: QuerySet[Any]) -> bytes:
        """Return them as a workbook."""
        return money.lines_workbook(rows, **self.taken)


class LineDeed(DeedView):
    """A deed on one payment line."""

    permission = "subsidies.pay_claim"

    def get_object(self) -> PaymentLine:
        """Return the line when the user may see its claim."""
        found = get_object_or_404(queries.lines_visible_to(self.request.user), pk=self.kwargs["pk"])
        self.cancel_url = self.back_to(found)
        return found

    def back_to(self, line: PaymentLine) -> str:
        """Return where the deed was begun."""
        return line.batch.get_absolute_url()

    def get_success_url(self, result: Any = None) -> str:
        """Return there."""
        return self.back_to(self.object)


class RecordFailure(LineDeed):
    """The payment officer records by hand that the bank sent a line back."""

    form_class = forms.ReasonForm
    title = _("The bank returned this payment")
    button = _("Record the return")
    danger = True
    success_message = _("The line is on the list of payments to be sent again.")

    def perform(self, form: forms.ReasonForm) -> PaymentLine:
        """Record it."""
        return actions.record_failure(self.object, **form.cleaned_data, actor=self.actor, now=self.now)


class CorrectAccount(LineDeed):
    """The applicant or the payment officer says where a returned payment shall go."""

    template_name = "subsidies/account.html"
    form_class = forms.AccountForm
    permission = ""
    title = _("Correct the account")
    button = _("Save the account")
    success_message = _("The account is on record. The HR bureau compares it before the money is sent again.")

    def get_object(self) -> PaymentLine:
        """Return a line that came back, to whoever may correct it."""
        found = super().get_object()
        if not self.request.user.has_perm("subsidies.correct_account", found.claim.case):
            raise PermissionDenied(_("The applicant or the payment officer corrects this account."))
        return found

    def back_to(self, line: PaymentLine) -> str:
        """Return to the case, which applicants see."""
        return line.claim.case.get_absolute_url()

    def perform(self, form: forms.AccountForm) -> Any:
        """Enter the account."""
        return actions.correct_account(self.object, **form.cleaned_data, actor=self.actor, now=self.now)


class CheckAccount(LineDeed):
    """A second person compares a corrected account with the bank's paper."""

    template_name = "subsidies/account.html"
    form_class = forms.SecondLookForm
    permission = "subsidies.check_payment"
    title = _("Look at the corrected account")
    intro = _("Type the number from the bank's paper or from the card: it must be the one that was entered.")
    button = _("Save")
    success_message = _("The second look is on record.")

    def get_object(self) -> PaymentLine:
        """Keep the correction that waits."""
        found = super().get_object()
        waiting = found.corrections.filter(accepted=None).select_related("made_by")
        self.correction = get_object_or_404(waiting)
        return found

    def back_to(self, line: PaymentLine) -> str:
        """Return to the lines to be sent again."""
        return f"{reverse('subsidies:payment_lines')}?again=yes"

    def perform(self, form: forms.SecondLookForm) -> Any:
        """Accept it or turn it down."""
        return actions.check_correction(self.correction, **form.cleaned_data, actor=self.actor, now=self.now)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show what was entered, and by whom."""
        return super().get_context_data(correction=self.correction, **kwargs)
