"""The event, its officer and those who are not."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from office.people.enums import Role
from office.people.models import Organisation, User
from recognition.competitions.models import Competition, Event
from tests.personas import user

DATA = Path(__file__).parents[2] / "data"
NOW = datetime.datetime(2026, 10, 20, 2, 0, tzinfo=datetime.UTC)
HONOURS = [
    {"name": "技术状元", "first": 1, "last": 1},
    {"name": "技术明星", "first": 2, "last": 3},
    {"name": "技术能手", "first": 4, "last": 8},
]


@pytest.fixture
def post(db: None) -> Organisation:
    return Organisation.objects.create(name="中国邮政集团平安区分公司", is_employer=True, is_department=True)


@pytest.fixture
def union(db: None) -> Organisation:
    return Organisation.objects.create(name="平安区总工会", is_department=True)


@pytest.fixture
def event(post: Organisation) -> Event:
    competition = Competition.objects.create(
        name="平安区第二届邮政快递业职业技能竞赛",
        year=2026,
        organiser=post,
        held_on=datetime.date(2026, 10, 18),
    )
    return Event.objects.create(
        code="DEMO-KDY", competition=competition, name="快递员", occupation_code="4-02-07-08", honours=HONOURS
    )


@pytest.fixture
def officer(post: Organisation) -> User:
    return user("officer", Role.COMPETITION_OFFICER, organisation=post)


@pytest.fixture
def other_officer(union: Organisation) -> User:
    return user("other officer", Role.COMPETITION_OFFICER, organisation=union)


@pytest.fixture
def reviewer(union: Organisation) -> User:
    return user("reviewer", Role.REVIEWER, organisation=union)


@pytest.fixture
def operator(post: Organisation) -> User:
    return user("operator", Role.PROVIDER_OPERATOR, organisation=post)
