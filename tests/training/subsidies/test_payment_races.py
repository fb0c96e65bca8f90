"""Two at once with the same money: one is told that the other was faster, and nothing is paid twice."""

import datetime

import pytest

from training.subsidies.actions import (
    cancel_batch,
    commit_return,
    confirm_paid,
    order_recovery,
    receive_return,
)
from training.subsidies.actions.answers import take_success
from training.subsidies.exports.bank import take_bank_file
from training.subsidies.models import BankReturn, Claim, PaymentBatch, RecoveryOrder
from training.subsidies.queries import default_profile

from .money import LATER, TWO, workbook
from .races import at_once, overlapping

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("two_connections")]
DAY = LATER.date()


def test_a_line_that_is_being_paid_is_not_dropped_with_its_batch(office, cashier) -> None:
    batch, payer = cashier.sent(TWO, to_people=True), office["payer"]
    line = batch.lines.get(serial=1)
    outcomes = overlapping(
        lambda: take_success(line, paid_on=DAY, reference="LS-1", actor=payer, now=LATER),
        lambda: cancel_batch(batch, reason="选错银行", actor=payer, now=LATER),
    )
    assert outcomes == ["batch_answered", "done"]
    assert list(batch.lines.order_by("serial").values_list("state", flat=True)) == ["paid", "listed"]


def test_a_file_that_is_being_taken_keeps_its_batch(office, cashier) -> None:
    batch, payer = cashier.sent(), office["payer"]
    old = PaymentBatch.objects.get()
    outcomes = overlapping(
        lambda: take_bank_file(batch, actor=payer, now=LATER),
        lambda: cancel_batch(old, reason="选错银行", actor=payer, now=LATER),
    )
    assert outcomes == ["PermissionDenied", "done"]
    assert PaymentBatch.objects.get().state == "checked"


def test_a_return_sent_again_while_it_is_taken_in_stays_taken_in(office, cashier) -> None:
    batch, payer = cashier.sent(), office["payer"]
    file = {
        "profile": default_profile(),
        "content": workbook((batch.number, 1, "", "", 800, "成功", "", "", "LS-1")),
        "filename": "回盘.xlsx",
        "settled_on": DAY,
        "actor": payer,
        "now": LATER,
    }
    received = receive_return(**file)
    outcomes = overlapping(
        lambda: commit_return(received, actor=payer, now=LATER), lambda: receive_return(**file)
    )
    assert outcomes == ["done", "done"]
    assert BankReturn.objects.get().committed_at == LATER


def test_money_is_ordered_back_once(office, cashier) -> None:
    batch = cashier.sent()
    confirm_paid(batch, paid_on=DAY, bank_reference="LS-1", actor=office["payer"], now=LATER)
    approver = office["approver"]
    words = {
        "reason_class": "error",
        "reason": "多付",
        "document_number": "追〔2026〕1号",
        "due_on": DAY + datetime.timedelta(days=30),
    }
    claims = [Claim.objects.get() for _tab in range(3)]
    outcomes = at_once(
        [
            lambda claim=claim: order_recovery(claim, amount=1, **words, actor=approver, now=LATER)
            for claim in claims
        ]
    )
    assert outcomes == ["done", "ordered_already", "ordered_already"]
    assert RecoveryOrder.objects.count() == 1
