"""Who keeps honours and who holds them."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from office.people.enums import Role
from office.people.models import Courier, Organisation, User
from recognition.honours.actions import HonourFacts, record_honour
from recognition.honours.enums import HonourKind, Level
from recognition.honours.models import Honour
from tests.personas import person, user

NOW = datetime.datetime(2026, 9, 15, 3, 0, tzinfo=datetime.UTC)
TODAY = datetime.date(2026, 9, 15)


@pytest.fixture
def union(db: None) -> Organisation:
    return Organisation.objects.create(name="平安区总工会", is_department=True)


@pytest.fixture
def league(db: None) -> Organisation:
    return Organisation.objects.create(name="共青团平安区委", is_department=True)


@pytest.fixture
def officer(union: Organisation) -> User:
    return user("union", Role.UNION_OFFICER, organisation=union)


@pytest.fixture
def youth(league: Organisation) -> User:
    return user("youth", Role.YOUTH_OFFICER, organisation=league)


@pytest.fixture
def holder(db: None) -> Courier:
    return person("马福海", 15)


@pytest.fixture
def holder_user(holder: Courier) -> User:
    return user("holder", courier=holder)


@pytest.fixture
def record(union: Organisation, holder: Courier, officer: User) -> Callable[..., Honour]:
    def _record(**changes: Any) -> Honour:
        facts: dict[str, Any] = {
            "courier": holder,
            "kind": HonourKind.COMMENDATION,
            "title": "平安区劳动模范",
            "level": Level.DISTRICT,
            "issuer": "平安区人民政府",
            "document_number": "平政〔2026〕8号",
            "decided_on": datetime.date(2026, 4, 28),
            "keeper": union,
        }
        return record_honour(HonourFacts(**facts | changes), actor=officer, now=NOW)

    return _record
