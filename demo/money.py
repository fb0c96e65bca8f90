"""Money in every state: a batch paid, one with a payment that came back, one waiting, a recovery."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone

from office.audit import queries as audit
from office.people.models import User
from office.policy.calendar import working_day_after
from training.subsidies.actions import (
    check_batch,
    correct_account,
    order_recovery,
    record_failure,
    record_receipt,
)
from training.subsidies.enums import BatchState, LineState, RecoveryReason
from training.subsidies.models import Bank, Claim, PaymentBatch, PaymentLine, RecoveryOrder

# Invented: 99 stands for no bank.
BANKS = {
    "演示银行平安支行": "990000000018",
    "演示银行海东分行": "990000000026",
    "演示银行高铁新区支行": "990000000034",
}


@transaction.atomic
def show(users: dict[str, User], now: datetime.datetime) -> None:
    """Carry some of the claims further that were paid or listed; what was carried before stays."""
    for name, number in BANKS.items():
        Bank.objects.get_or_create(name=name, defaults={"union_number": number})
    _return_one(users, now)
    _ask_back(users, now)


def _return_one(users: dict[str, User], now: datetime.datetime) -> None:
    """Of the batches that wait, one goes to the bank and comes back with a payment that failed."""
    if PaymentLine.objects.filter(state=LineState.FAILED).exists():
        return
    waiting = PaymentBatch.objects.filter(state=BatchState.MADE).order_by("pk")
    batch = waiting.last()
    if batch is None or waiting.count() < 2:
        return
    claims = [line.claim for line in batch.lines.select_related("claim__case")]
    last = max(map(_last_deed, claims))
    moment = max(_at_least(batch.made_at, now, 0), last)
    checked = check_batch(batch, actor=users["approver"], now=moment)
    line = checked.lines.select_related("batch", "claim__case").get()
    moment = max(_at_least(batch.made_at, now, 1), last)
    record_failure(line, reason="收款人账号户名不符", actor=users["payer"], now=moment)
    line.refresh_from_db()
    correct_account(
        line,
        bank_name=next(iter(BANKS)),
        account="990000000099",
        reason="单位更换开户银行，已提供开户许可证",
        actor=users["payer"],
        now=moment,
    )


def _ask_back(users: dict[str, User], now: datetime.datetime) -> None:
    """Of two claims that were paid, a part is asked back: of one, half has come in, of the other, all."""
    if RecoveryOrder.objects.exists():
        return
    paid = PaymentLine.objects.filter(state=LineState.PAID, answered_at__isnull=False).order_by("-pk")
    for number, (line, parts) in enumerate(zip(paid, (2, 1), strict=False), start=1):
        _ask_for(line, number, parts, users, now)


def _ask_for(
    line: PaymentLine, number: int, parts: int, users: dict[str, User], now: datetime.datetime
) -> None:
    assert line.answered_at is not None
    ordered = max(_at_least(line.answered_at, now, 1), _last_deed(line.claim))
    day = timezone.localdate(ordered)
    order = order_recovery(
        line.claim,
        amount=line.amount // line.people,
        reason_class=RecoveryReason.INELIGIBLE,
        reason="回访核实，一名学员培训期间不在岗，按规定追回其补贴。",
        document_number=f"演示〔2026〕追{number}号",
        due_on=working_day_after(day, 15),
        actor=users["approver"],
        now=ordered,
    )
    record_receipt(
        order,
        amount=order.amount // parts,
        received_on=day,
        bank_reference=f"HK{order.pk:08d}",
        actor=users["payer"],
        now=ordered,
    )


def _last_deed(claim: Claim) -> datetime.datetime:
    """Return when somebody was last on a claim's case: deeds of the demonstration stand in order."""
    return audit.about(claim.case).order_by("-sequence")[0].at


def _at_least(earlier: datetime.datetime, now: datetime.datetime, working_days: int) -> datetime.datetime:
    """Return the same time of day so many working days later, never after now."""
    day = timezone.localdate(earlier)
    later = working_day_after(day, working_days) if working_days else day
    return min(earlier + (later - day), now)
