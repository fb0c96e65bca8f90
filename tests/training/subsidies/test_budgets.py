"""The budget of a year: what is committed never exceeds it, and the ledger tells how it came so."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from office.policy.models import Source
from training.subsidies.actions import budgets
from training.subsidies.models import Budget, Claim

from .conftest import NOW, Office


@pytest.fixture
def document(db: None) -> Source:
    return Source.objects.create(title="关于下达2026年培训补贴资金的通知", number="示例〔2026〕1号")


@pytest.fixture
def budget(office: Office, document: Source) -> Budget:
    return budgets.open_budget(
        office.scheme, year=2026, amount=100_000, source=document, actor=office["payer"], now=NOW
    )


def amounts(budget: Budget) -> tuple[int, int, int]:
    budget.refresh_from_db()
    return budget.amount, budget.committed, budget.left


def kinds(budget: Budget) -> list[tuple[str, int]]:
    return list(budget.entries.values_list("kind", "amount"))


def test_a_claim_binds_its_money_once(office: Office, budget: Budget, claim: Claim) -> None:
    made = budgets.commit(claim, actor=office["approver"], now=NOW)
    assert made.amount == 80_000
    assert budgets.commit(claim, actor=office["approver"], now=NOW) == made
    assert amounts(budget) == (100_000, 80_000, 20_000)
    assert kinds(budget) == [("opened", 100_000), ("committed", 80_000)]


def test_what_is_released_may_be_bound_again(office: Office, budget: Budget, claim: Claim) -> None:
    budgets.commit(claim, actor=office["approver"], now=NOW)
    budgets.release(claim, actor=office["approver"], now=NOW, reason="异议成立")
    assert amounts(budget) == (100_000, 0, 100_000)
    assert budgets.release(claim, actor=office["approver"], now=NOW, reason="异议成立") is None
    budgets.commit(claim, actor=office["approver"], now=NOW)
    assert amounts(budget) == (100_000, 80_000, 20_000)
    assert [kind for kind, _amount in kinds(budget)] == ["opened", "committed", "released", "committed"]


def test_a_claim_beyond_the_budget_is_refused_and_nothing_is_written(
    office: Office, budget: Budget, claim: Claim, document: Source
) -> None:
    budgets.amend_budget(budget, change=-20_001, source=document, note="调减", actor=office["payer"], now=NOW)
    with pytest.raises(ValidationError) as refusal:
        budgets.commit(claim, actor=office["approver"], now=NOW)
    assert refusal.value.code == "over_budget"
    assert amounts(budget) == (79_999, 0, 79_999)
    assert not claim.commitments.exists()


def test_a_year_without_a_budget_approves_nothing(office: Office, budget: Budget, claim: Claim) -> None:
    with pytest.raises(ValidationError) as refusal:
        budgets.commit(claim, actor=office["approver"], now=NOW.replace(year=2027))
    assert refusal.value.code == "no_budget"


def test_a_budget_is_never_lowered_below_what_is_committed(
    office: Office, budget: Budget, claim: Claim, document: Source
) -> None:
    budgets.commit(claim, actor=office["approver"], now=NOW)
    with pytest.raises(ValidationError) as refusal:
        budgets.amend_budget(
            budget, change=-20_001, source=document, note="调减", actor=office["payer"], now=NOW
        )
    assert [fault.code for fault in refusal.value.error_dict["change"]] == ["below_committed"]
    budgets.amend_budget(budget, change=-20_000, source=document, note="调减", actor=office["payer"], now=NOW)
    assert amounts(budget) == (80_000, 80_000, 0)
    with pytest.raises(IntegrityError), transaction.atomic():
        Budget.objects.filter(pk=budget.pk).update(amount=79_999)


@pytest.mark.parametrize("who", ["agent", "reviewer", "approver", "stranger"])
def test_only_the_payment_officer_keeps_budgets(
    office: Office, budget: Budget, document: Source, who: str
) -> None:
    with pytest.raises(PermissionDenied):
        budgets.open_budget(office.scheme, year=2027, amount=1, source=document, actor=office[who], now=NOW)
    with pytest.raises(PermissionDenied):
        budgets.amend_budget(budget, change=1, source=document, note="", actor=office[who], now=NOW)


@pytest.mark.parametrize(("year", "amount", "code"), [(2026, 1, "budget_exists"), (2027, 0, "amount")])
def test_what_cannot_be_a_budget_is_refused(
    office: Office, budget: Budget, document: Source, year: int, amount: int, code: str
) -> None:
    with pytest.raises(ValidationError) as refusal:
        budgets.open_budget(
            office.scheme, year=year, amount=amount, source=document, actor=office["payer"], now=NOW
        )
    faults = refusal.value.error_dict["amount"] if amount == 0 else [refusal.value]
    assert [fault.code for fault in faults] == [code]
