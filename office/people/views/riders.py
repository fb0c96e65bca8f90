"""An employer's roster of riders: send it, look at what was found, take it in, get the rest back."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from office.desk.deeds import DeedView
from office.desk.downloads import file_answer
from office.exchange.report import JudgedRow

from .. import actions, exports, preview, queries
from ..forms import SheetForm
from ..identifiers import mask_phone
from ..imports import riders
from ..imports.judgement import Judgement
from ..models import Organisation, RiderSheet, User

HEADERS = (_("Phone"), _("Station"), _("Form of work"), _("Last day"))


def _employer(request: HttpRequest, pk: int) -> Organisation:
    """Return an employer that the user may see, and send rosters for."""
    rows = queries.organisations_visible_to(request.user).filter(is_employer=True)
    found: Organisation = get_object_or_404(rows, pk=pk)
    if not cast(User, request.user).has_perm("people.upload_riders", found):
        raise PermissionDenied(gettext("You may send rosters only for an employer that you act for."))
    return found


class UploadRiders(DeedView):
    """Send a roster; nothing goes into the registry yet."""

    template_name = "people/upload_riders.html"
    form_class = SheetForm
    title = _("Send the roster of riders")
    button = _("Upload and check")
    object: Organisation

    def get_object(self) -> Organisation:
        """Return the employer."""
        found = _employer(self.request, self.kwargs["pk"])
        self.cancel_url = found.get_absolute_url()
        return found

    def perform(self, form: SheetForm) -> RiderSheet:
        """Have it judged and kept sealed."""
        file = form.cleaned_data["sheet"]
        return actions.receive_riders(
            self.object, content=file.read(), filename=file.name, actor=self.actor, now=self.now
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """List the rosters sent last."""
        sheets = queries.rider_sheets_visible_to(self.request.user).filter(employer=self.object)
        return super().get_context_data(sheets=sheets[:5], **kwargs)


class RiderSheetPage(DeedView):
    """Show a judged roster; the button takes its good rows in."""

    template_name = "people/rider_sheet.html"
    title = _("Check the roster of riders")
    button = _("Take the good rows in")
    success_message = _("The good rows were taken in.")
    object: RiderSheet

    def get_object(self) -> RiderSheet:
        """Return a roster that the user may open."""
        found: RiderSheet = get_object_or_404(
            queries.rider_sheets_visible_to(self.request.user), pk=self.kwargs["pk"]
        )
        return found

    def perform(self, form: Any) -> RiderSheet:
        """Commit it."""
        return actions.commit_riders(self.object, actor=self.actor, now=self.now)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add one page of the judged rows."""
        judgement = Judgement.from_json(self.object.judgement)
        shown = preview.rows_of(
            judgement,
            self.request.GET,
            duplicates=riders.DUPLICATES,
            precedence=riders.PRECEDENCE,
            cells=_cells,
        )
        return super().get_context_data(
            sheet=self.object,
            employer=self.object.employer,
            lead=_("Name and ID number"),
            headers=HEADERS,
            may_commit=self.object.committed_at is None,
            **shown,
            **kwargs,
        )


def _cells(row: JudgedRow) -> list[str]:
    values = row.values
    return [
        mask_phone(values.get("phone", "")),
        values.get("station", ""),
        values.get("form", ""),
        values.get("ended_on", ""),
    ]


@login_required
@require_GET
def returned(request: HttpRequest, pk: str) -> HttpResponse:
    """Hand the workbook back with what is wrong in it."""
    sheet = get_object_or_404(queries.rider_sheets_visible_to(request.user), pk=pk)
    content = exports.returned_riders(
        sheet,
        only_rejected=request.GET.get("only") == "wrong",
        actor=cast(User, request.user),
        now=timezone.now(),
    )
    return file_answer(content, f"{sheet.filename.rsplit('.', 1)[0]}-{gettext('checked')}.xlsx")


@login_required
@require_GET
def template(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the blank roster of an employer."""
    return file_answer(exports.rider_template(_employer(request, pk)), "模板_用人单位骑手名册_v1.xlsx")
