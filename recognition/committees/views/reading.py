"""How far the reading has come, the register of specialities, and readers named by a sheet."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from office.desk.deeds import DeedView
from office.desk.downloads import file_answer
from office.desk.lists import FilteredListView
from office.exchange.report import JudgedRow
from office.people import preview
from office.people.forms import SheetForm
from office.people.imports.judgement import Judgement
from office.people.models import User

from .. import actions, queries, readers, reports
from ..filters import FieldFilter, ReadingFilter
from ..forms import SpecialitiesForm
from ..models import Assignment, AssignmentSheet, Expert, Panel
from ..queries.choices import cases_to_read
from .deeds import CommitteeOwned, PanelDeed


class ReadingList(FilteredListView):
    """Who reads which file and how far it has come, with what each expert carries of the selection."""

    template_name = "committees/reading_list.html"
    filterset_class = ReadingFilter
    permission = "committees.view_committee"
    title = _("Reading progress")
    export_name = _("Reading progress")

    def get_rows(self) -> QuerySet[Assignment]:
        """Return the files given, those of the newest panel first."""
        return queries.readings_visible_to(self.request.user).order_by("-panel", "dossier__alias", "pk")

    def export(self, rows: QuerySet[Assignment]) -> bytes:
        """Hand out the very rows of the page, with the load of each expert."""
        return reports.readings_workbook(rows, **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what each expert carries."""
        today = timezone.localdate()
        loads = queries.loads_of(self.get_queryset(), today)
        return super().get_context_data(loads=loads, today=today, **kwargs)


