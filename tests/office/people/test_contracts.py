import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from office.audit.models import Entry
from office.people.actions import end_employment, record_contract, start_employment
from office.people.enums import Role

from .conftest import NOW

pytestmark = pytest.mark.django_db
SIGNED = datetime.date(2026, 3, 1)


@pytest.fixture
def job(registers, courier, employer):
    return start_employment(courier, employer=employer, started_on=SIGNED, actor=None)


def test_the_employer_enters_the_contract_and_the_record_keeps_what_stood_before(job, user, employer):
    boss = user("boss", Role.EMPLOYER_OPERATOR, organisation=employer)
    record_contract(job, signed_on=SIGNED, months=12, actor=boss)
    record_contract(job, signed_on=SIGNED, months=24, actor=boss)
    job.refresh_from_db()
    assert (job.contract_signed_on, job.contract_months) == (SIGNED, 24)
    deeds = Entry.objects.filter(action="people.contract.recorded").order_by("sequence")
    assert [(deed.data["before"]["months"], deed.data["after"]["months"]) for deed in deeds] == [
        (None, 12),
        (12, 24),
    ]


def test_another_employer_and_a_provider_do_not(job, user, employer, provider):
    for name, role, organisation in (
        ("rival", Role.EMPLOYER_OPERATOR, provider),
        ("agent", Role.PROVIDER_OPERATOR, employer),
    ):
        stranger = user(name, role, organisation=organisation)
        with pytest.raises(PermissionDenied):
            record_contract(job, signed_on=SIGNED, months=12, actor=stranger)
        with pytest.raises(PermissionDenied):
            end_employment(job, ended_on=SIGNED, actor=stranger, now=NOW)
    job.refresh_from_db()
    assert (job.contract_months, job.ended_on) == (None, None)


def test_only_the_registrar_enters_an_employment(registers, courier, employer, user):
    boss = user("boss", Role.EMPLOYER_OPERATOR, organisation=employer)
    with pytest.raises(PermissionDenied):
        start_employment(courier, employer=employer, actor=boss)
    registrar = user("keeper", Role.REGISTRAR)
    assert start_employment(courier, employer=employer, actor=registrar).employer == employer


def test_an_ended_employment_takes_no_contract(job):
    end_employment(job, ended_on=SIGNED, actor=None, now=NOW)
    with pytest.raises(ValidationError) as refused:
        record_contract(job, signed_on=SIGNED, months=12, actor=None)
    assert refused.value.code == "moved_on"
