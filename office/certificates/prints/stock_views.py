"""Screens of blank stationery and of printers."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required, permission_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from office.desk.deeds import DeedView
from office.desk.downloads import file_answer
from office.desk.lists import FilteredListView

from ..models import Blank, Printer, Stock
from . import actions, exports, queries
from .enums import BlankState
from .filters import BlankFilter, StockFilter
from .forms import PrinterForm, ReasonForm, StockForm

KEEP = "certificates.keep_paper"
TONES = {
    BlankState.IN_STOCK: "info",
    BlankState.PRINTED: "success",
    BlankState.SPOILT: "warning",
    BlankState.DAMAGED: "error",
}


class StockList(FilteredListView):
    """Deliveries of blank stationery with their balance."""

    template_name = "certificates/stock_list.html"
    filterset_class = StockFilter
    permission = KEEP
    title = _("Blank stationery")
    export_name = _("Blank stationery")

    def get_rows(self) -> QuerySet[Stock]:
        """Begin at what is visible."""
        rows = queries.with_balance(queries.stocks_visible_to(self.request.user))
        return rows.order_by("-received_on", "-pk")

    def export(self, rows: QuerySet[Any]) -> bytes:
        """Hand out the very rows of the page."""
        return exports.stocks_workbook(rows, **self.taken)


class ReceiveStock(DeedView):
    """Enter a delivery."""

    form_class = StockForm
    permission = KEEP
    title = _("Enter blank stationery")
    intro = _("Every number from the first to the last is accounted for from then on.")
    button = _("Enter the delivery")
    cancel_url: Any = reverse_lazy("certificates:stock_list")
    success_message = _("“%(result)s” is on record.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the issuers for which the user keeps paper."""
        return {**super().get_form_kwargs(), "user": self.request.user}

    def perform(self, form: StockForm) -> Stock:
        """Enter it."""
        return actions.receive_stock(**form.cleaned_data, actor=self.actor, now=self.now)


class StockPage(FilteredListView):
    """One delivery: what became of every number."""

    template_name = "certificates/stock.html"
    filterset_class = BlankFilter
    permission = KEEP
    title = _("Blank stationery")
    export_name = _("Blank stationery")
    paginate_by = 50

    @cached_property
    def stock(self) -> Stock:
        """The delivery with its balance; 404 out of sight."""
        rows = queries.with_balance(queries.stocks_visible_to(self.request.user))
        found: Stock = get_object_or_404(rows, pk=self.kwargs["pk"])
        return found

    def get_rows(self) -> QuerySet[Blank]:
        """Return its numbers."""
        return queries.blanks_visible_to(self.request.user).filter(stock=self.stock).order_by("number")

    def export(self, rows: QuerySet[Any]) -> bytes:
        """Hand out the very rows of the page."""
        return exports.blanks_workbook(self.stock, rows, **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say each sheet's fate in a word."""
        context = super().get_context_data(stock=self.stock, **kwargs)
        for blank in context["object_list"]:
            blank.word, blank.tone = BlankState(blank.state).label, TONES[BlankState(blank.state)]
        return context


class DamageBlank(DeedView):
    """Take a blank out of use."""

    form_class = ReasonForm
    permission = KEEP
    title = _("Take a blank out of use")
    button = _("Enter as damaged")
    danger = True
    success_message = _("The sheet is accounted for.")

    def get_object(self) -> Blank:
        """Begin at what is visible."""
        found: Blank = get_object_or_404(queries.blanks_visible_to(self.request.user), pk=self.kwargs["pk"])
        return found

    def facts(self) -> list[tuple[Any, Any]]:
        """Say which sheet it is."""
        return [(_("Stationery"), self.object.stock), (_("Blank number"), self.object.number)]

    def perform(self, form: Any) -> Stock:
        """Enter it."""
        reason = form.cleaned_data["reason"]
        return actions.damage_blank(self.object, reason=reason, actor=self.actor, now=self.now).stock

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Lead back to the delivery."""
        return super().get_context_data(cancel_url=self.object.stock.get_absolute_url(), **kwargs)


@login_required
@permission_required("certificates.keep_printers", raise_exception=True)
@require_GET
def printers(request: HttpRequest) -> HttpResponse:
    """The printers of one's offices, each with its calibration page."""
    context = {"printers": queries.printers_visible_to(request.user)}
    return render(request, "certificates/printers.html", context)


@login_required
@require_GET
def calibration(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the page that shows how far a printer misses."""
    printer: Printer = get_object_or_404(queries.printers_visible_to(request.user), pk=pk)
    return file_answer(exports.calibration_pdf(printer, on=timezone.localdate()), f"calibration-{pk}.pdf")


class AddPrinter(DeedView):
    """Enter a printer."""

    form_class = PrinterForm
    permission = "certificates.keep_printers"
    title = _("Enter a printer")
    cancel_url: Any = reverse_lazy("certificates:printers")
    success_message = _("“%(result)s” is on record.")
    printer: Printer | None = None

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the user's offices."""
        return {**super().get_form_kwargs(), "user": self.request.user}

    def perform(self, form: PrinterForm) -> Printer:
        """Keep it."""
        return actions.keep_printer(self.printer, **form.cleaned_data, actor=self.actor, now=self.now)

    def get_success_url(self, result: Any = None) -> str:
        """Go back to the list."""
        return reverse("certificates:printers")


class ChangePrinter(AddPrinter):
    """Change how far a printer is corrected."""

    title = _("Correct a printer")

    def get_object(self) -> None:
        """Find the printer, 404 out of sight; the office is asked for in the action."""
        self.printer = get_object_or_404(queries.printers_visible_to(self.request.user), pk=self.kwargs["pk"])

    def get_initial(self) -> dict[str, Any]:
        """Begin with what is on record."""
        assert self.printer is not None
        return {name: getattr(self.printer, name) for name in ("office", "name", "right", "down")}
