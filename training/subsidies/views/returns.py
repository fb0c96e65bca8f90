"""Pages on which a bank's return is sent, looked at and taken in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from office.desk.deeds import DeedView
from office.desk.downloads import file_answer

from .. import actions, queries
from ..actions.returns import judged, outcome_of, tally
from ..enums import RowOutcome
from ..exports.returns import notes_workbook
from ..forms import payments as forms
from ..models import BankReturn

ROWS_A_PAGE = 50
TONES = {
    RowOutcome.PAID: "success",
    RowOutcome.FAILED: "warning",
    RowOutcome.REPEATED: "neutral",
    RowOutcome.REFUSED: "error",
}

# A page of rows, each as the template shows it, and the counts of all rows by outcome.
Shown = tuple[Any, list[dict[str, Any]], Mapping[str, int]]


class SendReturn(DeedView):
    """The payment officer sends a bank's file; nothing changes yet."""

    template_name = "subsidies/return_new.html"
    form_class = forms.ReturnForm
    permission = "subsidies.pay_claim"
    title = _("Bank returns")
    button = _("Upload and check")

    def get_initial(self) -> dict[str, Any]:
        """Offer today and the office's usual bank."""
        return {"settled_on": timezone.localdate(self.now), "profile": queries.default_profile()}

    def perform(self, form: forms.ReturnForm) -> BankReturn:
        """Have it judged and kept sealed."""
        file = form.cleaned_data["sheet"]
        return actions.receive_return(
            profile=form.cleaned_data["profile"],
            settled_on=form.cleaned_data["settled_on"],
            content=file.read(),
            filename=file.name,
            actor=self.actor,
            now=self.now,
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """List the files sent last."""
        sent = queries.returns_visible_to(self.request.user)[:10]
        return super().get_context_data(sent=sent, **kwargs)


class ReturnPage(DeedView):
    """A judged return; the button takes it in."""

    template_name = "subsidies/bank_return.html"
    button = _("Take the answers in")
    success_message = _("The answers were taken in. Payments that came back wait on the list.")

    def get_object(self) -> BankReturn:
        """Return a file that the user may see."""
        return get_object_or_404(queries.returns_visible_to(self.request.user), pk=self.kwargs["pk"])

    def perform(self, form: Any) -> BankReturn:
        """Take it in."""
        return actions.commit_return(self.object, actor=self.actor, now=self.now)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show the rows as they stand: judged anew before, as kept after they were taken in."""
        received: BankReturn = self.object
        page, rows, tallied = self._kept(received) if received.committed_at else self._judged(received)
        takes = self.request.user.has_perm("subsidies.pay_claim")
        counts = [(outcome.label, tallied.get(outcome.value, 0)) for outcome in RowOutcome]
        return super().get_context_data(
            title=received.filename,
            page_obj=page,
            rows=rows,
            may_take=takes,
            may_commit=takes and not received.committed_at,
            counts=counts,
            **kwargs,
        )

    def _kept(self, received: BankReturn) -> Shown:
        kept = received.rows.select_related("line__batch")
        page = Paginator(kept, ROWS_A_PAGE).get_page(self.request.GET.get("page"))
        rows: list[dict[str, Any]] = [
            {
                "row": row.row,
                "line": row.line,
                "tone": TONES[RowOutcome(row.outcome)],
                "label": row.get_outcome_display(),
                "amount": row.amount,
                "told": row.told,
                "messages": [],
            }
            for row in page
        ]
        return page, rows, received.outcome

    def _judged(self, received: BankReturn) -> Shown:
        try:
            report = judged(received, today=timezone.localdate(self.now))
        except ValidationError:
            # The profile was changed since; sending the file again says what is wrong.
            return Paginator([], ROWS_A_PAGE).get_page(1), [], {}
        page = Paginator(report.rows, ROWS_A_PAGE).get_page(self.request.GET.get("page"))
        keys = [int(row.values["line"]) for row in page if "line" in row.values]
        lines = queries.lines_visible_to(self.request.user).in_bulk(keys)
        rows = [
            {
                "row": row.row,
                "line": lines.get(int(row.values.get("line", 0))),
                "tone": TONES[outcome_of(row)],
                "label": outcome_of(row).label,
                "amount": int(row.values["fen"]) if "fen" in row.values else None,
                "told": row.values.get("reason", ""),
                "messages": [problem.message for problem in row.problems],
            }
            for row in page
        ]
        return page, rows, tally(report)


@login_required
@require_GET
def return_notes(request: HttpRequest, pk: str) -> HttpResponse:
    """Hand the bank's file back with a remark beside each row."""
    user: Any = request.user
    received = get_object_or_404(queries.returns_visible_to(user), pk=pk)
    if not user.has_perm("subsidies.pay_claim"):
        raise PermissionDenied(_("The file holds whole account numbers: the payment officer takes it."))
    content = notes_workbook(received, actor=user, now=timezone.now())
    return file_answer(content, f"{received.filename.rsplit('.', 1)[0]}-{_('checked')}.xlsx")
