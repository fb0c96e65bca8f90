"""Entering marks, one entry at a time or by sheet, and settling what differs."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from office.desk.downloads import file_answer
from office.people.models import User

from .. import actions, exports, queries
from ..forms import MarksForm, SettleForm, UploadForm
from ..imports import readings
from ..models import Event, Mark, Performance, ResultSheet
from .found import StageDeed, event_of, performance_of, stage_of

ENTER = "competitions.enter_marks"


class EntryDeed(StageDeed):
    """A deed done to how one entry fares in a stage."""

    permission = ENTER
    performance: Performance

    def get_object(self) -> Event:
        """Find the performance and its cells too."""
        event = super().get_object()
        self.performance = performance_of(self.stage, self.kwargs["number"])
        self.line = queries.lines_of(self.stage, [self.performance])[0]
        return event

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the entry."""
        return super().get_context_data(performance=self.performance, line=self.line, **kwargs)


class EnterMarks(EntryDeed):
    """Enter what is on the papers of one entry; what the other person entered is not shown."""

    template_name = "competitions/enter_marks.html"
    form_class = MarksForm
    title = _("Enter marks")
    button = _("Save the marks")
    success_message = _("The marks were entered.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the items that are still open to this person."""
        cells = self.line.open_to(self.actor)
        return {**super().get_form_kwargs(), "cells": cells, "user": self.actor}

    def perform(self, form: Any) -> Performance:
        """Enter them."""
        return actions.enter_marks(self.performance, **form.cleaned_data, actor=self.actor, now=self.now)


class Settle(EntryDeed):
    """Say what a mark is where two entries differ, or correct one that stands."""

    template_name = "competitions/settle.html"
    form_class = SettleForm
    title = _("Settle a mark")
    button = _("Settle the mark")
    success_message = _("The mark is settled.")

    def get_object(self) -> Event:
        """Find the cell too."""
        event = super().get_object()
        item = get_object_or_404(self.stage.items, pk=self.kwargs["item"])
        self.cell = next(cell for cell in self.line.cells if cell.item.pk == item.pk)
        return event

    def perform(self, form: Any) -> Mark:
        """Settle it."""
        return actions.settle_mark(
            self.performance, item=self.cell.item, **form.cleaned_data, actor=self.actor, now=self.now
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show both entries."""
        return super().get_context_data(cell=self.cell, **kwargs)


class UploadMarks(StageDeed):
    """Send a sheet of marks: one person's entry for everybody."""

    template_name = "competitions/upload_marks.html"
    form_class = UploadForm
    permission = ENTER
    title = _("Upload marks")
    button = _("Upload and check")

    def perform(self, form: Any) -> ResultSheet:
        """Judge and keep the sheet."""
        file = form.cleaned_data["file"]
        content = file.read()
        report = readings.judge(content, file.name, stage=self.stage)
        return actions.receive_sheet(
            self.object,
            content=content,
            filename=file.name,
            report=report.to_json(),
            stage=self.stage,
            actor=self.actor,
            now=self.now,
        )

    def get_success_url(self, result: Any = None) -> str:
        """Lead to the preview."""
        return str(result.get_absolute_url())


@login_required
@require_GET
def marks_template(request: HttpRequest, code: str, position: int) -> HttpResponse:
    """The sheet of a stage's marks with everybody in it."""
    found = stage_of(event_of(request, code, ENTER), position)
    return file_answer(exports.marks_template(found), f"{code}-{found.name}-成绩录入表.xlsx")


@login_required
@require_GET
def marks_export(request: HttpRequest, code: str, position: int) -> HttpResponse:
    """The marks of a stage as they stand."""
    found = stage_of(event_of(request, code), position)
    link = request.build_absolute_uri(found.get_absolute_url())
    content = exports.marks_workbook(found, actor=cast(User, request.user), now=timezone.now(), link=link)
    return file_answer(content, f"{code}-{found.name}-分项成绩.xlsx")
