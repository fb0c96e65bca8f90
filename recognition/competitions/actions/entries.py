"""A list of entries in two steps: received and judged, then committed once."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.exchange.files import inspect
from office.people.actions import CourierFacts, register_couriers
from office.people.actions.sheets import claim_sheet, keep_sheet, nothing_to_commit, settle_sheet
from office.people.models import Courier, User

from ..enums import EntryGroup
from ..imports import entries as sheets
from ..models import Entry, EntrySheet, Event, Performance, Team
from .guards import ask, lock
from .stages import stage_for_results

Row = Mapping[str, str]


@transaction.atomic
def receive_entries(
    event: Event, *, content: bytes, filename: str, actor: User | None, now: datetime.datetime
) -> EntrySheet:
    """Judge a list of entries and keep it sealed until somebody commits it; nothing else is stored.

    The same file sent again leads to the row that is there: one that still waits is judged anew, one that was
    taken in stays as it is. Raises PermissionDenied, or ValidationError for a file that cannot be used.
    """
    ask(actor, "competitions.register_entries", event)
    digest = inspect(content, filename).digest
    lock(event)
    sheet = EntrySheet.objects.filter(event=event, sha256=digest).first()
    if sheet is not None and sheet.committed_at is not None:
        return sheet
    sheet = sheet or EntrySheet(event=event, sha256=digest)
    judgement = sheets.judge(content, filename, event=event, today=timezone.localdate(now))
    keep_sheet(sheet, judgement, content=content, filename=filename, actor=actor, now=now)
    audit.record(
        "competitions.entries.received",
        actor=actor,
        subject=event,
        at=now,
        sha256=digest,
        counts=judgement.report.counts,
    )
    return sheet


@transaction.atomic
def commit_entries(sheet: EntrySheet, *, actor: User | None, now: datetime.datetime) -> EntrySheet:
    """Enter the good rows once: people into the registry, teams by unit, entries with the next numbers.

    Everybody starts in the stage under way. The file is judged again, for the registry may have changed since
    the preview. Raises PermissionDenied, or ValidationError `already_committed`, `nothing_to_commit`,
    `not_first_stage`, `stage_closed`.
    """
    event = sheet.event
    ask(actor, "competitions.register_entries", event)
    claim_sheet(sheet, now=now)
    lock(event)
    judgement = sheets.judge(sheet.content, sheet.filename, event=event, today=timezone.localdate(now))
    rows = [row.values for row in judgement.report.accepted]
    if not rows:
        raise nothing_to_commit()
    entries = _enter(event, rows, actor=actor, now=now)
    settle_sheet(sheet, judgement, entered=len(entries))
    audit.record(
        "competitions.entries.taken_in",
        actor=actor,
        subject=event,
        at=now,
        sha256=sheet.sha256,
        entered=len(entries),
    )
    return sheet


@transaction.atomic
def link_entry(entry: Entry, courier: Courier, *, actor: User | None, now: datetime.datetime) -> Entry:
    """Say which courier on record an entry is, so that its results become facts about the person.

    For entries that came by the sheet of results, which holds no ID numbers. The same again changes nothing.
    Raises PermissionDenied, or ValidationError `name_differs`, `linked_already`, `entered_already`.
    """
    event = entry.event
    ask(actor, "competitions.register_entries", event)
    lock(event)
    entry.refresh_from_db(fields=["courier"])
    if entry.courier_id == courier.pk:
        return entry
    if entry.courier_id is not None:
        raise ValidationError(_("This entry is linked to another person already."), code="linked_already")
    if entry.name != courier.name:
        raise ValidationError(
            _("The registry keeps another name for this number. Compare both with the card."),
            code="name_differs",
        )
    if event.entries.filter(courier=courier).exists():
        raise ValidationError(_("This person is entered in this event already."), code="entered_already")
    entry.courier = courier
    entry.save(update_fields=["courier"])
    audit.record("competitions.entry.linked", actor=actor, subject=event, at=now, entry=entry.number)
    return entry


def _enter(event: Event, rows: Sequence[Row], *, actor: User | None, now: datetime.datetime) -> list[Entry]:
    stage = stage_for_results(event)
    if stage.position > 1:
        raise ValidationError(
            _("The first stage is over, so nobody can enter any more."), code="not_first_stage"
        )
    couriers = register_couriers([_person(row) for row in rows], actor=actor, now=now)
    teams = _teams(event, rows)
    numbers = _next_numbers(event, len(rows))
    entries = Entry.objects.bulk_create(
        Entry(
            event=event,
            number=number,
            name=couriers[row["id_number"]].name,
            unit=row["unit"],
            courier=couriers[row["id_number"]],
            team=teams.get(row["unit"]),
            skill_level=row.get("skill_level", ""),
            group=sheets.GROUP_WORDS.get(row.get("group", ""), EntryGroup.STAFF),
        )
        for number, row in zip(numbers, rows, strict=True)
    )
    Performance.objects.bulk_create(Performance(stage=stage, entry=entry) for entry in entries)
    return entries


def _person(row: Row) -> CourierFacts:
    return CourierFacts(name=row["name"], id_number=row["id_number"], phone=row["phone"])


def _teams(event: Event, rows: Sequence[Row]) -> dict[str, Team]:
    """Return the team of each unit, entering those that are missing; none for an event without teams."""
    if not event.team_members:
        return {}
    leaders = {row["unit"]: "" for row in rows} | {
        row["unit"]: row["leader"] for row in rows if row.get("leader")
    }
    known = set(event.teams.values_list("name", flat=True))
    Team.objects.bulk_create(
        Team(event=event, name=unit, leader=_name_of(leader))
        for unit, leader in leaders.items()
        if unit not in known
    )
    return {team.name: team for team in event.teams.all()}


def _name_of(leader: str) -> str:
    """The leader's name alone: the telephone number beside it stays in the sealed sheet."""
    return "".join(char for char in leader if not char.isdigit()).strip(" /／、,，:：()（）-")


def _next_numbers(event: Event, count: int) -> list[str]:
    """Return the next entry numbers of three digits, after the highest that is a number."""
    given = event.entries.values_list("number", flat=True)
    last = max((int(number) for number in given if number.isdecimal()), default=0)
    return [f"{number:03d}" for number in range(last + 1, last + count + 1)]
