"""Screens of print runs: printing, sheets, spoiling, handing over, what nobody has collected."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from office.desk.deeds import DeedView
from office.desk.downloads import file_answer
from office.desk.lists import FilteredListView
from office.people.models import Organisation, User

from ..batches import queries as batches
from ..models import Batch, Certificate, Copy, Handover, PrintRun
from ..queries import certificates_visible_to
from . import actions, exports, printing, queries
from .filters import RunFilter, UncollectedFilter
from .forms import HandOverForm, PrintForm, ReasonForm

KEEP = "certificates.keep_paper"


class RunList(FilteredListView):
    """What was printed, newest first."""

    template_name = "certificates/run_list.html"
    filterset_class = RunFilter
    permission = KEEP
    title = _("Print runs")
    export_name = _("Print runs")

    def get_rows(self) -> QuerySet[PrintRun]:
        """Begin at what is visible."""
        return queries.with_sheets(queries.runs_visible_to(self.request.user)).order_by("-made_at", "-pk")

    def export(self, rows: QuerySet[Any]) -> bytes:
        """Hand out the very rows of the page."""
        return exports.runs_workbook(rows, **self.taken)


class Uncollected(FilteredListView):
    """Papers that are printed and wait for their holders."""

    template_name = "certificates/uncollected.html"
    filterset_class = UncollectedFilter
    permission = KEEP
    title = _("Papers not collected")
    export_name = _("Papers not collected")

    def get_rows(self) -> QuerySet[Copy]:
        """Begin at what is visible."""
        return queries.uncollected(self.request.user)

    def export(self, rows: QuerySet[Any]) -> bytes:
        """Hand out the very rows of the page."""
        return exports.uncollected_workbook(rows, **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Offer each station's papers in one step."""
        return super().get_context_data(stations=queries.stations_waiting(self.request.user), **kwargs)


def _run(request: HttpRequest, pk: int) -> PrintRun:
    found: PrintRun = get_object_or_404(queries.runs_visible_to(request.user), pk=pk)
    return found


@login_required
@require_GET
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """One print run with its sheets."""
    found = _run(request, pk)
    copies = queries.copies_visible_to(request.user).filter(run=found).order_by("position")
    return render(request, "certificates/run.html", {"run": found, "copies": copies})


@login_required
@require_GET
def run_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out a run as one PDF for its printer."""
    found = _run(request, pk)
    content = exports.run_pdf(found, actor=cast(User, request.user), now=timezone.now())
    return file_answer(content, f"run-{found.pk}.pdf")


class PrintDeed(DeedView):
    """Put a print run on record; a subclass says which certificates."""

    template_name = "certificates/print.html"
    form_class = PrintForm
    permission = KEEP
    title = _("Print certificates")
    intro = _("The run is put on record, sheet by sheet; then its page hands out one file for the printer.")
    button = _("Put on record and go on to the file")

    @property
    def issuer(self) -> Organisation:
        """On whose behalf."""
        return cast(Organisation, self.object.issuer)

    def certificates(self) -> list[Certificate]:
        """Return what is printed."""
        return []

    def stations(self) -> dict[int, str]:
        """Return where each paper is handed out."""
        return {}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the printers and blanks there are."""
        return {**super().get_form_kwargs(), "user": self.request.user, "issuer": self.issuer}

    def facts(self) -> list[tuple[Any, Any]]:
        """Say what and how many."""
        return [(_("Certificates"), str(self.object)), (_("Sheets"), len(self.certificates()))]

    def perform(self, form: PrintForm) -> PrintRun:
        """Put it on record."""
        job = printing.Job(title=str(self.object), stations=self.stations(), **form.cleaned_data)
        return printing.print_certificates(self.certificates(), job, actor=self.actor, now=self.now)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Lead back."""
        return super().get_context_data(cancel_url=self.object.get_absolute_url(), **kwargs)


class PrintBatch(PrintDeed):
    """Print what a batch issued and has no good copy, sorted by station."""

    def get_object(self) -> Batch:
        """Begin at what is visible."""
        found: Batch = get_object_or_404(batches.batches_visible_to(self.request.user), pk=self.kwargs["pk"])
        return found

    def certificates(self) -> list[Certificate]:
        """Return what has to be printed."""
        rows = queries.without_good_copy(batches.certificates_of_batch(self.object))
        return list(rows.select_related("issuer"))

    def stations(self) -> dict[int, str]:
        """Return the stations of the list."""
        return batches.stations_of_batch(self.object)


class PrintCertificate(PrintDeed):
    """Print one certificate, again when its last sheet was spoilt."""

    def get_object(self) -> Certificate:
        """Begin at what is visible."""
        rows = certificates_visible_to(self.request.user).select_related("issuer")
        return get_object_or_404(rows, number=self.kwargs["number"])

    def certificates(self) -> list[Certificate]:
        """Return it."""
        return [self.object]

    def stations(self) -> dict[int, str]:
        """Return the station of its last sheet."""
        last = self.object.copies.order_by("-copy_number").first()
        return {self.object.pk: last.station} if last else {}


class CopyDeed(DeedView):
    """A deed done to one printed sheet."""

    permission = KEEP

    def get_object(self) -> PrintRun:
        """Find the sheet, 404 out of sight; permission is asked with its run."""
        self.copy: Copy = get_object_or_404(
            queries.copies_visible_to(self.request.user), pk=self.kwargs["pk"]
        )
        return self.copy.run

    def facts(self) -> list[tuple[Any, Any]]:
        """Say which sheet it is."""
        blank = getattr(self.copy, "blank", None)
        told = [
            (_("Certificate number"), self.copy.certificate.number),
            (_("Holder"), self.copy.certificate.holder_name),
            (pgettext("of a print run", "Copy"), self.copy.copy_number),
        ]
        return [*told, (_("Blank number"), blank.number)] if blank else told

    def get_success_url(self, result: Any = None) -> str:
        """Go back to the run."""
        return reverse("certificates:run", args=[self.copy.run_id])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Lead back to the run."""
        return super().get_context_data(cancel_url=self.get_success_url(), **kwargs)


class Spoil(CopyDeed):
    """Enter a sheet as spoilt."""

    form_class = ReasonForm
    title = _("Enter a spoilt sheet")
    intro = _("The sheet stays in the ledger; the certificate may be printed again on another one.")
    button = _("Enter as spoilt")
    danger = True
    success_message = _("The sheet is entered as spoilt.")

    def perform(self, form: Any) -> Copy:
        """Enter it."""
        return actions.spoil(self.copy, reason=form.cleaned_data["reason"], actor=self.actor, now=self.now)


class HandOver(CopyDeed):
    """Put on record who took a paper home."""

    form_class = HandOverForm
    title = _("Hand the paper over")
    intro = _("Enter who signed the list. Only the end of the ID number is kept.")
    button = _("Put on record")
    success_message = _("The paper is handed over.")

    def get_initial(self) -> dict[str, Any]:
        """Begin with the holder and today; for a collective somebody signs on its behalf."""
        today, certificate = timezone.localdate(self.now), self.copy.certificate
        if certificate.holder_id is None:
            return {"by_proxy": "proxy", "handed_on": today}
        return {"receiver": certificate.holder_name, "handed_on": today}

    def perform(self, form: HandOverForm) -> Handover:
        """Put it on record."""
        return actions.hand_over(self.copy, form.receipt(), actor=self.actor, now=self.now)
