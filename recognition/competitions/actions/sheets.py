"""Sheets of marks in two steps: received and judged, then committed once."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from office.people import vault
from office.people.models import User

from ..models import Event, ResultSheet, Stage
from ..shapes import Brought, EntryFacts, Paper
from .guards import ask, lock
from .marking import enter_sheet
from .results import import_results


@transaction.atomic
def receive_sheet(
    event: Event,
    *,
    content: bytes,
    filename: str,
    report: dict[str, Any],
    stage: Stage | None = None,
    actor: User,
    now: datetime.datetime,
) -> ResultSheet:
    """Keep a judged sheet, sealed, until it is committed; the same file sent again is the same sheet.

    `report` is the judgement as `Report.to_json` gives it. With a `stage` it is the actor's entry of the
    marks of that stage, which two people may send alike. Raises PermissionDenied.
    """
    ask(actor, "competitions.enter_marks" if stage else "competitions.import_results", event)
    lock(event)
    sha256 = hashlib.sha256(content).hexdigest()
    # Judged anew: the rules may have changed since the file was first sent.
    pending = ResultSheet.objects.filter(event=event, stage=stage, sha256=sha256, committed_at=None)
    sheet = (pending.filter(uploaded_by=actor) if stage else pending).first()
    if sheet:
        sheet.report = report
        sheet.save(update_fields=["report"])
        return sheet
    sheet = ResultSheet(
        event=event,
        stage=stage,
        filename=filename[-200:],
        sha256=sha256,
        report=report,
        uploaded_by=actor,
        uploaded_at=now,
    )
    sheet.content_sealed = vault.seal_bytes(content, context=f"competitions.sheet:{sheet.id}")
    sheet.save(force_insert=True)
    return sheet


@transaction.atomic
def commit_sheet(
    sheet: ResultSheet, *, rows: Sequence[EntryFacts], actor: User, now: datetime.datetime
) -> Brought:
    """Bring a kept sheet into its event once. Raises as `import_results`, and ValidationError `committed`."""
    ask(actor, "competitions.import_results", sheet.event)
    _take(sheet, now)
    return import_results(sheet.event, rows=rows, digest=sheet.sha256, actor=actor, now=now)


@transaction.atomic
def commit_readings(
    sheet: ResultSheet,
    *,
    rows: Mapping[int, Mapping[int, Paper]],
    actor: User,
    now: datetime.datetime,
) -> int:
    """Enter the marks of a kept sheet as its uploader's, once; return how many marks changed.

    `rows` are papers by performance and item, as `imports.readings.papers_of` gives them. Raises as
    `enter_sheet`, PermissionDenied for another than the uploader, and ValidationError `committed`, `empty`.
    """
    if sheet.stage is None or sheet.uploaded_by_id != actor.pk:
        raise PermissionDenied(
            _("Whoever sent a sheet of marks brings it in: it counts as that person's entry.")
        )
    ask(actor, "competitions.enter_marks", sheet.event)
    _take(sheet, now)
    if not rows:
        raise ValidationError(
            _("No row of the file can be imported. Correct the rows listed and upload the file again."),
            code="empty",
        )
    return enter_sheet(sheet.stage, rows=rows, actor=actor, now=now)


def _take(sheet: ResultSheet, now: datetime.datetime) -> None:
    """Mark a sheet as committed, unless somebody was faster."""
    if not ResultSheet.objects.filter(pk=sheet.pk, committed_at=None).update(committed_at=now):
        raise ValidationError(
            _("This sheet has been imported already. Look at the entries of the event."), code="committed"
        )
    sheet.committed_at = now
