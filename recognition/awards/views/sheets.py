"""The summary sheet (T11): send it, look at what was found, take it in, get the rest back."""

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
from office.people import preview
from office.people.enums import Role
from office.people.forms import SheetForm
from office.people.imports.judgement import Judgement
from office.people.models import Organisation, User
from office.people.permissions import organisations_of

from .. import actions, exports, imports, queries
from ..models import Call, NominationSheet
from .calls import CallDeed

HEADERS = (_("Month of birth"), _("Category of person"), _("Post"))


def _unit(request: HttpRequest, pk: int) -> Organisation:
    """Return a unit that the user acts for."""
    own = Organisation.objects.filter(pk__in=organisations_of(request.user, Role.EMPLOYER_OPERATOR))
    return get_object_or_404(own.filter(is_employer=True), pk=pk)


def _sheet(request: HttpRequest, pk: Any) -> NominationSheet:
    units = organisations_of(request.user, Role.EMPLOYER_OPERATOR)
    sheets = NominationSheet.objects.filter(unit__in=units)
    return get_object_or_404(sheets.select_related("call__award", "unit"), pk=pk)


class UploadSheet(CallDeed):
    """Send a summary sheet; nobody is nominated yet."""

    template_name = "awards/upload_sheet.html"
    form_class = SheetForm
    permission = "awards.nominate"
    title = _("Send the summary sheet of nominations")
    button = _("Upload and check")

    def get_object(self) -> Call:
        """Return the call, and find the unit."""
        found = super().get_object()
        self.unit = _unit(self.request, self.kwargs["unit"])
        return found

    def perform(self, form: SheetForm) -> NominationSheet:
        """Have it judged and kept sealed."""
        file = form.cleaned_data["sheet"]
        return actions.receive_sheet(
            self.object, self.unit, content=file.read(), filename=file.name, actor=self.actor, now=self.now
        )

    def get_success_url(self, result: Any = None) -> str:
        """Go to the judged rows."""
        return str(result.get_absolute_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the unit and the sheets sent last."""
        sheets = NominationSheet.objects.filter(call=self.object, unit=self.unit)[:5]
        return super().get_context_data(unit=self.unit, sheets=sheets, **kwargs)


class SheetPage(DeedView):
    """Show a judged sheet; the button takes its good rows in."""

    template_name = "awards/sheet.html"
    title = _("Check the summary sheet")
    button = _("Take the good rows in")
    success_message = _("The good rows were taken in.")
    object: NominationSheet

    def get_object(self) -> NominationSheet:
        """Return a sheet of one's own unit."""
        return _sheet(self.request, self.kwargs["pk"])

    def perform(self, form: Any) -> NominationSheet:
        """Take it in."""
        return actions.commit_sheet(self.object, actor=self.actor, now=self.now)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add one page of the judged rows."""
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
            **shown,
            **kwargs,
        )


def _cells(row: JudgedRow) -> list[str]:
    return [row.values.get(key, "") for key in ("birth", "category", "post")]


@login_required
@require_GET
def template(request: HttpRequest, pk: int, unit: int) -> HttpResponse:
    """Hand out the blank summary sheet of a unit."""
    call = get_object_or_404(queries.calls_visible_to(request.user), pk=pk)
    if not cast(User, request.user).has_perm("awards.nominate", call):
        raise PermissionDenied(gettext("Your roles do not include nominations."))
    return file_answer(exports.template(call, _unit(request, unit)), "模板_评优推荐汇总表_v1.xlsx")


@login_required
@require_GET
def returned(request: HttpRequest, pk: str) -> HttpResponse:
    """Hand the workbook back with what is wrong in it."""
    sheet = _sheet(request, pk)
    content = exports.returned(sheet, actor=cast(User, request.user), now=timezone.now())
    return file_answer(content, f"{sheet.filename.rsplit('.', 1)[0]}-{gettext('checked')}.xlsx")
