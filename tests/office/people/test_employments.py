import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from office.audit import queries as record
from office.people import actions
from office.people.models import Employment, Organisation, Station

from .conftest import NOW

pytestmark = pytest.mark.django_db


def day(text):
    return datetime.date.fromisoformat(text)


def deeds(subject):
    return list(record.about(subject).values_list("action", "data"))


def test_an_employment_begins(courier, employer, station):
    made = actions.start_employment(
        courier,
        employer=employer,
        station=station,
        post="快递员",
        started_on=day("2025-06-01"),
        contract_signed_on=day("2025-05-20"),
        contract_months=24,
        actor=None,
    )
    made.refresh_from_db()
    assert (made.courier, made.employer, made.station, made.post) == (courier, employer, station, "快递员")
    assert (made.started_on, made.ended_on) == (day("2025-06-01"), None)
    assert (made.contract_signed_on, made.contract_months) == (day("2025-05-20"), 24)
    assert deeds(courier)[1:] == [("people.employment.started", {"employer": "高原快递有限公司"})]


def test_beginning_again_gives_the_open_one(courier, employer):
    first = actions.start_employment(courier, employer=employer, post="快递员", actor=None)
    again = actions.start_employment(courier, employer=employer, post="站长", actor=None)
    assert (again, again.post) == (first, "快递员")
    assert len(deeds(courier)) == 2


def test_after_an_end_a_new_one_may_begin(courier, employer):
    first = actions.start_employment(courier, employer=employer, started_on=day("2024-01-01"), actor=None)
    actions.end_employment(first, ended_on=day("2024-12-31"), actor=None, now=NOW)
    second = actions.start_employment(courier, employer=employer, actor=None)
    assert second != first
    assert courier.employments.count() == 2


def test_an_end_is_recorded_and_happens_once(courier, employer):
    made = actions.start_employment(courier, employer=employer, started_on=day("2024-01-01"), actor=None)
    actions.end_employment(made, ended_on=day("2024-12-31"), actor=None, now=NOW)
    assert deeds(courier)[-1] == (
        "people.employment.ended",
        {"employer": "高原快递有限公司", "ended_on": "2024-12-31"},
    )
    with pytest.raises(ValidationError) as refusal:
        actions.end_employment(made, ended_on=day("2025-01-31"), actor=None, now=NOW)
    assert refusal.value.code == "moved_on"
    made.refresh_from_db()
    assert made.ended_on == day("2024-12-31")


def test_an_employment_does_not_end_on_a_later_day(courier, employer):
    made = actions.start_employment(courier, employer=employer, actor=None)
    with pytest.raises(ValidationError) as refusal:
        actions.end_employment(made, ended_on=day("2026-03-03"), actor=None, now=NOW)
    assert refusal.value.code == "in_future"
    assert actions.end_employment(made, ended_on=day("2026-03-02"), actor=None, now=NOW).ended_on


def test_an_end_before_the_beginning_is_refused(courier, employer):
    made = actions.start_employment(courier, employer=employer, started_on=day("2024-01-01"), actor=None)
    with pytest.raises(ValidationError) as refusal:
        actions.end_employment(made, ended_on=day("2023-12-31"), actor=None, now=NOW)
    assert refusal.value.code == "ends_before_start"


def test_only_an_employer_employs(courier, provider):
    with pytest.raises(ValidationError) as refusal:
        actions.start_employment(courier, employer=provider, actor=None)
    assert refusal.value.code == "not_an_employer"


def test_a_station_of_another_employer_is_refused(courier, employer):
    other = Organisation.objects.create(name="河谷速运有限公司", is_employer=True)
    station = Station.objects.create(employer=other, name="东村网点")
    with pytest.raises(ValidationError) as refusal:
        actions.start_employment(courier, employer=employer, station=station, actor=None)
    assert refusal.value.code == "other_employers_station"
    assert Employment.objects.count() == 0


def test_many_open_what_is_not_open_and_count_it(enter, employer, django_assert_num_queries):
    people = [enter(n) for n in range(1, 4)]
    actions.start_employment(people[0], employer=employer, actor=None)
    rows = [actions.EmploymentFacts(courier=each, employer=employer) for each in [*people, people[2]]]
    with django_assert_num_queries(4):  # savepoint, look, write, release
        assert actions.start_employments(rows, actor=None) == 2
    assert actions.start_employments(rows, actor=None) == 0
    assert Employment.objects.count() == 3


def test_the_database_holds_one_open_employment_with_an_employer(courier, employer):
    Employment.objects.create(courier=courier, employer=employer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Employment.objects.create(courier=courier, employer=employer)
