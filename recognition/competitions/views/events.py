"""The competition officer's pages: events, sheets of results, publication."""

from __future__ import annotations

import uuid
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from office.desk.deeds import DeedView
from office.desk.downloads import file_answer
from office.desk.lists import FilteredListView
from office.exchange.report import JudgedRow, Report
from office.people.models import User

from .. import actions, exports, imports, queries
from ..filters import EventFilter
from ..forms import PublishForm, UploadForm
from ..imports import readings
from ..models import Event, HonourList, ResultSheet, ResultVersion
from .found import EventDeed, event_of

#: What an officer may do to an event, by the names under which its page asks.
MAY = {
    "may_register": "competitions.register_entries",
    "may_arrange": "competitions.arrange_stages",
    "may_import": "competitions.import_results",
    "may_publish": "competitions.publish_results",
    "may_open_board": "competitions.open_board",
    "may_view_honours": "competitions.view_honours",
    "may_propose": "competitions.propose_honours",
    "may_record_cost": "competitions.record_cost",
}


def _sheet(request: HttpRequest, code: str, key: uuid.UUID) -> ResultSheet:
    event = event_of(request, code, "competitions.import_results")
    return get_object_or_404(
        event.sheets.select_related("event__competition__organiser", "stage__event__competition"), pk=key
    )


class EventList(FilteredListView):
    """The events on the desk."""

    template_name = "competitions/event_list.html"
    filterset_class = EventFilter
    permission = "competitions.view_event"
    title = _("Competitions")
    export_name = _("Competitions")

    def get_rows(self) -> QuerySet[Event]:
        """Begin at what is visible."""
        events = queries.with_counts(queries.events_visible_to(self.request.user))
        return events.order_by("-competition__year", "competition__name", "code")

    def export(self, rows: QuerySet[Event]) -> bytes:
        """Hand out the very rows of the page."""
        return exports.events_workbook(rows, **self.taken)


@login_required
@require_GET
def event(request: HttpRequest, code: str) -> HttpResponse:
    """One event: its rule, stages, the marks as they stand, the versions published, its honours."""
    found = event_of(request, code)
    shown, lists = queries.current_result(found), list(queries.honour_lists_of(found))
    context = {
        "event": found,
        "result": shown,
        "versions": found.results.select_related("published_by"),
        "stages": queries.stages_of(found),
        "board": getattr(found, "board", None),
        "honour_lists": lists,
        "is_computable": _is_computable(shown, lists),
        "employer_lists": queries.entry_sheets_of(found).filter(employer__isnull=False),
        **_standing(found, shown),
        **{name: request.user.has_perm(permission, found) for name, permission in MAY.items()},
    }
    return render(request, "competitions/event.html", context)


def _is_computable(shown: ResultVersion | None, lists: list[HonourList]) -> bool:
    """Tell whether no list rests on the version shown yet, so that honours can be computed."""
    return shown is not None and not any(each.is_live and each.result_id == shown.pk for each in lists)


def _standing(found: Event, shown: ResultVersion | None) -> dict[str, Any]:
    """Return how the marks stand; without a rule in force, what is missing instead of a fault."""
    try:
        standing = queries.standing_of(found)
    except ValidationError as fault:
        return {"rule_fault": fault.messages}
    return {
        "rule": standing.rule,
        "rows": standing.rows,
        "team_rows": standing.team_rows,
        "unmarked": standing.unmarked,
        "is_drafted": queries.drafted(standing, shown),
    }


@login_required
@require_GET
def template(request: HttpRequest) -> HttpResponse:
    """The empty sheet."""
    return file_answer(exports.template(), "成绩表模板.xlsx")


@login_required
@require_GET
def result_export(request: HttpRequest, code: str, version: int) -> HttpResponse:
    """One published version as a workbook, whose name says which it is."""
    found = get_object_or_404(
        ResultVersion.objects.select_related("event__competition"),
        event=event_of(request, code),
        version=version,
    )
    content = exports.result_workbook(found, actor=cast(User, request.user), now=timezone.now())
    return file_answer(content, f"{code} {exports.version_words(found)}.xlsx")


