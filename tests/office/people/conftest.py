"""Personas of the registry. Identity numbers carry the area code 990101, which no place has."""

import datetime

import pytest
from django.test import Client

from office.people import actions, queries
from office.people.enums import Role
from office.people.identifiers import id_check_character
from office.people.models import Organisation, Station

NOW = datetime.datetime(2026, 3, 2, 9, 0, tzinfo=datetime.UTC)
LONG_AGO = datetime.date(2020, 1, 1)


def id_number(sequence=1, born="19900307"):
    """A well-formed number; odd sequences are men's, even ones women's."""
    head = f"990101{born}{sequence:03d}"
    return head + id_check_character(head)


@pytest.fixture
def number():
    return id_number


@pytest.fixture
def facts():
    def make(sequence=1, **more):
        values = {"name": "马晓东", "id_number": id_number(sequence), "phone": f"1380013{sequence:04d}"}
        return actions.CourierFacts(**values | more)

    return make


@pytest.fixture
def enter(db, facts):
    """Enter a courier: enter(1, name="…")."""

    def make(sequence=1, **more):
        return actions.register_courier(facts(sequence, **more), actor=None, now=NOW)

    return make


@pytest.fixture
def courier(enter):
    return enter(1)


@pytest.fixture
def bureau(db):
    return Organisation.objects.create(name="平安区人力资源和社会保障局", is_department=True)


@pytest.fixture
def provider(db):
    return Organisation.objects.create(name="河湟职业培训学校", is_provider=True)


@pytest.fixture
def employer(db):
    return Organisation.objects.create(name="高原快递有限公司", short_name="高原快递", is_employer=True)


@pytest.fixture
def station(employer):
    return Station.objects.create(employer=employer, name="古驿大道网点")


@pytest.fixture
def user(bureau):
    """Make a user who acts in a role: user("reviewer", Role.REVIEWER)."""

    def make(username, *roles, organisation=None, courier=None):
        made = actions.create_user(
            username, display_name=f"{username} 甲", password="pa55-word-long", courier=courier, actor=None
        )
        for role in roles:
            actions.give_mandate(
                made, role=role, organisation=organisation or bureau, valid_from=LONG_AGO, actor=None
            )
        return made

    return make


@pytest.fixture
def registrar(user):
    return user("registrar", Role.REGISTRAR)


@pytest.fixture
def reviewer(user):
    return user("reviewer", Role.REVIEWER)


@pytest.fixture
def auditor(user):
    return user("auditor", Role.AUDITOR)


@pytest.fixture
def operator(user, provider):
    return user("operator", Role.PROVIDER_OPERATOR, organisation=provider)


@pytest.fixture
def stranger(user):
    """Signed in, but acting for nobody."""
    return user("stranger")


@pytest.fixture
def signed_in():
    def make(someone):
        client = Client()
        client.force_login(someone, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return make


@pytest.fixture
def registers(monkeypatch):
    """Empty registers of scopes and panels, put back afterwards."""
    monkeypatch.setattr(queries, "_scopes", [])
    monkeypatch.setattr(queries, "_panels", [])
    return queries
