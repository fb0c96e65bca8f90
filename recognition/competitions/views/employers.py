"""Employers' own lists of entries: send one, see what became of it; the organiser's refusal."""

from __future__ import annotations

import uuid
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from office.desk.deeds import DeedView
from office.desk.downloads import file_answer
from office.desk.lists import FilteredListView
from office.people.enums import Role
from office.people.models import Organisation, User
from office.people.permissions import organisations_of

from .. import actions, exports, queries
from ..filters import OwnListFilter
from ..forms import RefusalForm, UploadForm
from ..models import EntrySheet, Event
from .entries import judged_rows
from .found import EventDeed


def _employers(user: Any) -> QuerySet[Organisation]:
    own = Organisation.objects.filter(pk__in=organisations_of(user, Role.EMPLOYER_OPERATOR))
    return own.filter(is_employer=True).order_by("name")


def _open_event(code: str) -> Event:
    return get_object_or_404(queries.events_open_for_lists(timezone.localdate()), code=code)


class OwnLists(FilteredListView):
    """The lists of one's own employers, and the events for which a list can be sent."""

    template_name = "competitions/own_list_list.html"
    filterset_class = OwnListFilter
    permission = "competitions.send_entries"
    title = _("Entries for competitions")
    export_name = _("Entries for competitions")

    def get_rows(self) -> QuerySet[EntrySheet]:
        """Begin at the own employers' lists."""
        return queries.own_lists_visible_to(self.request.user)

    def export(self, rows: QuerySet[EntrySheet]) -> bytes:
        """Hand out the very rows of the page."""
        return exports.own_lists_workbook(rows, **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the open events and the employers for whom one acts."""
        events = queries.events_open_for_lists(timezone.localdate())
        return super().get_context_data(events=events, employers=_employers(self.request.user), **kwargs)


class UploadOwnList(DeedView):
    """Send a list of one's own people: it is judged, and the organiser does not see it yet."""

    template_name = "competitions/upload_own_list.html"
    form_class = UploadForm
    permission = "competitions.send_entries"
    title = _("List of our people for a competition")
    button = _("Upload and check")

    def get_object(self) -> Organisation:
        """Find the event that takes lists, and the employer among the own ones."""
        self.event = _open_event(self.kwargs["code"])
        self.cancel_url = reverse("competitions:own_lists")
        return get_object_or_404(_employers(self.request.user), pk=self.kwargs["employer"])

    def perform(self, form: Any) -> EntrySheet:
        """Have it judged and kept sealed."""
        file = form.cleaned_data["file"]
        return actions.receive_own_list(
            self.event,
            self.object,
            content=file.read(),
            filename=file.name,
            actor=self.actor,
            now=self.now,
        )

    def get_success_url(self, result: Any = None) -> str:
        """Lead to what was found."""
        return reverse("competitions:own_list", args=[result.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the event."""
        return super().get_context_data(event=self.event, **kwargs)


class OwnList(DeedView):
    """What was found in an own list; the button sends it to the organiser."""

    template_name = "competitions/own_list.html"
    permission = "competitions.send_entries"
    title = _("Check the list of our people")
    button = _("Send the good rows to the organiser")
    success_message = _("The list lies with the organiser.")
    sheet: EntrySheet

    def get_object(self) -> Organisation | None:
        """Find the list among the own ones."""
        self.sheet = get_object_or_404(queries.own_lists_visible_to(self.request.user), pk=self.kwargs["key"])
        return self.sheet.employer

    def perform(self, form: Any) -> EntrySheet:
        """Send it."""
        return actions.send_entries(self.sheet, actor=self.actor, now=self.now)

    def get_success_url(self, result: Any = None) -> str:
        """Stay with the list."""
        return reverse("competitions:own_list", args=[self.sheet.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add one page of the judged rows."""
        shown = judged_rows(self.sheet, self.request.GET)
        may_send = self.sheet.sent_at is None
        return super().get_context_data(event=self.sheet.event, may_commit=may_send, **shown, **kwargs)


class RefuseList(EventDeed):
    """Refuse an employer's list, with the reason that it reads."""

    form_class = RefusalForm
    permission = "competitions.register_entries"
    title = _("Refuse the list of the employer")
    button = _("Refuse the list")
    danger = True
    success_message = _("The list is refused; the employer reads why.")

    def get_object(self) -> Event:
        """Find the list too."""
        event = super().get_object()
        rows = queries.entry_sheets_of(event).filter(employer__isnull=False)
        self.sheet = get_object_or_404(rows, pk=self.kwargs["key"])
        self.sheet.event = event
        self.intro = f"{self.sheet.employer} · {self.sheet.filename}"
        return event

    def perform(self, form: RefusalForm) -> EntrySheet:
        """Refuse it."""
        return actions.refuse_entries(self.sheet, **form.cleaned_data, actor=self.actor, now=self.now)

    def get_success_url(self, result: Any = None) -> str:
        """Lead to the event."""
        return self.object.get_absolute_url()


@login_required
@require_GET
def own_list_returned(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Hand an own list back with what is wrong in it."""
    sheet = get_object_or_404(queries.own_lists_visible_to(request.user), pk=key)
    content = exports.returned_entries(sheet, actor=cast(User, request.user), now=timezone.now())
    return file_answer(content, f"{sheet.filename.rsplit('.', 1)[0]}-{gettext('checked')}.xlsx")


@login_required
@require_GET
def own_list_template(request: HttpRequest, code: str) -> HttpResponse:
    """Hand out the blank list of an event to who may send one."""
    get_object_or_404(_employers(request.user)[:1])
    return file_answer(exports.entry_template(_open_event(code)), "模板_竞赛报名表_v1.xlsx")