class Upload(EventDeed):
    """Send a sheet of results: read, judged and shown; nothing is brought in yet."""

    template_name = "competitions/upload.html"
    form_class = UploadForm
    permission = "competitions.import_results"
    title = _("Upload results")
    button = _("Upload and check")

    def perform(self, form: Any) -> ResultSheet:
        """Judge and keep the sheet."""
        file = form.cleaned_data["file"]
        content = file.read()
        report = imports.judge(content, file.name)
        return actions.receive_sheet(
            self.object,
            content=content,
            filename=file.name,
            report=report.to_json(),
            actor=self.actor,
            now=self.now,
        )


class Commit(DeedView):
    """What a sheet would bring in, and the button that brings it in."""

    template_name = "competitions/sheet.html"
    permission = "competitions.import_results"
    title = _("Check the results")
    object: Event

    def get_object(self) -> Event:
        """Begin at the event that is visible."""
        self.sheet = _sheet(self.request, self.kwargs["code"], self.kwargs["key"])
        self.report = Report.from_json(self.sheet.report)
        return self.sheet.event

    def perform(self, form: Any) -> Event:
        """Bring the accepted rows in."""
        sheet, by = self.sheet, {"actor": self.actor, "now": self.now}
        if sheet.stage is None:
            brought = actions.commit_sheet(sheet, rows=imports.entries_of(self.report), **by)
            told = _("%(created)d entries were added, %(changed)d changed, %(unchanged)d were there already.")
            self.success_message = str(told) % {
                "created": brought.created,
                "changed": brought.changed,
                "unchanged": brought.unchanged,
            }
        else:
            rows = readings.papers_of(sheet.stage, self.report)
            count = actions.commit_readings(sheet, rows=rows, **by)
            told_marks = ngettext("%(count)d mark was entered.", "%(count)d marks were entered.", count)
            self.success_message = told_marks % {"count": count}
        return self.object

    def get_success_url(self, result: Any = None) -> str:
        """Lead to the stage whose marks they are, else to the event."""
        return (self.sheet.stage or self.object).get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the report, one tab of its rows, and their page."""
        tabs: dict[str, list[JudgedRow]] = {
            "all": self.report.rows,
            "wrong": self.report.rejected,
            "warning": self.report.warnings,
            "duplicate": self.report.with_code("duplicate_in_file"),
        }
        tab = self.request.GET.get("tab", "all")
        page = Paginator(tabs.get(tab, self.report.rows), 50).get_page(self.request.GET.get("page"))
        matched = [match for match in self.report.layout.matched if match.key not in {"number", "name"}]
        return {
            **super().get_context_data(**kwargs),
            "sheet": self.sheet,
            "report": self.report,
            "tab": tab if tab in tabs else "all",
            "counts": {name: len(found) for name, found in tabs.items()},
            "page_obj": page,
            "headers": [match.ours for match in matched],
            "lines": [(row, [row.values.get(match.key, "") for match in matched]) for row in page],
            "cancel_url": self.get_success_url(),
        }


@login_required
@require_GET
def sheet_errors(request: HttpRequest, code: str, key: uuid.UUID) -> HttpResponse:
    """The uploader's workbook with what is wrong in it."""
    sheet = _sheet(request, code, key)
    return file_answer(exports.returned(sheet), f"{sheet.filename.rsplit('.', 1)[0]}-核对.xlsx")


class Publish(EventDeed):
    """Publish the results as they stand."""

    template_name = "competitions/publish.html"
    form_class = PublishForm
    permission = "competitions.publish_results"
    title = _("Publish the results")
    intro = _("The board below is what the public will see. A published version is never changed.")
    button = _("Publish")
    success_message = _("The results are published.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer what may follow the version shown."""
        states = actions.next_states(queries.current_result(self.object))
        return {**super().get_form_kwargs(), "states": states}

    def perform(self, form: Any) -> Event:
        """Publish."""
        actions.publish_results(self.object, **form.cleaned_data, actor=self.actor, now=self.now)
        return self.object

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show what will be published."""
        return {**super().get_context_data(**kwargs), **_standing(self.object, None)}
