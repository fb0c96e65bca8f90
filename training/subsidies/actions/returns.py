"""Bank returns in two steps: received and judged, then taken in once, in one transaction."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.exchange.files import inspect
from office.exchange.report import JudgedRow, Report
from office.people.models import User

from ..enums import LineState, RowOutcome
from ..imports.returns import judge
from ..models import BankProfile, BankReturn, PaymentLine, ReturnRow
from .answers import take_failure, take_success


@transaction.atomic
def receive_return(
    *,
    profile: BankProfile,
    content: bytes,
    filename: str,
    settled_on: datetime.date,
    actor: User,
    now: datetime.datetime,
) -> BankReturn:
    """Judge a bank's file and keep it sealed; no line changes. The same file comes back as the same row.

    `settled_on` is the bank's day for rows without one. Raises PermissionDenied, or ValidationError `future`
    or for a file that cannot be used (nothing is stored then).
    """
    if not actor.has_perm("subsidies.pay_claim"):
        raise PermissionDenied(_("Bank returns are taken in by the payment officer."))
    today = timezone.localdate(now)
    if settled_on > today:
        error = ValidationError(_("The day lies in the future. Enter the bank's day."), code="future")
        raise ValidationError({"settled_on": error})
    digest = inspect(content, filename).digest
    # Held, so that nobody takes the file in while its row is written anew.
    known = BankReturn.objects.select_for_update().filter(sha256=digest).first()
    if known is not None and known.committed_at:
        return known
    report = judge(content, filename, profile=profile, settled_on=settled_on, today=today)
    received = known or BankReturn(sha256=digest)
    received.profile, received.filename, received.settled_on = profile, filename[-200:], settled_on
    received.received_by, received.received_at = actor, now
    received.outcome = dict(tally(report))
    received.seal(content)
    try:
        with transaction.atomic():
            received.save()
    except IntegrityError:
        return BankReturn.objects.get(sha256=digest)
    audit.record(
        "subsidies.bank_return.received",
        actor=actor,
        subject=received,
        at=now,
        sha256=digest,
        counts=received.outcome,
    )
    return received


def judged(received: BankReturn, *, today: datetime.date) -> Report:
    """Judge a received file as things stand; raise ValidationError when its profile no longer fits it."""
    return judge(
        received.content,
        received.filename,
        profile=received.profile,
        settled_on=received.settled_on,
        today=today,
    )


@transaction.atomic
def commit_return(received: BankReturn, *, actor: User, now: datetime.datetime) -> BankReturn:
    """Take a return in, once: paid lines are marked, returned ones go to the list to be sent again.

    Every row is kept with what it did, refused ones too. Raises PermissionDenied, or ValidationError
    `already_committed`, `nothing_to_commit` besides what the gate raises.
    """
    if not actor.has_perm("subsidies.pay_claim"):
        raise PermissionDenied(_("Bank returns are taken in by the payment officer."))
    if not BankReturn.objects.filter(pk=received.pk, committed_at=None).update(committed_at=now):
        raise ValidationError(
            _("This file was taken in already; nothing was done twice."), code="already_committed"
        )
    received.refresh_from_db()
    report = judged(received, today=timezone.localdate(now))
    if not report.accepted:
        raise ValidationError(
            _("No row of this file answers a line. Take the file with remarks and ask the bank."),
            code="nothing_to_commit",
        )
    keys = {int(row.values["line"]) for row in report.rows if "line" in row.values}
    rows = PaymentLine.objects.select_related("batch", "claim__case", "claim__scheme", "commitment__budget")
    lines = {line.pk: line for line in rows.filter(pk__in=keys)}
    for row in report.accepted:
        if outcome_of(row) != RowOutcome.REPEATED:
            _take(row, lines[int(row.values["line"])], received, actor, now)
    ReturnRow.objects.bulk_create([_kept(row, received, lines) for row in report.rows], batch_size=500)
    received.outcome = dict(tally(report))
    received.save(update_fields=["outcome"])
    audit.record(
        "subsidies.bank_return.committed",
        actor=actor,
        subject=received,
        at=now,
        sha256=received.sha256,
        counts=received.outcome,
    )
    return received


def _take(
    row: JudgedRow, line: PaymentLine, received: BankReturn, actor: User, now: datetime.datetime
) -> None:
    if row.values["answer"] == LineState.PAID:
        # Banks that give no reference are cited by their file and row.
        reference = row.values.get("reference") or f"{received.sha256[:12]}-{row.row}"
        day = datetime.date.fromisoformat(row.values["day"])
        take_success(line, paid_on=day, reference=reference, actor=actor, now=now)
    else:
        reason = row.values.get("reason") or _("the bank gave no reason")
        take_failure(line, reason=reason, actor=actor, now=now)


def _kept(row: JudgedRow, received: BankReturn, lines: Mapping[int, PaymentLine]) -> ReturnRow:
    key = row.values.get("line")
    return ReturnRow(
        bank_return=received,
        row=row.row,
        outcome=outcome_of(row),
        code=row.codes[0] if row.codes else "",
        line=lines.get(int(key)) if key else None,
        amount=int(row.values["fen"]) if "fen" in row.values else None,
        told=row.values.get("reason", "")[:200],
    )


def outcome_of(row: JudgedRow) -> RowOutcome:
    """Say what a judged row does when it is taken in."""
    if row.rejected:
        return RowOutcome.REFUSED
    if "repeated" in row.codes:
        return RowOutcome.REPEATED
    return RowOutcome(row.values["answer"])


def tally(report: Report) -> Counter[str]:
    """Count the rows by outcome, and the refused ones by code."""
    counts: Counter[str] = Counter({outcome.value: 0 for outcome in RowOutcome})
    counts.update(outcome_of(row).value for row in report.rows)
    counts.update(f"refused.{row.codes[0]}" for row in report.rows if row.rejected)
    return counts
