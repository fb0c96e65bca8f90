"""Sheets: send one, look at what was found, take the good rows in, get the rest back."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from office.desk.deeds import DeedView
from office.desk.downloads import file_answer
from office.people.models import User

from .. import actions, preview, queries
from ..actions.sheets import PERMISSIONS, is_committable, takes_sheets
from ..enums import SheetKind
from ..exports.sheets import names_trainees, returned_workbook, sheet_to_fill_in
from ..forms import SheetForm
from ..imports import Judgement
from ..models import SheetImport
from .classes import ClassDeed, visible_class

ROWS_A_PAGE = 50


def _kind(value: str) -> SheetKind:
    if value not in SheetKind.values:
        raise Http404
    return SheetKind(value)


class UploadSheet(ClassDeed):
    """Send a roster, a register or results; nothing goes into the class yet."""

    template_name = "courses/upload.html"
    form_class = SheetForm
    button = _("Upload and check")

    @cached_property
    def kind(self) -> SheetKind:
        """The kind in the address."""
        return _kind(self.kwargs["kind"])

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Take permission and title from the kind."""
        super().setup(request, *args, **kwargs)
        self.permission = PERMISSIONS[self.kind]
        self.title = preview.UPLOAD_TITLES[self.kind]

    def perform(self, form: SheetForm) -> SheetImport:
        """Have it judged and kept sealed."""
        file = form.cleaned_data["sheet"]
        return actions.receive_sheet(
            self.object,
            kind=self.kind,
            content=file.read(),
            filename=file.name,
            actor=self.actor,
            now=self.now,
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """List the sheets sent last, and tell whether the sheet to fill in names the trainees."""
        sheets = queries.sheets_visible_to(self.request.user).filter(
            training_class=self.object, kind=self.kind
        )
        today = timezone.localdate(self.now)
        return super().get_context_data(
            kind=self.kind,
            sheets=sheets[:5],
            named=names_trainees(self.kind, self.object, self.actor, today=today),
            takes_sheets=takes_sheets(self.kind, self.object, today),
            **kwargs,
        )


class SheetPage(DeedView):
    """Show a judged sheet; the button takes its good rows in."""

    template_name = "courses/sheet.html"
    button = _("Take the good rows in")
    success_message = _("The good rows were taken in.")

    def get_object(self) -> SheetImport:
        """Return a sheet of a class that the user may see."""
        sheet: SheetImport = get_object_or_404(
            queries.sheets_visible_to(self.request.user), pk=self.kwargs["pk"]
        )
        return sheet

    def perform(self, form: Any) -> SheetImport:
        """Commit it."""
        return actions.commit_sheet(self.object, actor=self.actor, now=self.now)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add one page of the judged rows."""
        judgement = Judgement.from_json(self.object.judgement)
        tabs = preview.tabs_of(judgement.report, self.request.GET.get("tab", ""))
        current = next(tab for tab in tabs if tab.current)
        page = Paginator(current.rows, ROWS_A_PAGE).get_page(self.request.GET.get("page"))
        kind = SheetKind(self.object.kind)
        sends = self.actor.has_perm(PERMISSIONS[kind], self.object.training_class)
        takes = sends and takes_sheets(kind, self.object.training_class, timezone.localdate(self.now))
        return super().get_context_data(
            title=preview.TITLES[kind],
            sheet=self.object,
            training_class=self.object.training_class,
            judgement=judgement,
            counts=judgement.report.counts,
            skipped=preview.skipped_of(judgement.report),
            tabs=tabs,
            page_obj=page,
            lead=preview.LEADS[kind],
            headers=preview.HEADERS[kind],
            sends_sheets=sends,
            takes_sheets=takes,
            is_committable=is_committable(kind, judgement),
            is_filing=kind == SheetKind.FILING,
            lines=preview.lines_of(kind, judgement, page.object_list),
            may_commit=takes and self.object.committed_at is None,
            **kwargs,
        )


@login_required
@require_GET
def returned(request: HttpRequest, pk: str) -> HttpResponse:
    """Hand the workbook back with what is wrong in it, to whoever may send sheets of this kind."""
    sheet = get_object_or_404(queries.sheets_visible_to(request.user), pk=pk)
    only = request.GET.get("only") == "wrong"
    content = returned_workbook(sheet, only_rejected=only, actor=cast(User, request.user), now=timezone.now())
    return file_answer(content, f"{sheet.filename.rsplit('.', 1)[0]}-{_('checked')}.xlsx")


@login_required
@require_GET
def template(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    """Hand out the sheet of a kind to fill in, with the trainees for whoever may record them."""
    name, content = sheet_to_fill_in(
        _kind(kind), visible_class(request, number), actor=cast(User, request.user), now=timezone.now()
    )
    return file_answer(content, name)
