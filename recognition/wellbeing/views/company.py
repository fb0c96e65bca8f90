"""Guides and companions, and the attendance list of a batch by sheet."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from office.desk.downloads import file_answer
from office.exchange.report import JudgedRow
from office.people import preview
from office.people.forms import SheetForm
from office.people.imports.judgement import Judgement
from office.people.models import User

from .. import actions, imports, queries
from ..exports import recuperation as exports
from ..forms import recuperation as forms
from ..models import Batch, Companion, Guide, Participation, StaySheet
from .batches import RUN, BatchDeed
from .own import StayDeed


class AddGuide(BatchDeed):
    """Enter a guide."""

    form_class = forms.GuideForm
    permission = RUN
    title = _("Enter a guide")
    success_message = _("%(result)s accompanies the group.")

    def perform(self, form: forms.GuideForm) -> Guide:
        """Enter the guide."""
        return actions.add_guide(self.batch, **form.cleaned_data, actor=self.actor, now=self.now)


class RemoveGuide(BatchDeed):
    """Take a guide off."""

    permission = RUN
    title = _("Take the guide off")
    button = _("Take off")
    danger = True

    def get_object(self) -> Any:
        """Return the case; `self.guide` keeps the guide."""
        case = super().get_object()
        self.guide = get_object_or_404(self.batch.guides.all(), pk=self.kwargs["pk"])
        self.intro = f"{self.guide} · {self.intro}"
        return case

    def perform(self, form: Any) -> Batch:
        """Take off."""
        return actions.remove_guide(self.guide, actor=self.actor, now=self.now)


class AddCompanion(StayDeed):
    """Tell of a companion."""

    form_class = forms.CompanionForm
    title = _("Bring a companion")
    button = _("Enter")
    success_message = _("Your companion is on the list. Companions pay for themselves.")

    def perform(self, form: forms.CompanionForm) -> Companion:
        """Enter the companion."""
        return actions.add_companion(self.object, **form.cleaned_data, actor=self.actor, now=self.now)


class RemoveCompanion(StayDeed):
    """Say that a companion stays at home."""

    title = _("The companion stays at home")
    button = _("Take off")
    danger = True

    def get_object(self) -> Participation:
        """Return the stay; `self.companion` keeps the companion."""
        found = super().get_object()
        self.companion = get_object_or_404(found.companions.all(), pk=self.kwargs["companion"])
        self.intro = f"{self.companion} · {self.intro}"
        return found

    def perform(self, form: Any) -> Participation:
        """Take off."""
        return actions.remove_companion(self.companion, actor=self.actor, now=self.now)


class UploadStays(BatchDeed):
    """Send the attendance list; no day is entered yet."""

    template_name = "wellbeing/upload_stays.html"
    form_class = SheetForm
    permission = RUN
    title = _("Send the attendance list")
    button = _("Upload and check")

    def perform(self, form: SheetForm) -> StaySheet:
        """Have it judged and kept sealed."""
        file = form.cleaned_data["sheet"]
        return actions.receive_stays(
            self.batch, content=file.read(), filename=file.name, actor=self.actor, now=self.now
        )

    def get_success_url(self, result: Any = None) -> str:
        """Go to the judged rows."""
        return str(result.get_absolute_url()) if result is not None else super().get_success_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the batch and the lists sent last."""
        return super().get_context_data(batch=self.batch, sheets=self.batch.sheets.all()[:5], **kwargs)


def _sheet(user: Any, pk: Any) -> StaySheet:
    rows = StaySheet.objects.filter(batch__in=queries.batches_visible_to(user).values("pk"))
    return get_object_or_404(rows.select_related("batch__case__organisation", "batch__base"), pk=pk)


class StaySheetPage(BatchDeed):
    """Show a judged attendance list; the button enters its days."""

    template_name = "wellbeing/stay_sheet.html"
    permission = RUN
    title = _("Check the attendance list")
    button = _("Enter the days of the good rows")
    success_message = _("The days are entered.")

    def get_object(self) -> Any:
        """Return the case of a visible list; `self.sheet` keeps the list."""
        self.sheet = _sheet(self.request.user, self.kwargs["pk"])
        self.batch = self.sheet.batch
        self.cancel_url = self.batch.get_absolute_url()
        return self.batch.case

    def perform(self, form: Any) -> StaySheet:
        """Enter them."""
        return actions.commit_stays(self.sheet, actor=self.actor, now=self.now)

    def get_success_url(self, result: Any = None) -> str:
        """Stay on the list."""
        return self.sheet.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add one page of the judged rows."""
        shown = preview.rows_of(
            Judgement.from_json(self.sheet.judgement),
            self.request.GET,
            duplicates=imports.DUPLICATES,
            precedence=imports.PRECEDENCE,
            cells=_cells,
        )
        return super().get_context_data(
            sheet=self.sheet,
            lead=_("Name"),
            headers=(_("No."), _("Days attended"), _("Remark")),
            may_commit=self.sheet.committed_at is None,
            **shown,
            **kwargs,
        )


def _cells(row: JudgedRow) -> list[str]:
    return [row.values.get(key, "") for key in ("position", "days", "remark")]


def _batch(request: HttpRequest, number: str) -> Batch:
    return get_object_or_404(queries.batches_visible_to(request.user), case__number=number)


@login_required
@require_GET
def attendance_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """Hand out the list for signing on the way."""
    batch = _batch(request, number)
    content = exports.attendance_paper(batch, actor=cast(User, request.user), now=timezone.now())
    return file_answer(content, f"疗养签到表-{batch.case.number}.pdf")


@login_required
@require_GET
def stays_template(request: HttpRequest, number: str) -> HttpResponse:
    """Hand out the attendance list to be filled in."""
    batch = _batch(request, number)
    return file_answer(exports.stays_template(batch), f"疗养签到登记表-{batch.case.number}.xlsx")


@login_required
@require_GET
def stays_returned(request: HttpRequest, pk: Any) -> HttpResponse:
    """Hand the workbook back with what is wrong in it."""
    sheet = _sheet(request.user, pk)
    content = exports.stays_returned(sheet, actor=cast(User, request.user), now=timezone.now())
    return file_answer(content, f"{sheet.filename.rsplit('.', 1)[0]}-{gettext('checked')}.xlsx")
