"""Two departments with their people, a courier with an account, and the day on which all of it happens."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone

from office.enquiries import services
from office.enquiries.actions import ask
from office.enquiries.enums import Topic
from office.enquiries.models import Enquiry
from office.enquiries.services import Finished, Service
from office.people.enums import Role
from office.people.models import Courier, Organisation, User
from office.policy.enums import DayKind
from office.policy.models import CalendarDay
from tests.personas import person, user

NOW = datetime.datetime(2026, 3, 9, 10, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=8)))
#: Five working days after a Monday.
DUE = datetime.date(2026, 3, 16)
SERVICE = "trial"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    cache.clear()


@pytest.fixture
def bureau(db: None) -> Organisation:
    CalendarDay.objects.get_or_create(
        day=datetime.date(2026, 1, 1), defaults={"kind": DayKind.HOLIDAY, "name": "元旦"}
    )
    return Organisation.objects.create(name="平安区人社局", is_department=True)


@pytest.fixture
def union(db: None) -> Organisation:
    return Organisation.objects.create(name="平安区总工会", is_department=True)


@pytest.fixture
def clerk(bureau: Organisation) -> User:
    """Answers for the bureau."""
    return user("clerk", Role.REVIEWER, organisation=bureau)


@pytest.fixture
def leader(bureau: Organisation) -> User:
    """Decides what the bureau publishes."""
    return user("leader", Role.PUBLISHER, organisation=bureau)


@pytest.fixture
def other(union: Organisation) -> User:
    """Works for the union."""
    return user("other", Role.UNION_OFFICER, organisation=union)


@pytest.fixture
def courier(db: None) -> Courier:
    return person("马海龙", 1)


@pytest.fixture
def rider(courier: Courier) -> User:
    """The courier's account."""
    return user("rider", courier=courier)


@pytest.fixture
def asked(bureau: Organisation) -> Callable[..., Enquiry]:
    def _asked(**changes: Any) -> Enquiry:
        values: dict[str, Any] = {
            "kind": "question",
            "topic": Topic.SUBSIDY,
            "text": "补贴什么时候发放？",
            "department": bureau,
            "name": "韩小雪",
            "phone": "139 0000 0000",
            "may_be_published": True,
            "now": NOW,
        }
        return ask(**values | changes)

    return _asked


@pytest.fixture
def finished(monkeypatch: pytest.MonkeyPatch, clerk: User, courier: Courier) -> list[Finished]:
    """One kind of service, and what of it was finished for the courier."""
    done = [
        Finished(SERVICE, f"BT-2026-{serial:06d}", "培训补贴", NOW.date(), hand=clerk) for serial in (1, 2)
    ]
    trial = Service(SERVICE, "培训补贴", Topic.SUBSIDY, lambda of: done if of == courier else [])
    monkeypatch.setattr(services, "_services", {SERVICE: trial})
    return done
