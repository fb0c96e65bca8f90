"""A list of entries in two steps: received and judged, then committed once."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.exchange.files import inspect
from office.exchange.report import Severity
from office.exchange.writing import Sheet, write_workbook
from office.people.actions import CourierFacts, register_couriers
from office.people.actions.sheets import claim_sheet, keep_sheet, nothing_to_commit, settle_sheet
from office.people.models import Courier, Organisation, User

from ..enums import EntryGroup
from ..imports import entries as sheets
from ..models import Entry, EntrySheet, Event, Performance, Team
from .guards import ask, lock
from .records import record_for
from .stages import stage_for_results

Row = Mapping[str, str]


@transaction.atomic
def receive_entries(
    event: Event, *, content: bytes, filename: str, actor: User | None, now: datetime.datetime
) -> EntrySheet:
    """Judge a list of entries and keep it sealed until somebody commits it; nothing else is stored.

    Raises PermissionDenied, or ValidationError for a file that cannot be used.
    """
    ask(actor, "competitions.register_entries", event)
    return keep_list(event, None, content=content, filename=filename, actor=actor, now=now)


def keep_list(
    event: Event,
    employer: Organisation | None,
    *,
    content: bytes,
    filename: str,
    actor: User | None,
    now: datetime.datetime,
) -> EntrySheet:
    """Judge a list of the organiser's or of an employer's and keep it sealed; part of the deed that asked.

    The same file sent again leads to the row that is there: one that still waits is judged anew, one that was
    taken in or lies with the organiser stays as it is, one that was refused begins again.
    """
    digest = inspect(content, filename).digest
    lock(event)
    sheet = EntrySheet.objects.filter(event=event, employer=employer, sha256=digest).first()
    if sheet is not None and (sheet.committed_at or (sheet.sent_at and not sheet.refused_at)):
        return sheet
    sheet = sheet or EntrySheet(event=event, employer=employer, sha256=digest)
    sheet.sent_at, sheet.refused_at, sheet.refusal = None, None, ""
    judgement = sheets.judge(content, filename, event=event, today=timezone.localdate(now), employer=employer)
    keep_sheet(sheet, judgement, content=content, filename=filename, actor=actor, now=now)
    audit.record(
        "competitions.entries.received",
        actor=actor,
        subject=event,
        at=now,
        sha256=digest,
        counts=judgement.report.counts,
        employer=employer.pk if employer else None,
    )
    return sheet


@transaction.atomic
def commit_entries(sheet: EntrySheet, *, actor: User | None, now: datetime.datetime) -> EntrySheet:
    """Enter the good rows once: people into the registry, teams by unit, entries with the next numbers.

    Everybody starts in the stage under way. The file is judged again, for the registry may have changed since
    the preview. An employer's list is taken in once it was sent. Raises PermissionDenied, or ValidationError
    `already_committed`, `not_sent`, `refused`, `nothing_to_commit`, `not_first_stage`, `stage_closed`.
    """
    event = sheet.event
    ask(actor, "competitions.register_entries", event)
    lock(event)
    sheet.refresh_from_db()
    _refuse_unsent(sheet)
    claim_sheet(sheet, now=now)
    judgement = sheets.judge(
        sheet.content, sheet.filename, event=event, today=timezone.localdate(now), employer=sheet.employer
    )
    rows = [row.values for row in judgement.report.accepted]
    if not rows:
        raise nothing_to_commit()
    entries = _enter(event, rows, employer=sheet.employer, actor=actor, now=now)
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
def enter_one(
    event: Event, *, values: Mapping[str, str], actor: User | None, now: datetime.datetime
) -> Entry:
    """Enter one person by hand, judged as a row of the list of entries is; return the entry.

    `values` are texts by the keys of the list's columns. Raises PermissionDenied, or ValidationError at the
    fields that are wrong with the codes of the list, `not_first_stage`, `stage_closed`.
    """
    ask(actor, "competitions.register_entries", event)
    lock(event)
    told = {**values, "event": event.name, "occupation": event.name}
    row = [told.get(column.key, "") for column in sheets.COLUMNS]
    content = write_workbook(Sheet("竞赛报名表", sheets.COLUMNS, [row]))
    judgement = sheets.judge(content, "1.xlsx", event=event, today=timezone.localdate(now))
    (judged,) = judgement.report.rows
    if judged.rejected:
        faults: dict[str, list[ValidationError]] = {}
        for each in judged.problems:
            if each.severity is Severity.ERROR:
                fault = ValidationError(each.message, code=each.code)
                faults.setdefault(each.column, []).append(fault)
        raise ValidationError(faults)
    (entry,) = _enter(event, [judged.values], employer=None, actor=actor, now=now)
    audit.record("competitions.entries.taken_in", actor=actor, subject=event, at=now, entered=1)
    return entry


def _refuse_unsent(sheet: EntrySheet) -> None:
    if sheet.refused_at is not None:
        raise ValidationError(
            _("This list was refused. The employer mends it and sends it again."), code="refused"
        )
    if sheet.employer_id is not None and sheet.sent_at is None:
        raise ValidationError(_("The employer has not sent this list yet."), code="not_sent")


@transaction.atomic
def link_entry(entry: Entry, courier: Courier, *, actor: User | None, now: datetime.datetime) -> Entry:
    """Say which courier on record an entry is, so that its results become facts about the person.

    For entries that came by the sheet of results, which holds no ID numbers. What the entry was given before
    goes into the record of honours. The same again changes nothing.

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
    record_for(event, entry=entry, actor=actor, now=now)
    return entry


