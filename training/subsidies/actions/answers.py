"""What the bank answers about a line, and how the claim and the batch follow."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.casework.actions import advance
from office.casework.models import Case
from office.casework.procedures import procedure_of
from office.people.models import User

from ..enums import BatchState, EntryKind, LineState
from ..models import Claim, PaymentBatch, PaymentLine
from ..queries.payees import payees_due
from .budgets import enter


@transaction.atomic
def take_success(
    line: PaymentLine, *, paid_on: datetime.date, reference: str, actor: User, now: datetime.datetime
) -> PaymentLine:
    """Mark a line as paid, enter it in the budget's ledger, and let batch and claim follow.

    Raises ValidationError `reference_missing`, `future`, `before_list` or `answered`, besides what the gate
    raises when the claim's last line is paid.
    """
    refuse_payment(line, paid_on=paid_on, reference=reference, now=now)
    values = {
        "state": LineState.PAID,
        "paid_on": paid_on,
        "bank_reference": reference.strip()[:60],
        "answered_at": now,
    }
    _answer(line, values)
    if line.commitment is not None:
        enter(line.commitment.budget, EntryKind.PAID, line.amount, claim=line.claim, actor=actor, now=now)
    audit.record(
        "subsidies.line.paid",
        actor=actor,
        subject=line.claim.case,
        at=now,
        batch=line.batch.number,
        serial=line.serial,
        amount=line.amount,
        reference=line.bank_reference,
    )
    _follow(line, actor=actor, now=now)
    return line


def refuse_payment(
    line: PaymentLine, *, paid_on: datetime.date, reference: str, now: datetime.datetime
) -> None:
    """Raise ValidationError unless the bank can have paid a line on a day under a reference."""
    if not reference.strip():
        raise ValidationError(
            {
                "bank_reference": ValidationError(
                    _("Enter the bank's reference of the transfer."), code="reference_missing"
                )
            }
        )
    if paid_on > timezone.localdate(now):
        raise ValidationError(
            {
                "paid_on": ValidationError(
                    _("The day of payment lies in the future. Enter the day on which the bank paid."),
                    code="future",
                )
            }
        )
    made_on = timezone.localdate(line.batch.made_at)
    if paid_on < made_on:
        message = _("The batch was made on %(day)s; the bank cannot have paid earlier. Correct the day.")
        raise ValidationError({"paid_on": ValidationError(message % {"day": made_on}, code="before_list")})


@transaction.atomic
def take_failure(line: PaymentLine, *, reason: str, actor: User, now: datetime.datetime) -> PaymentLine:
    """Mark a line as returned by the bank; it goes to the list of lines to be sent again, never by itself.

    Raises ValidationError `reason_missing` or `answered`.
    """
    if not reason.strip():
        raise ValidationError(
            {"reason": ValidationError(_("Enter the reason that the bank gave."), code="reason_missing")}
        )
    _answer(line, {"state": LineState.FAILED, "failure": reason.strip()[:200], "answered_at": now})
    audit.record(
        "subsidies.line.failed",
        actor=actor,
        subject=line.claim.case,
        at=now,
        batch=line.batch.number,
        serial=line.serial,
        amount=line.amount,
    )
    _follow(line, actor=actor, now=now)
    return line


def _answer(line: PaymentLine, values: Mapping[str, Any]) -> None:
    """Write the answer by compare-and-swap: a line is answered once."""
    if not PaymentLine.objects.filter(pk=line.pk, state=LineState.LISTED).update(**values):
        line.refresh_from_db()
        message = _("Line %(serial)s of batch %(batch)s was answered already: %(state)s.")
        raise ValidationError(
            message % {"serial": line.serial, "batch": line.batch.number, "state": line.get_state_display()},
            code="answered",
        )
    for field, value in values.items():
        setattr(line, field, value)


def _follow(line: PaymentLine, *, actor: User, now: datetime.datetime) -> None:
    """Close the batch with its last answer; move the claim when all its lines are paid or one came back."""
    waiting = PaymentLine.objects.filter(batch=line.batch_id, state=LineState.LISTED)
    if not waiting.exists():
        checked = PaymentBatch.objects.filter(pk=line.batch_id, state=BatchState.CHECKED)
        checked.update(state=BatchState.SETTLED)
    settle(line.claim, actor=actor, now=now)


def settle(claim: Claim, *, actor: User, now: datetime.datetime) -> None:
    """Take the claim's step that its payment lines call for: `pay`, `payment_fails` or none."""
    lines = PaymentLine.objects.filter(claim=claim)
    unmended = lines.filter(state=LineState.FAILED, followed_by=None)
    if unmended.exists():
        step_if_open(claim.case, "payment_fails", actor=actor, now=now)
    elif not lines.filter(state=LineState.LISTED).exists() and not payees_due(claim=claim):
        paid = lines.filter(state=LineState.PAID)
        amount = sum(paid.values_list("amount", flat=True))
        step_if_open(
            claim.case,
            "pay",
            actor=actor,
            now=now,
            data={"amount": amount, "references": sorted(set(paid.values_list("bank_reference", flat=True)))},
        )


def step_if_open(
    case: Case,
    name: str,
    *,
    actor: User,
    now: datetime.datetime,
    reason: str = "",
    data: Mapping[str, Any] | None = None,
    due_on: datetime.date | None = None,
) -> None:
    """Take a step where the case's procedure has it and it leads out of the present state.

    Claims that began on version 1 know no return and no recovery: their state stays, their lines tell.
    """
    case.refresh_from_db()
    steps = {step.name: step for step in procedure_of(case).transitions}
    if name in steps and case.state in steps[name].sources:
        advance(case, name, actor=actor, now=now, reason=reason, data=data, due_on=due_on)
