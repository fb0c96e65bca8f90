"""A union with two officers, two firms, couriers with and without honours; all invented."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils import timezone

from office.casework.actions import advance
from office.people.enums import Role
from office.people.models import Courier, Employment, Organisation, User
from office.policy.models import CalendarDay, PolicyVersion, Source
from recognition.honours.enums import HonourKind, Level
from recognition.honours.models import Honour
from recognition.wellbeing import actions
from recognition.wellbeing.actions import ActivityFacts, BaseFacts, BatchFacts
from recognition.wellbeing.enums import CareKind, Mode
from recognition.wellbeing.models import Batch, CareActivity, Membership, RecuperationBase
from tests.personas import person, user

NOW = datetime.datetime(2026, 8, 6, 3, 0, tzinfo=datetime.UTC)
TODAY = datetime.date(2026, 8, 6)
DAY = datetime.timedelta(days=1)
RULES: dict[str, Any] = {
    "order": ["honour", "not_recent", "hard_post", "waiting"],
    "honour_years": 5,
    "recent_years": 3,
    "hard_posts": ["山区", "夜班"],
    "notice_days": 5,
    "erase_days": 30,
    "members_too": True,
}


def code_of(error: Any) -> str:
    """The code of a refusal, at a field or not."""
    refusal: ValidationError = error.value
    while hasattr(refusal, "error_dict"):
        refusal = next(iter(refusal.error_dict.values()))[0]
    return str(refusal.code)


def at(day: datetime.date) -> datetime.datetime:
    """Eleven in the morning of a day."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(11)))


@pytest.fixture(autouse=True)
def holidays(db: None) -> None:
    if not CalendarDay.objects.exists():
        import_module("office.policy.migrations.0002_holidays").enter(apps, None)


@pytest.fixture
def union(db: None) -> Organisation:
    return Organisation.objects.create(
        name="某区总工会", is_department=True, address="演示路1号", phone="0000-1"
    )


@pytest.fixture
def officer(union: Organisation) -> User:
    return user("龚会", Role.UNION_OFFICER, organisation=union)


@pytest.fixture
def chair(union: Organisation) -> User:
    return user("主席", Role.UNION_OFFICER, organisation=union)


@pytest.fixture
def firm(db: None) -> Organisation:
    return Organisation.objects.create(name="某快递公司", short_name="某快递", is_employer=True)


@pytest.fixture
def other_firm(db: None) -> Organisation:
    return Organisation.objects.create(name="另一快递公司", is_employer=True)


@pytest.fixture
def boss(firm: Organisation) -> User:
    return user("郝站长", Role.EMPLOYER_OPERATOR, organisation=firm)


@pytest.fixture
def reviewer(union: Organisation) -> User:
    bureau = Organisation.objects.create(name="某区人社局", is_department=True)
    return user("申初审", Role.REVIEWER, organisation=bureau)


@pytest.fixture
def make_courier(firm: Organisation) -> Callable[..., Courier]:
    """Enter a courier of the firm, with an honour if asked for."""

    def make(name: str, serial: int, *, honoured: bool = False, **work: Any) -> Courier:
        somebody = person(name, serial)
        Employment.objects.create(courier=somebody, **{"employer": firm, "started_on": TODAY, **work})
        if honoured:
            honour(somebody, TODAY - 100 * DAY)
        return somebody

    return make


def honour(somebody: Courier, decided_on: datetime.date) -> Honour:
    return Honour.objects.create(
        courier=somebody,
        kind=HonourKind.SELECTION,
        title="最美快递员",
        level=Level.DISTRICT,
        issuer="某区总工会",
        document_number=f"某工〔{decided_on.year}〕{somebody.id_number_masked[-4:]}号",
        decided_on=decided_on,
        recorded_at=NOW,
    )


@pytest.fixture
def courier(make_courier: Callable[..., Courier]) -> Courier:
    return make_courier("马䶮", 1)


@pytest.fixture
def rider(courier: Courier) -> User:
    return user("rider", courier=courier)


@pytest.fixture
def applied(courier: Courier, firm: Organisation, rider: User) -> Membership:
    return actions.apply_for_membership(courier, employer=firm, actor=rider, now=NOW)


@pytest.fixture
def member(applied: Membership, officer: User) -> Membership:
    return actions.admit(applied, admitted_on=TODAY, actor=officer, now=NOW)


@pytest.fixture
def make_activity(officer: User) -> Callable[..., CareActivity]:
    def make(kind: CareKind = CareKind.SUMMER, **changes: Any) -> CareActivity:
        facts = {"kind": kind, "title": "送清凉", "held_on": TODAY, "planned_fen": 100_000, **changes}
        return actions.plan_activity(ActivityFacts(**facts), actor=officer, now=NOW)

    return make


@pytest.fixture
def policy(db: None) -> PolicyVersion:
    source = Source.objects.create(title="疗养排序办法", number="某工〔2026〕1号")
    return PolicyVersion.objects.create(
        scheme="recuperation",
        label="2026",
        valid_from=datetime.date(2026, 1, 1),
        source=source,
        clause="第三条",
        parameters=RULES,
    )


@pytest.fixture
def base(officer: User) -> RecuperationBase:
    facts = BaseFacts(name="湟水疗养院", beds=40, address="河边1号")
    return actions.keep_base(None, facts, actor=officer, now=NOW)


@pytest.fixture
def make_batch(
    policy: PolicyVersion, base: RecuperationBase, union: Organisation, officer: User
) -> Callable[..., Batch]:
    """Plan a batch and begin to take answers, unless told otherwise."""

    def make(*, opened: bool = True, now: datetime.datetime = NOW, **changes: Any) -> Batch:
        first = timezone.localdate(now)
        facts = {
            "base": base,
            "mode": Mode.APPLICATION,
            "starts_on": first + 30 * DAY,
            "ends_on": first + 34 * DAY,
            "closes_on": first + 5 * DAY,
            "places": 2,
            "cost_fen": 200_000,
            "leader": officer,
            **changes,
        }
        made = actions.plan_batch(BatchFacts(**facts), union=union, actor=officer, now=now)
        if opened:
            advance(made.case, "open", actor=officer, now=now)
        return made

    return make