@transaction.atomic
def link_team(team: Team, organisation: Organisation, *, actor: User | None, now: datetime.datetime) -> Team:
    """Say which organisation on record a team stands for: it holds what the team is given.

    The same again changes nothing. Raises PermissionDenied, or ValidationError `linked_already`.
    """
    event = team.event
    ask(actor, "competitions.register_entries", event)
    lock(event)
    team.refresh_from_db(fields=["organisation"])
    if team.organisation_id == organisation.pk:
        return team
    if team.organisation_id is not None:
        raise ValidationError(
            _("This team is linked to another organisation already."), code="linked_already"
        )
    team.organisation = organisation
    team.save(update_fields=["organisation"])
    audit.record(
        "competitions.team.linked",
        actor=actor,
        subject=event,
        at=now,
        team=team.name,
        organisation=organisation.pk,
    )
    record_for(event, team=team, actor=actor, now=now)
    return team


def _enter(
    event: Event,
    rows: Sequence[Row],
    *,
    employer: Organisation | None,
    actor: User | None,
    now: datetime.datetime,
) -> list[Entry]:
    stage = stage_for_results(event)
    if stage.position > 1:
        raise ValidationError(
            _("The first stage is over, so nobody can enter any more."), code="not_first_stage"
        )
    couriers = register_couriers([_person(row) for row in rows], actor=actor, now=now)
    if employer is not None:
        rows = [{**row, "unit": employer.name} for row in rows]
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
            is_reserve=row.get("reserve") == "是",
        )
        for number, row in zip(numbers, rows, strict=True)
    )
    Performance.objects.bulk_create(
        Performance(stage=stage, entry=entry) for entry in entries if not entry.is_reserve
    )
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
    units = _units(leaders)
    Team.objects.bulk_create(
        Team(event=event, name=unit, leader=_name_of(leader), organisation=units.get(unit))
        for unit, leader in leaders.items()
        if unit not in known
    )
    return {team.name: team for team in event.teams.all()}


def _units(names: Iterable[str]) -> dict[str, Organisation]:
    """The organisations on record that bear these names, in full or short; a name of two is nobody's."""
    wanted = set(names)
    found: dict[str, set[Organisation]] = {}
    for unit in Organisation.objects.filter(Q(name__in=wanted) | Q(short_name__in=wanted)):
        for name in {unit.name, unit.short_name} & wanted:
            found.setdefault(name, set()).add(unit)
    return {name: units.pop() for name, units in found.items() if len(units) == 1}


def _name_of(leader: str) -> str:
    """The leader's name alone: the telephone number beside it stays in the sealed sheet."""
    return "".join(char for char in leader if not char.isdigit()).strip(" /／、,，:：()（）-")


def _next_numbers(event: Event, count: int) -> list[str]:
    """Return the next entry numbers of three digits, after the highest that is a number."""
    given = event.entries.values_list("number", flat=True)
    last = max((int(number) for number in given if number.isdecimal()), default=0)
    return [f"{number:03d}" for number in range(last + 1, last + count + 1)]
