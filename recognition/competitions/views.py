"""The competition officer's pages: events, sheets of results, publication."""

from __future__ import annotations

import uuid
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from office.desk.deeds import DeedView
from office.desk.downloads import file_answer
from office.desk.lists import FilteredListView
from office.exchange.report import JudgedRow, Report
from office.people.models import User

from . import actions, exports, queries
from .filters import EventFilter
from .forms import PublishForm, UploadForm
from .imports import entries_of, judge
from .models import Event, ResultSheet, ResultVersion


def _event(request: HttpRequest, code: str) -> Event:
    return get_object_or_404(queries.events_visible_to(request.user), code=code)


def _sheet(request: HttpRequest, code: str, key: uuid.UUID) -> ResultSheet:
    event = _event(request, code)
    if not request.user.has_perm("competitions.import_results", event):
        raise PermissionDenied(_("Only the competition officer of the organiser may do this."))
    return get_object_or_404(event.sheets.select_related("event__competition__organiser"), pk=key)


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
    """One event: its rule, the entries as they stand, the versions published."""
    found = _event(request, code)
    shown, rows = queries.current_result(found), queries.board_rows(found)
    context = {
        "event": found,
        "result": shown,
        "rows": rows,
        "is_drafted": queries.drafted(rows, shown),
        "versions": found.results.select_related("published_by"),
        "may_import": request.user.has_perm("competitions.import_results", found),
        "may_publish": request.user.has_perm("competitions.publish_results", found),
    }
    return render(request, "competitions/event.html", context)


@login_required
@require_GET
def template(request: HttpRequest) -> HttpResponse:
    """The empty sheet."""
    return file_answer(exports.template(), "成绩表模板.xlsx")


@login_required
@require_GET
def result_export(request: HttpRequest, code: str, version: int) -> HttpResponse:
    """One published version as a workbook."""
    found = get_object_or_404(
        ResultVersion.objects.select_related("event__competition"),
        event=_event(request, code),
        version=version,
    )
    content = exports.result_workbook(found, actor=cast(User, request.user), now=timezone.now())
    return file_answer(content, f"{code}-{found.version}.xlsx")


class EventDeed(DeedView):
    """A deed done to one event."""

    object: Event

    def get_object(self) -> Event:
        """Begin at what is visible."""
        return _event(self.request, self.kwargs["code"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Lead back to the event."""
        return {**super().get_context_data(**kwargs), "cancel_url": self.object.get_absolute_url()}


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
        report = judge(content, file.name)
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
        rows = entries_of(self.report)
        self.brought = actions.commit_sheet(self.sheet, rows=rows, actor=self.actor, now=self.now)
        return self.object

    def get_success_message(self, result: Any) -> str:
        """Say what was done."""
        return _("%(created)d entries were added, %(changed)d changed, %(unchanged)d were there already.") % {
            "created": self.brought.created,
            "changed": self.brought.changed,
            "unchanged": self.brought.unchanged,
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the report, one tab of its rows, and their page."""
        tabs: dict[str, list[JudgedRow]] = {
            "all": self.report.rows,
            "wrong": self.report.rejected,
            "warning": self.report.warnings,
            "duplicate": self.report.with_code("duplicate_in_file"),
        }
        tab = self.request.GET.get("tab", "all")
        rows = tabs.get(tab, self.report.rows)
        return {
            **super().get_context_data(**kwargs),
            "sheet": self.sheet,
            "report": self.report,
            "tab": tab if tab in tabs else "all",
            "counts": {name: len(found) for name, found in tabs.items()},
            "page_obj": Paginator(rows, 50).get_page(self.request.GET.get("page")),
            "cancel_url": self.object.get_absolute_url(),
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
        return {**super().get_context_data(**kwargs), "rows": queries.board_rows(self.object)}
