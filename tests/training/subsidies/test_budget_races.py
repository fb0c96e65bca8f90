"""Many approvals at once: a budget is never exceeded, and the naive way shows why it is written so."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction

from office.casework.models import Case
from office.people.actions import create_user, give_mandate
from office.people.enums import Role
from office.people.models import Courier, Organisation
from office.policy.models import PolicyVersion, Source
from training.courses.models import RecordedCertificate
from training.subsidies.actions import budgets
from training.subsidies.models import Budget, BudgetEntry, Claim, ClaimLine, Commitment, Scheme
from training.subsidies.queries import balances

from .races import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("two_connections")]
NOW = datetime.datetime(2026, 10, 12, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
CLAIMS, AMOUNT, ROOM = 24, 1_000, 10


@pytest.fixture
def budget(db: None) -> Budget:
    """A budget with room for ten of the claims."""
    scheme = Scheme.objects.create(code="race", name="竞速补贴", payee="provider")
    source = Source.objects.create(title="预算批复")
    made = Budget.objects.create(year=2026, scheme=scheme, amount=ROOM * AMOUNT)
    BudgetEntry.objects.create(budget=made, kind="opened", amount=made.amount, source=source, at=NOW)
    return made


@pytest.fixture
def claims(budget: Budget) -> list[Claim]:
    """Claims of one person's certificates, ready for approval: only what `commit` reads of them."""
    firm = Organisation.objects.create(name="某快递公司", is_employer=True)
    source = budget.entries.get().source
    version = PolicyVersion.objects.create(
        scheme="race", label="一", valid_from=NOW.date(), source=source, clause="一"
    )
    person = Courier.objects.create(
        name="马䶮", id_number_sealed=b"", id_number_index="0", birth_date=NOW.date(), sex="1", created_at=NOW
    )
    made = []
    for serial in range(CLAIMS):
        case = Case.objects.create(
            number=f"BT-{serial}",
            procedure="training_subsidy",
            flow_version=2,
            state="approved",
            title="补贴",
            organisation=firm,
            opened_at=NOW,
            entered_at=NOW,
        )
        claim = Claim.objects.create(
            case=case,
            claimant="employer",
            scheme=budget.scheme,
            policy_version=version,
            payee=firm,
            judged_on=NOW.date(),
        )
        ClaimLine.objects.create(
            claim=claim, courier=person, certificate=_paper(person, serial), eligible=True, amount=AMOUNT
        )
        made.append(claim)
    return made


def _paper(person: Courier, serial: int) -> RecordedCertificate:
    fields = {field.name for field in RecordedCertificate._meta.get_fields()}
    values = {
        "courier": person,
        "number": f"ZS-{serial}",
        "issued_on": NOW.date(),
        "occupation_code": "4-02-07-08",
        "occupation": "快递员",
        "level": "五级/初级工",
        "kind": "skill_level",
        "issuer": "某鉴定机构",
        "recorded_at": NOW,
    }
    return RecordedCertificate.objects.create(
        **{name: value for name, value in values.items() if name in fields}
    )


def _commit(claim: Claim) -> Callable[[], object]:
    mine = Claim.objects.get(pk=claim.pk)
    return lambda: budgets.commit(mine, actor=None, now=NOW)


def test_parallel_approvals_never_exceed_the_budget(budget: Budget, claims: list[Claim]) -> None:
    outcomes = at_once([_commit(claim) for claim in claims])
    assert outcomes == ["done"] * ROOM + ["over_budget"] * (CLAIMS - ROOM)
    budget.refresh_from_db()
    assert (budget.committed, budget.left) == (ROOM * AMOUNT, 0)
    assert Commitment.objects.count() == ROOM
    assert [balance.figure for balance in balances() if not balance.agrees] == []


def test_one_claim_approved_many_times_at_once_binds_once(budget: Budget, claims: list[Claim]) -> None:
    at_once([_commit(claims[0])] * 8)
    budget.refresh_from_db()
    assert (budget.committed, Commitment.objects.count()) == (AMOUNT, 1)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time")
def test_reading_first_and_writing_then_would_lose_money(budget: Budget) -> None:
    """The control: with the naive way the balance and what was approved part, so the test above has teeth."""
    read = threading.Barrier(CLAIMS)
    approved: list[int] = []

    def naive() -> None:
        with transaction.atomic():
            mine = Budget.objects.get(pk=budget.pk)
            read.wait(timeout=30)
            if mine.committed + AMOUNT <= mine.amount:
                mine.committed += AMOUNT
                mine.save(update_fields=["committed"])
                approved.append(AMOUNT)

    at_once([naive] * CLAIMS)
    budget.refresh_from_db()
    assert sum(approved) > budget.amount
    assert budget.committed < sum(approved)


def test_whoever_enters_a_budget_first_has_entered_it(budget: Budget) -> None:
    bureau = Organisation.objects.create(name="某区人社局", is_department=True)
    user = create_user("payer", display_name="拨付", actor=None)
    give_mandate(user, role=Role.PAYER, organisation=bureau, valid_from=NOW.date(), actor=None)
    source = budget.entries.get().source
    outcomes = at_once(
        [lambda: budgets.open_budget(budget.scheme, year=2027, amount=1, source=source, actor=user, now=NOW)]
        * 4
    )
    assert outcomes == ["budget_exists"] * 3 + ["done"]
