"""A summary sheet of nominations in two steps: received and judged, then taken in once."""

from __future__ import annotations

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.exchange.files import inspect
from office.people.actions.sheets import claim_sheet, keep_sheet, nothing_to_commit, settle_sheet
from office.people.enums import Role
from office.people.models import Courier, Organisation, User
from office.people.permissions import holds

from .. import imports
from ..models import Call, NominationSheet, Nominee
from .guards import ask
from .nominating import nominate
from .nominees import change_particulars


@transaction.atomic
def receive_sheet(
    call: Call, unit: Organisation, *, content: bytes, filename: str, actor: User, now: datetime.datetime
) -> NominationSheet:
    """Judge a sheet and keep it sealed until it is taken in; the same file leads to the row that is there.

    Raises PermissionDenied, or ValidationError for a file that cannot be used.
    """
    _ask(call, unit, actor)
    digest = inspect(content, filename).digest
    Organisation.objects.select_for_update().get(pk=unit.pk)
    sheet = NominationSheet.objects.filter(call=call, unit=unit, sha256=digest).first()
    if sheet is not None and sheet.committed_at is not None:
        return sheet
    sheet = sheet or NominationSheet(call=call, unit=unit, sha256=digest)
    judgement = imports.judge(content, filename, call=call, unit=unit)
    keep_sheet(sheet, judgement, content=content, filename=filename, actor=actor, now=now)
    audit.record(
        "awards.sheet.received",
        actor=actor,
        subject=call,
        at=now,
        unit=unit.pk,
        sha256=digest,
        counts=judgement.report.counts,
    )
    return sheet


@transaction.atomic
def commit_sheet(sheet: NominationSheet, *, actor: User, now: datetime.datetime) -> NominationSheet:
    """Take the good rows in, once: nominate who is new, and write what the rows tell of the drafts.

    The file is judged again. Raises PermissionDenied, or ValidationError `already_committed`,
    `nothing_to_commit`, and what `nominate` and `change_particulars` raise.
    """
    _ask(sheet.call, sheet.unit, actor)
    claim_sheet(sheet, now=now)
    judgement = imports.judge(sheet.content, sheet.filename, call=sheet.call, unit=sheet.unit)
    rows = judgement.report.accepted
    if not rows:
        raise nothing_to_commit()
    people = Courier.objects.in_bulk(judgement.facts["people"].values())
    found = {str(courier.pk): courier for courier in people.values()}
    new = 0
    for row in rows:
        courier = found[judgement.facts["people"][str(row.row)]]
        nominee = _draft(sheet, courier)
        if nominee is None:
            nominee = nominate(
                sheet.call, unit=sheet.unit, courier=courier, organisation=sheet.unit, actor=actor, now=now
            )
            new += 1
        change_particulars(nominee, imports.told_by(row), actor=actor, now=now)
    settle_sheet(sheet, judgement, new=new, changed=len(rows) - new)
    audit.record(
        "awards.sheet.taken_in",
        actor=actor,
        subject=sheet.call,
        at=now,
        unit=sheet.unit_id,
        sha256=sheet.sha256,
        new=new,
        changed=len(rows) - new,
    )
    return sheet


def _draft(sheet: NominationSheet, courier: Courier) -> Nominee | None:
    return Nominee.objects.filter(call=sheet.call, courier=courier, merged_into=None).first()


def _ask(call: Call, unit: Organisation, actor: User) -> None:
    """Raise PermissionDenied unless the actor acts for the unit; others nominate on the page."""
    ask(actor, "awards.nominate", call)
    if not holds(actor, Role.EMPLOYER_OPERATOR, organisation=unit):
        raise PermissionDenied(_("A summary sheet is sent by the unit itself."))
