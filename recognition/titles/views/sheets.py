"""The summary sheet (T10): send it, look at what was found, take it in, get the rest back."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from office.desk.deeds import DeedView
from office.desk.downloads import file_answer
from office.exchange.report import JudgedRow
from office.people import preview
from office.people.forms import SheetForm
from office.people.imports.judgement import Judgement
from office.people.models import Organisation, User

from .. import actions, exports, imports, queries
from ..models import ApplicantSheet

HEADERS = (_("Title applied for"), _("Branch"), _("Education and field"))


class UploadSheet(DeedView):
    """Send a summary sheet; nobody applies yet."""

    object: Organisation
    template_name = "titles/upload_sheet.html"
    form_class = SheetForm
    permission = "titles.send_sheet"
    title = _("Send the summary sheet of applicants")
    button = _("Upload and check")

    def get_object(self) -> Organisation:
        """Return an employer for which the user acts; 404 for others."""
        found = get_object_or_404(queries.sheet_senders(self.request.user), pk=self.kwargs["employer"])
        self.cancel_url = found.get_absolute_url()
        return found

    def perform(self, form: SheetForm) -> ApplicantSheet:
        """Have it judged and kept sealed."""
        file = form.cleaned_data["sheet"]
        return actions.receive_sheet(
            self.object, content=file.read(), filename=file.name, actor=self.actor, now=self.now
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the sheets sent last."""
        sheets = queries.applicant_sheets_visible_to(self.request.user).filter(employer=self.object)[:5]
        return super().get_context_data(sheets=sheets, **kwargs)


class SheetPage(DeedView):
    """Show a judged sheet; the button makes drafts of its good rows."""

    object: ApplicantSheet
    template_name = "titles/sheet.html"
    title = _("Check the summary sheet of applicants")
    button = _("Make drafts of the good rows")
    success_message = _("The drafts are made. Their applicants complete, pledge and submit them.")

    def get_object(self) -> ApplicantSheet:
        """Return a sheet of one's own employer."""
        return get_object_or_404(queries.applicant_sheets_visible_to(self.request.user), pk=self.kwargs["pk"])

    def perform(self, form: Any) -> ApplicantSheet:
        """Take it in."""
        return actions.commit_sheet(self.object, actor=self.actor, now=self.now)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add one page of the judged rows, and how many drafts still wait for their applicants."""
        judgement = Judgement.from_json(self.object.judgement)
        shown = preview.rows_of(
            judgement,
            self.request.GET,
            duplicates=imports.DUPLICATES,
            precedence=imports.PRECEDENCE,
            cells=_cells,
        )
        return super().get_context_data(
            sheet=self.object,
            lead=_("Name"),
            headers=HEADERS,
            may_commit=self.object.committed_at is None,
            waiting=self.object.drafts.filter(application__case__state="draft").count(),
            **shown,
            **kwargs,
        )


def _cells(row: JudgedRow) -> list[str]:
    return [row.values.get(key, "") for key in ("title", "branch", "education")]


@login_required
@require_GET
def template(request: HttpRequest, employer: int) -> HttpResponse:
    """Hand out the blank summary sheet of an employer."""
    found = get_object_or_404(queries.sheet_senders(request.user), pk=employer)
    return file_answer(exports.template(found), "模板_职称申报汇总表_v1.xlsx")


@login_required
@require_GET
def returned(request: HttpRequest, pk: Any) -> HttpResponse:
    """Hand the workbook back with what is wrong in it; `?only=wrong` leaves the good rows out."""
    sheet = get_object_or_404(queries.applicant_sheets_visible_to(request.user), pk=pk)
    content = exports.returned(
        sheet,
        only_wrong=request.GET.get("only") == "wrong",
        actor=cast(User, request.user),
        now=timezone.now(),
    )
    return file_answer(content, f"{sheet.filename.rsplit('.', 1)[0]}-{gettext('checked')}.xlsx")
