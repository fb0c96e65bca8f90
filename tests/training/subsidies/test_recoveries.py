"""Money asked back: never more than was paid, never more taken than was ordered."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from training.subsidies.actions import confirm_paid, order_recovery, record_receipt
from training.subsidies.models import Budget, Claim, RecoveryOrder

from .money import LATER, codes_of, state_of

DAY = LATER.date()
WORDS = {
    "reason_class": "ineligible",
    "reason": "经核查，培训期间不在岗。",
    "document_number": "平人社追〔2026〕1号",
    "due_on": DAY + datetime.timedelta(days=30),
}


@pytest.fixture
def claim(office, cashier) -> Claim:
    batch = cashier.sent()
    confirm_paid(batch, paid_on=DAY, bank_reference="LS-1", actor=office["payer"], now=LATER)
    return batch.lines.get().claim


@pytest.fixture
def order(office, claim) -> RecoveryOrder:
    return order_recovery(claim, amount=50_000, **WORDS, actor=office["approver"], now=LATER)


def test_the_approver_orders_money_back(office, claim, order) -> None:
    assert (order.number, order.outstanding, state_of(claim)) == (
        "ZH-2026-000001",
        50_000,
        "recovery_ordered",
    )
    claim.case.refresh_from_db()
    assert claim.case.due_on == WORDS["due_on"]
    with pytest.raises(ValidationError) as refused:
        order_recovery(claim, amount=1, **WORDS, actor=office["approver"], now=LATER)
    assert refused.value.code == "ordered_already"


@pytest.mark.parametrize(
    ("values", "field", "code"),
    [
        ({"amount": 80_001}, "amount", "amount"),
        ({"amount": 0}, "amount", "amount"),
        ({"document_number": " "}, "document_number", "document_missing"),
        ({"reason": " "}, "reason", "reason_missing"),
        ({"due_on": DAY - datetime.timedelta(days=1)}, "due_on", "past"),
    ],
)
def test_an_order_that_cannot_be_is_refused(office, claim, values, field, code) -> None:
    with pytest.raises(ValidationError) as refused:
        order_recovery(claim, **{"amount": 1, **WORDS, **values}, actor=office["approver"], now=LATER)
    assert codes_of(refused) == {field: [code]}


@pytest.mark.parametrize("who", ["payer", "reviewer", "agent", "stranger"])
def test_nobody_else_orders_it(office, claim, who) -> None:
    with pytest.raises(PermissionDenied):
        order_recovery(claim, amount=1, **WORDS, actor=office[who], now=LATER)


def test_nothing_is_asked_back_of_what_was_not_paid(office, cashier) -> None:
    with pytest.raises(ValidationError) as refused:
        order_recovery(cashier.cleared(), amount=1, **WORDS, actor=office["approver"], now=LATER)
    assert refused.value.code == "not_paid"


def test_money_comes_back_in_parts_and_returns_to_its_budget(office, claim, order) -> None:
    received = {"received_on": DAY, "actor": office["payer"], "now": LATER}
    record_receipt(order, amount=20_000, bank_reference="HK-1", **received)
    assert state_of(claim) == "recovery_ordered"
    for amount, reference, code in ((20_000, "HK-1", "receipt_known"), (30_001, "HK-2", "too_much")):
        with pytest.raises(ValidationError) as refused:
            record_receipt(order, amount=amount, bank_reference=reference, **received)
        assert list(codes_of(refused).values()) == [[code]]
    record_receipt(order, amount=30_000, bank_reference="HK-2", **received)
    assert state_of(claim) == "recovered"
    budget = Budget.objects.get()
    assert (budget.committed, budget.left) == (30_000, 9_970_000)
    assert list(budget.entries.values_list("kind", "amount"))[-2:] == [
        ("recovered", 20_000),
        ("recovered", 30_000),
    ]


def test_a_scheme_may_hand_recovered_money_over_to_the_treasury(office, claim, order) -> None:
    office.scheme.recovery_returns = False
    office.scheme.save()
    order.claim.scheme.refresh_from_db()
    receipt = record_receipt(
        order, amount=50_000, bank_reference="HK-1", received_on=DAY, actor=office["payer"], now=LATER
    )
    budget = Budget.objects.get()
    assert (receipt.budget, budget.committed) == (None, 80_000)
    assert budget.entries.last().kind == "surrendered"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"amount": 0}, {"amount": ["amount"]}),
        ({"received_on": DAY + datetime.timedelta(days=1)}, {"received_on": ["future"]}),
        ({"received_on": DAY - datetime.timedelta(days=1)}, {"received_on": ["before_order"]}),
        ({"bank_reference": " "}, {"bank_reference": ["reference_missing"]}),
    ],
)
def test_a_receipt_that_cannot_be_is_refused(office, order, values, code) -> None:
    given = {"amount": 1, "received_on": DAY, "bank_reference": "HK-1", **values}
    with pytest.raises(ValidationError) as refused:
        record_receipt(order, **given, actor=office["payer"], now=LATER)
    assert codes_of(refused) == code


def test_only_the_payer_records_receipts(office, order) -> None:
    with pytest.raises(PermissionDenied):
        record_receipt(
            order, amount=1, bank_reference="HK-1", received_on=DAY, actor=office["approver"], now=LATER
        )


def test_the_database_takes_no_more_than_was_ordered(order) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        RecoveryOrder.objects.filter(pk=order.pk).update(received=50_001)
