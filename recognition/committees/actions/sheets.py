"""A sheet that names the readers of a panel, in two steps: received and judged, then taken in once."""

from __future__ import annotations

import datetime
from collections import defaultdict

from django.db import transaction
from django.utils import timezone

from office.audit import actions as audit
from office.casework.models import Case
from office.exchange.files import inspect
from office.people.actions.sheets import claim_sheet, keep_sheet, nothing_to_commit, settle_sheet
from office.people.imports.judgement import Judgement
from office.people.models import User

from .. import readers
from ..enums import DrawMethod, PanelState
from ..lots import lot
from ..models import AssignmentSheet, Draw, Expert, Panel
from ..queries.choices import cases_to_read
from .agenda import take_in
from .guards import ask, moved_on
from .panels import assign


@transaction.atomic
def receive_readers(
    panel: Panel, *, content: bytes, filename: str, actor: User, now: datetime.datetime
) -> AssignmentSheet:
    """Judge a sheet and keep it until it is taken in; the same file leads to the row that is there.

    Raises PermissionDenied, ValidationError `moved_on` (the panel is closed), or for a file that cannot be
    used.
    """
    kept = _open(panel, actor)
    digest = inspect(content, filename).digest
    sheet = AssignmentSheet.objects.filter(panel=kept, sha256=digest).first()
    if sheet is not None and sheet.committed_at is not None:
        return sheet
    sheet = sheet or AssignmentSheet(panel=kept, sha256=digest)
    judgement = _judged(kept, content, filename, actor, now)
    keep_sheet(sheet, judgement, content=content, filename=filename, actor=actor, now=now)
    audit.record(
        "committees.readers.received",
        actor=actor,
        subject=kept,
        at=now,
        sha256=digest,
        counts=judgement.report.counts,
    )
    return sheet


@transaction.atomic
def commit_readers(sheet: AssignmentSheet, *, actor: User, now: datetime.datetime) -> AssignmentSheet:
    """Give the files of the good rows to their experts, once; each is asked for conflicts first.

    The file is judged again. Raises PermissionDenied, ValidationError `moved_on`, `already_committed`,
    `nothing_to_commit`, `not_ready`.
    """
    panel = _open(sheet.panel, actor)
    claim_sheet(sheet, now=now)
    judgement = _judged(panel, sheet.content, sheet.filename, actor, now)
    rows = judgement.report.accepted
    if not rows:
        raise nothing_to_commit()
    named: defaultdict[int, list[int]] = defaultdict(list)
    for row in rows:
        place = str(row.row)
        named[judgement.facts["cases"][place]].append(judgement.facts["experts"][place])
    cases = Case.objects.filter(pk__in=named).select_related("courier", "organisation").order_by("number")
    dossiers = take_in(panel.committee, cases, actor=actor, now=now)
    people = Expert.objects.in_bulk({key for keys in named.values() for key in keys})
    draw = Draw.objects.create(
        panel=panel,
        method=DrawMethod.SHEET,
        seed=sheet.sha256,
        size=max(len(keys) for keys in named.values()),
        frame={each.alias: [lot(each.pk, key) for key in named[each.case_id]] for each in dossiers},
        drawn={each.alias: named[each.case_id] for each in dossiers},
        drawn_at=now,
        drawn_by=actor,
    )
    for dossier in dossiers:
        assign(draw, dossier, [people[key] for key in named[dossier.case_id]], now)
    AssignmentSheet.objects.filter(pk=sheet.pk).update(draw=draw)
    settle_sheet(sheet, judgement, files=len(dossiers), assigned=len(rows))
    audit.record(
        "committees.readers.assigned",
        actor=actor,
        subject=panel,
        at=now,
        sha256=sheet.sha256,
        files=len(dossiers),
        assigned=len(rows),
    )
    return sheet


def _open(panel: Panel, actor: User) -> Panel:
    """Return the panel locked; raise PermissionDenied, or ValidationError `moved_on` for a closed one."""
    ask(actor, panel.committee)
    kept = Panel.objects.select_for_update(of=("self",)).select_related("committee").get(pk=panel.pk)
    if kept.state == PanelState.CLOSED:
        raise moved_on()
    return kept


def _judged(panel: Panel, content: bytes, filename: str, actor: User, now: datetime.datetime) -> Judgement:
    cases, today = cases_to_read(actor, panel), timezone.localdate(now)
    cases = cases.select_related("courier", "organisation")
    return readers.judge(content, filename, panel=panel, cases=cases, today=today)
