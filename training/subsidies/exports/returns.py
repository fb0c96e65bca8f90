"""A bank's return given back with remarks."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone

from office.audit import actions as audit
from office.exchange.returning import error_workbook
from office.people.models import User

from ..actions.returns import judged
from ..enums import RowOutcome
from ..models import BankReturn


@transaction.atomic
def notes_workbook(received: BankReturn, *, actor: User, now: datetime.datetime) -> bytes:
    """Return the bank's rows with what each of them does or why it stays out; who took it is recorded.

    Raises ValidationError when the file's profile no longer fits it.
    """
    report = judged(received, today=timezone.localdate(now))
    kept = dict(received.rows.values_list("row", "outcome"))
    for row in report.rows:
        # Judged again after it was taken in, its own answers would all be "on record already".
        if kept.get(row.row) in (RowOutcome.PAID, RowOutcome.FAILED):
            row.problems.clear()
    audit.record("subsidies.bank_return.taken", actor=actor, subject=received, at=now, sha256=received.sha256)
    return error_workbook(received.content, received.filename, report)