class FieldList(FilteredListView):
    """The register of specialities: who is an expert in what, by which filing, in which seats."""

    template_name = "committees/field_list.html"
    filterset_class = FieldFilter
    permission = "committees.view_committee"
    title = _("Register of specialities")
    export_name = _("Register of specialities")

    def get_rows(self) -> QuerySet[Any]:
        """Return the rows by speciality."""
        rows = queries.fields_visible_to(self.request.user)
        return rows.order_by("speciality__name", "expert__filing_number")

    def export(self, rows: QuerySet[Any]) -> bytes:
        """Hand out the very rows of the page."""
        return reports.fields_workbook(rows, **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the seats of the page's experts, and whether each filing holds."""
        context, today = super().get_context_data(**kwargs), timezone.localdate()
        rows = list(context["object_list"])
        seats = queries.seats_of({row.expert_id for row in rows})
        context["lines"] = [(row, row.expert.is_filed_on(today), seats[row.expert_id]) for row in rows]
        return context


class ChangeSpecialities(DeedView):
    """Say in what somebody is an expert."""

    object: Expert
    form_class = SpecialitiesForm
    permission = "committees.file_expert"
    title = _("Change the specialities")
    success_message = _("The specialities are changed.")

    def get_object(self) -> Expert:
        """Return the expert; 404 out of sight."""
        found = get_object_or_404(queries.experts_visible_to(self.request.user), pk=self.kwargs["pk"])
        self.intro, self.cancel_url = str(found), found.get_absolute_url()
        return found

    def get_initial(self) -> dict[str, Any]:
        """Begin with what is on file."""
        return {"specialities": self.object.specialities.all()}

    def perform(self, form: SpecialitiesForm) -> Expert:
        """Change them."""
        return actions.change_specialities(self.object, **form.cleaned_data, actor=self.actor, now=self.now)


class RemindReaders(PanelDeed):
    """Remind everybody whose scores are not in."""

    title = _("Remind of the scores")
    button = _("Remind them")

    def facts(self) -> list[tuple[Any, Any]]:
        """Name who is reminded."""
        names = dict.fromkeys(str(each.expert) for each in queries.waited_for(self.object))
        return [(_("Scores are waited for from"), "、".join(names) or _("nobody"))]

    def perform(self, form: Form) -> int:
        """Remind them."""
        return actions.remind_readers(self.object, actor=self.actor, now=self.now)

    def get_success_message(self, result: int) -> str:
        """Say of how many files."""
        return ngettext(
            "%(count)d file: its reader sees the reminder on the own desk.",
            "%(count)d files: their readers see the reminder on their own desks.",
            result,
        ) % {"count": result}


class UploadReaders(PanelDeed):
    """Send a sheet that names the readers; nobody is given a file yet."""

    template_name = "committees/upload_readers.html"
    form_class = SheetForm
    title = _("Name the readers by sheet")
    button = _("Upload and check")

    def perform(self, form: SheetForm) -> AssignmentSheet:
        """Have it judged and kept."""
        file = form.cleaned_data["sheet"]
        return actions.receive_readers(
            self.object, content=file.read(), filename=file.name, actor=self.actor, now=self.now
        )

    def get_success_url(self, result: Any = None) -> str:
        """Go to the judged rows."""
        return str(result.get_absolute_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the sheets sent last."""
        return super().get_context_data(sheets=self.object.sheets.all()[:5], **kwargs)


def _sheet(user: Any, pk: Any) -> AssignmentSheet:
    sheets = AssignmentSheet.objects.filter(panel__in=queries.panels_visible_to(user))
    return get_object_or_404(sheets.select_related("panel__committee"), pk=pk)


class ReadersSheetPage(CommitteeOwned):
    """Show a judged sheet; the button gives the files of its good rows to their readers."""

    object: AssignmentSheet
    template_name = "committees/readers_sheet.html"
    title = _("Check the sheet of readers")
    button = _("Assign the good rows")
    success_message = _("The readers are assigned; each is asked for conflicts first.")

    def get_object(self) -> AssignmentSheet:
        """Return a sheet of a visible panel."""
        found = _sheet(self.request.user, self.kwargs["pk"])
        self.let_in(found.panel.committee)
        return found

    def perform(self, form: Form) -> AssignmentSheet:
        """Assign them."""
        return actions.commit_readers(self.object, actor=self.actor, now=self.now)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add one page of the judged rows."""
        shown = preview.rows_of(
            Judgement.from_json(self.object.judgement),
            self.request.GET,
            duplicates=readers.DUPLICATES,
            precedence=readers.PRECEDENCE,
            cells=_cells,
        )
        return super().get_context_data(
            sheet=self.object,
            lead=_("Expert"),
            headers=(_("Filing number"), _("Case")),
            may_commit=self.object.committed_at is None,
            **shown,
            **kwargs,
        )


def _cells(row: JudgedRow) -> list[str]:
    return [row.values.get(key, "") for key in ("filing", "case")]


def _panel(request: HttpRequest, pk: int) -> Panel:
    return get_object_or_404(queries.panels_visible_to(request.user), pk=pk)


@login_required
@require_GET
def readers_template(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the sheet of readers with the cases that wait."""
    panel, cases = _panel(request, pk), cases_to_read(request.user, _panel(request, pk))
    content = reports.readers_template(panel, cases, timezone.localdate())
    return file_answer(content, "模板_评委分配表_v1.xlsx")


@login_required
@require_GET
def readers_returned(request: HttpRequest, pk: Any) -> HttpResponse:
    """Hand the workbook back with what is wrong in it."""
    sheet = _sheet(request.user, pk)
    content = reports.readers_returned(sheet, actor=cast(User, request.user), now=timezone.now())
    return file_answer(content, f"{sheet.filename.rsplit('.', 1)[0]}-{gettext('checked')}.xlsx")


@login_required
@require_GET
def panel_scores(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out every mark of a panel by criterion."""
    panel = _panel(request, pk)
    content = reports.scores_workbook(
        panel,
        actor=cast(User, request.user),
        now=timezone.now(),
        selection=str(panel.title),
        link=request.build_absolute_uri(panel.get_absolute_url()),
    )
    return file_answer(content, f"{gettext('Scores by criterion')}-{panel.title}.xlsx")
