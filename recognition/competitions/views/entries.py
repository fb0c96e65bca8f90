"""Entries of an event: the list, and the sheet that enters them (T12)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from office.desk.downloads import file_answer
from office.desk.lists import FilteredListView
from office.exchange.report import JudgedRow
from office.people import preview
from office.people.identifiers import mask_phone
from office.people.imports.judgement import Judgement
from office.people.models import User
from office.people.queries import by_id_number

from .. import actions, exports, queries
from ..filters import EntryFilter
from ..forms import EntryForm, LinkForm, UploadForm
from ..imports import entries
from ..models import Entry, EntrySheet, Event
from .found import EventDeed, event_of

HEADERS = (
    _("Unit"),
    _("Phone"),
    pgettext_lazy("of a contestant", "Level held"),
    _("Group of entries"),
    pgettext_lazy("of a contestant", "Reserve"),
)


class EntryList(FilteredListView):
    """The entries of an event."""

    template_name = "competitions/entry_list.html"
    filterset_class = EntryFilter
    permission = "competitions.view_event"
    title = _("Entries of the event")
    export_name = _("Entries of the event")

    def get_rows(self) -> QuerySet[Entry]:
        """Begin at the event that is visible."""
        self.event = event_of(self.request, self.kwargs["code"])
        return queries.entries_of(self.event)

    def export(self, rows: QuerySet[Entry]) -> bytes:
        """Hand out the very rows of the page."""
        return exports.entries_workbook(rows, **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the event, and offer the sheet to who may send one."""
        may = self.request.user.has_perm("competitions.register_entries", self.event)
        return super().get_context_data(event=self.event, may_register=may, **kwargs)


class UploadEntries(EventDeed):
    """Send a list of entries; nobody is entered yet."""

    template_name = "competitions/upload_entries.html"
    form_class = UploadForm
    permission = "competitions.register_entries"
    title = _("Send the list of entries")
    button = _("Upload and check")

    def perform(self, form: Any) -> EntrySheet:
        """Have it judged and kept sealed."""
        file = form.cleaned_data["file"]
        return actions.receive_entries(
            self.object, content=file.read(), filename=file.name, actor=self.actor, now=self.now
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """List the sheets sent last."""
        sheets = queries.entry_sheets_of(self.object).filter(employer=None)
        return super().get_context_data(sheets=sheets[:5], **kwargs)


class EntrySheetPage(EventDeed):
    """Show a judged list of entries; the button enters its good rows."""

    template_name = "competitions/entry_sheet.html"
    permission = "competitions.register_entries"
    title = _("Check the list of entries")
    button = _("Enter the good rows")
    success_message = _("The good rows were entered.")

    def get_object(self) -> Event:
        """Find the sheet too."""
        event = super().get_object()
        self.sheet = get_object_or_404(queries.entry_sheets_of(event), pk=self.kwargs["key"])
        self.sheet.event = event
        return event

    def perform(self, form: Any) -> EntrySheet:
        """Commit it."""
        return actions.commit_entries(self.sheet, actor=self.actor, now=self.now)

    def get_success_url(self, result: Any = None) -> str:
        """Lead to the entries."""
        return reverse("competitions:entry_list", args=[self.object.code])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add one page of the judged rows."""
        shown = judged_rows(self.sheet, self.request.GET)
        return super().get_context_data(may_commit=self.sheet.is_waiting, **shown, **kwargs)


def judged_rows(sheet: EntrySheet, query: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the page of a judged list shows: one page of its rows under their headings."""
    shown = preview.rows_of(
        Judgement.from_json(sheet.judgement),
        query,
        duplicates=entries.DUPLICATES,
        precedence=entries.PRECEDENCE,
        cells=_cells,
    )
    return {"sheet": sheet, "lead": _("Name and ID number"), "headers": HEADERS, **shown}


def _cells(row: JudgedRow) -> list[str]:
    values = row.values
    return [
        values.get("unit", ""),
        mask_phone(values.get("phone", "")),
        values.get("skill_level", ""),
        values.get("group", ""),
        values.get("reserve", ""),
    ]


class EnterOne(EventDeed):
    """Enter one person by hand."""

    form_class = EntryForm
    permission = "competitions.register_entries"
    title = _("Enter one person")
    button = pgettext_lazy("a contestant", "Enter")
    success_message = _("%(result)s is entered.")

    def perform(self, form: Any) -> Entry:
        """Enter the person, judged as a row of the list is."""
        return actions.enter_one(self.object, values=form.values(), actor=self.actor, now=self.now)

    def get_success_url(self, result: Any = None) -> str:
        """Lead to the entries."""
        return reverse("competitions:entry_list", args=[self.object.code])


class LinkEntry(EventDeed):
    """Say which courier on record an entry is."""

    form_class = LinkForm
    permission = "competitions.register_entries"
    title = _("Link the entry to a person on record")
    button = pgettext_lazy("to a person on record", "Link")
    success_message = _("The entry is linked; its results are now facts about the person.")

    def get_object(self) -> Event:
        """Find the entry too."""
        event = super().get_object()
        self.entry = get_object_or_404(queries.entries_of(event), number=self.kwargs["number"])
        self.entry.event = event
        self.intro = f"{self.entry} · {self.entry.unit}"
        return event

    def perform(self, form: Any) -> Entry:
        """Look the person up and link the entry."""
        number = form.cleaned_data["id_number"]
        courier = by_id_number([number]).get(number)
        if courier is None:
            raise ValidationError(
                {
                    "id_number": ValidationError(
                        gettext("Nobody with this number is on record. Enter the person first."),
                        code="unknown",
                    )
                }
            )
        return actions.link_entry(self.entry, courier, actor=self.actor, now=self.now)

    def get_success_url(self, result: Any = None) -> str:
        """Lead to the entries."""
        return reverse("competitions:entry_list", args=[self.object.code])


@login_required
@require_GET
def entries_returned(request: HttpRequest, code: str, key: uuid.UUID) -> HttpResponse:
    """Hand the list back with what is wrong in it."""
    event = event_of(request, code, "competitions.register_entries")
    sheet = get_object_or_404(queries.entry_sheets_of(event), pk=key)
    content = exports.returned_entries(sheet, actor=cast(User, request.user), now=timezone.now())
    return file_answer(content, f"{sheet.filename.rsplit('.', 1)[0]}-{gettext('checked')}.xlsx")


@login_required
@require_GET
def entry_template(request: HttpRequest, code: str) -> HttpResponse:
    """Hand out the blank list of entries of an event."""
    return file_answer(exports.entry_template(event_of(request, code)), "模板_竞赛报名表_v1.xlsx")
