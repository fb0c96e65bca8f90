"""Bringing in the signed sheet of results of an event."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.people.models import User

from ..models import Entry, Event, Performance, Stage
from ..shapes import Brought, EntryFacts
from .guards import ask, lock
from .stages import stage_for_results

NAMED = ("name", "unit")
FARED = ("theory", "practice", "status", "seconds")


@transaction.atomic
def import_results(
    event: Event, *, rows: Sequence[EntryFacts], digest: str, actor: User | None, now: datetime.datetime
) -> Brought:
    """Bring the accepted rows of a sheet into the stage under way; the same sheet again changes nothing.

    Entries are known by their number; one that is linked to a courier keeps its name. What is published
    already stays as published until a new version is. `actor` is None for the command. `digest` is the
    SHA-256 of the file. Raises PermissionDenied, or ValidationError `empty`, `marked_twice` (the marks of
    this event are entered item by item), `name_differs`, `not_in_stage`, `stage_closed`.
    """
    ask(actor, "competitions.import_results", event)
    if not rows:
        raise ValidationError(
            _("No row of the file can be imported. Correct the rows listed and upload the file again."),
            code="empty",
        )
    if event.marked_twice:
        raise ValidationError(
            _(
                "The marks of this event are entered twice, item by item. Enter them on the page of its "
                "stage."
            ),
            code="marked_twice",
        )
    lock(event)
    stage = stage_for_results(event)
    entries, fresh, renamed = _entries(event, stage, rows)
    changed = _fare(stage, entries, rows) | renamed
    brought = Brought(len(fresh), len(changed - fresh), len(rows) - len(changed | fresh))
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


def _entries(
    event: Event, stage: Stage, rows: Sequence[EntryFacts]
) -> tuple[dict[str, Entry], set[str], set[str]]:
    """Return the entries of the rows by number, and the numbers of those entered and of those renamed."""
    known = {entry.number: entry for entry in event.entries.all()}
    _refuse_other_names(known, rows)
    unknown = [row for row in rows if row.number not in known]
    if unknown and stage.position > 1:
        numbers = "、".join(row.number for row in unknown[:5])
        raise _not_in_stage(stage, numbers)
    fresh = [Entry(event=event, number=row.number, name=row.name, unit=row.unit) for row in unknown]
    renamed = []
    for row in rows:
        entry = known.get(row.number)
        if entry is not None and (entry.name, entry.unit) != (row.name, row.unit):
            entry.name, entry.unit = row.name, row.unit
            renamed.append(entry)
    Entry.objects.bulk_create(fresh)
    Entry.objects.bulk_update(renamed, NAMED, batch_size=200)
    entries = known | {entry.number: entry for entry in fresh}
    return entries, {entry.number for entry in fresh}, {entry.number for entry in renamed}


def _refuse_other_names(known: Mapping[str, Entry], rows: Iterable[EntryFacts]) -> None:
    wrong = [
        row.number
        for row in rows
        if (entry := known.get(row.number)) and entry.courier_id and entry.name != row.name
    ]
    if wrong:
        raise ValidationError(
            _("The sheet names other people under these numbers than the list of entries: %(numbers)s.")
            % {"numbers": "、".join(wrong[:10])},
            code="name_differs",
        )


def _not_in_stage(stage: Stage, numbers: str) -> ValidationError:
    return ValidationError(
        _("These numbers are not in the stage “%(stage)s”: %(numbers)s.")
        % {"stage": stage.name, "numbers": numbers},
        code="not_in_stage",
    )


def _fare(stage: Stage, entries: Mapping[str, Entry], rows: Sequence[EntryFacts]) -> set[str]:
    """Write how the rows fared in the stage; return the numbers of those that changed."""
    known = {each.entry_id: each for each in stage.performances.all()}
    fresh: list[Performance] = []
    changed: list[Performance] = []
    numbers: set[str] = set()
    for row in rows:
        entry = entries[row.number]
        values = {field: getattr(row, field) for field in FARED}
        performance = known.get(entry.pk)
        if performance is None and stage.position > 1:
            raise _not_in_stage(stage, row.number)
        if performance is None:
            fresh.append(Performance(stage=stage, entry=entry, **values))
            numbers.add(row.number)
        elif any(getattr(performance, field) != value for field, value in values.items()):
            for field, value in values.items():
                setattr(performance, field, value)
            changed.append(performance)
            numbers.add(row.number)
    Performance.objects.bulk_create(fresh)
    Performance.objects.bulk_update(changed, FARED, batch_size=200)
    return numbers
