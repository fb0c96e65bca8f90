"""Bringing in marks and publishing results."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.people import vault
from office.people.models import User

from .enums import EntryStatus, ResultState
from .models import Entry, Event, ResultSheet, ResultVersion
from .queries import board_rows, current_result


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """One row of a results sheet as it was accepted; marks 0-100, None where there is none."""

    number: str
    name: str
    unit: str
    theory: Decimal | None
    practice: Decimal | None
    status: EntryStatus = EntryStatus.RANKED


@dataclass(frozen=True, slots=True)
class Brought:
    """What an import did, in entries."""

    created: int
    changed: int
    unchanged: int


FIELDS = ("name", "unit", "theory", "practice", "status")


@transaction.atomic
def import_results(
    event: Event, *, rows: Sequence[EntryFacts], digest: str, actor: User | None, now: datetime.datetime
) -> Brought:
    """Bring the accepted rows of a sheet into an event; the same sheet again changes nothing.

    Entries are known by their number. What is published already stays as published until a new version is.
    `actor` is None for the command. `digest` is the SHA-256 of the file. Raises PermissionDenied, or
    ValidationError `empty`.
    """
    _ask(actor, "competitions.import_results", event)
    if not rows:
        raise ValidationError(
            _("No row of the file can be imported. Correct the rows listed and upload the file again."),
            code="empty",
        )
    Event.objects.select_for_update().get(pk=event.pk)
    known = {entry.number: entry for entry in event.entries.all()}
    fresh, changed = [], []
    for facts in rows:
        entry = known.get(facts.number)
        values = {field: getattr(facts, field) for field in FIELDS}
        if entry is None:
            fresh.append(Entry(event=event, number=facts.number, **values))
        elif any(getattr(entry, field) != value for field, value in values.items()):
            for field, value in values.items():
                setattr(entry, field, value)
            changed.append(entry)
    Entry.objects.bulk_create(fresh)
    Entry.objects.bulk_update(changed, FIELDS, batch_size=200)
    brought = Brought(len(fresh), len(changed), len(rows) - len(fresh) - len(changed))
    if fresh or changed:
        audit.record(
            "competitions.results.imported",
            actor=actor,
            subject=event,
            at=now,
            digest=digest,
            created=brought.created,
            changed=brought.changed,
        )
    return brought


@transaction.atomic
def publish_results(
    event: Event, *, state: str, note: str = "", actor: User | None, now: datetime.datetime
) -> ResultVersion:
    """Publish the results as they stand as a new version; the same again returns the version shown.

    The order is provisional (as often as needed), final (once), corrected (each with a note that says what
    changed). `state` is a ResultState. Raises PermissionDenied, or ValidationError `state`, `empty`,
    `unchanged`, `note_required`.
    """
    _ask(actor, "competitions.publish_results", event)
    Event.objects.select_for_update().get(pk=event.pk)
    shown, rows, note = current_result(event), board_rows(event), note.strip()
    if not any(row["rank"] for row in rows):
        raise ValidationError(
            _("No entry of this event is ranked yet. Import the results first."), code="empty"
        )
    if shown and (shown.state, shown.rows) == (state, rows):
        return shown
    _refuse_unfit(state, rows, note, shown)
    last = event.results.aggregate(last=Max("version"))["last"] or 0
    version = ResultVersion.objects.create(
        event=event,
        version=last + 1,
        state=state,
        rows=rows,
        theory_weight=event.theory_weight,
        practice_weight=event.practice_weight,
        note=note,
        published_at=now,
        published_by=actor,
    )
    audit.record(
        "competitions.results.published",
        actor=actor,
        subject=event,
        at=now,
        version=version.version,
        state=state,
        note=note,
    )
    return version


def _refuse_unfit(state: str, rows: list[dict[str, Any]], note: str, shown: ResultVersion | None) -> None:
    """Raise ValidationError when the results may not follow the version shown as that state."""
    if state not in next_states(shown):
        raise ValidationError(
            _(
                "These results cannot be published as that now. Reload the page: "
                "somebody may have published in the meantime."
            ),
            code="state",
        )
    if state == ResultState.CORRECTED and shown and shown.rows == rows:
        raise ValidationError(
            _("Nothing has changed since the results were published. Import the corrected marks first."),
            code="unchanged",
        )
    if state == ResultState.CORRECTED and not note:
        raise ValidationError(_("Say in a note what was corrected and why."), code="note_required")


def next_states(shown: ResultVersion | None) -> tuple[ResultState, ...]:
    """Return as what results may be published after the version shown now."""
    if shown is None or shown.state == ResultState.PROVISIONAL:
        return ResultState.PROVISIONAL, ResultState.FINAL
    return (ResultState.CORRECTED,)


def _ask(actor: User | None, permission: str, event: Event) -> None:
    # Without an actor it is the command line that asks, whose user owns the database.
    if actor is not None and not actor.has_perm(permission, event):
        raise PermissionDenied(_("Only the competition officer of the organiser may do this."))


@transaction.atomic
def receive_sheet(
    event: Event,
    *,
    content: bytes,
    filename: str,
    report: dict[str, Any],
    actor: User,
    now: datetime.datetime,
) -> ResultSheet:
    """Keep a judged sheet, sealed, until it is committed; the same file sent again is the same sheet.

    `report` is the judgement as `Report.to_json` gives it. Raises PermissionDenied.
    """
    _ask(actor, "competitions.import_results", event)
    Event.objects.select_for_update().get(pk=event.pk)
    sha256 = hashlib.sha256(content).hexdigest()
    # Judged anew: the rules may have changed since the file was first sent.
    sheet = ResultSheet.objects.filter(event=event, sha256=sha256, committed_at=None).first()
    if sheet:
        sheet.report = report
        sheet.save(update_fields=["report"])
        return sheet
    sheet = ResultSheet(
        event=event,
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
    _ask(actor, "competitions.import_results", sheet.event)
    changed = ResultSheet.objects.filter(pk=sheet.pk, committed_at=None).update(committed_at=now)
    if not changed:
        raise ValidationError(
            _("This sheet has been imported already. Look at the entries of the event."), code="committed"
        )
    sheet.committed_at = now
    return import_results(sheet.event, rows=rows, digest=sheet.sha256, actor=actor, now=now)
