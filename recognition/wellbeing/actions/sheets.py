"""The attendance list of a batch in two steps: received and judged, then taken in once."""

from __future__ import annotations

import datetime

from django.db import transaction

from office.audit import actions as audit
from office.exchange.files import inspect
from office.people.actions.sheets import claim_sheet, keep_sheet, nothing_to_commit, settle_sheet
from office.people.models import User

from .. import imports
from ..models import Batch, StaySheet
from .batches import RUN, record_stays
from .guards import ask, moved_on


@transaction.atomic
def receive_stays(
    batch: Batch, *, content: bytes, filename: str, actor: User, now: datetime.datetime
) -> StaySheet:
    """Judge a list and keep it sealed until it is taken in; the same file leads to the row that is there.

    Raises PermissionDenied, ValidationError `moved_on`, or for a file that cannot be used.
    """
    ask(actor, RUN, batch.case)
    if batch.case.state != "settled":
        raise moved_on()
    digest = inspect(content, filename).digest
    Batch.objects.select_for_update().get(pk=batch.pk)
    sheet = StaySheet.objects.filter(batch=batch, sha256=digest).first()
    if sheet is not None and sheet.committed_at is not None:
        return sheet
    sheet = sheet or StaySheet(batch=batch, sha256=digest)
    judgement = imports.judge(content, filename, batch=batch)
    keep_sheet(sheet, judgement, content=content, filename=filename, actor=actor, now=now)
    counts = judgement.report.counts
    audit.record(
        "wellbeing.sheet.received", actor=actor, subject=batch.case, at=now, sha256=digest, counts=counts
    )
    return sheet


@transaction.atomic
def commit_stays(sheet: StaySheet, *, actor: User, now: datetime.datetime) -> StaySheet:
    """Enter the days of the good rows, once; who is not on the sheet stays as entered.

    The file is judged again. Raises PermissionDenied, or ValidationError `already_committed`,
    `nothing_to_commit`, and what `record_stays` raises.
    """
    ask(actor, RUN, sheet.batch.case)
    claim_sheet(sheet, now=now)
    judgement = imports.judge(sheet.content, sheet.filename, batch=sheet.batch)
    days = imports.days_told(judgement)
    if not days:
        raise nothing_to_commit()
    record_stays(sheet.batch, days, actor=actor, now=now)
    settle_sheet(sheet, judgement, entered=len(days))
    return sheet
