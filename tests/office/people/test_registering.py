import datetime
import threading

import pytest
from cryptography.exceptions import InvalidTag
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, connections, transaction

from office.audit.models import Entry
from office.people import actions, queries
from office.people.actions import couriers as module
from office.people.models import Courier

NOW = datetime.datetime(2026, 3, 2, 9, 0, tzinfo=datetime.UTC)
LATER = NOW + datetime.timedelta(days=1)

pytestmark = pytest.mark.django_db


def test_a_person_is_entered_with_sealed_numbers(facts, number):
    made = actions.register_courier(facts(1, ethnicity="土族", education="高中"), actor=None, now=NOW)
    kept = Courier.objects.get()
    assert kept == made
    assert (kept.name, kept.sex, kept.birth_date) == ("马晓东", "1", datetime.date(1990, 3, 7))
    assert (kept.ethnicity, kept.education, kept.created_at) == ("土族", "高中", NOW)
    assert kept.id_number == number(1)
    assert kept.id_number_masked == f"99************{number(1)[-4:]}"
    assert (kept.phone, kept.phone_masked) == ("13800130001", "138****0001")
    row = str(Courier.objects.values().get())
    assert number(1) not in row
    assert "13800130001" not in row


def test_a_second_entry_gives_the_same_person_and_keeps_the_name(facts, courier):
    again = actions.register_courier(facts(1, name="马小东", phone="13900139000"), actor=None, now=LATER)
    assert again == courier
    assert (again.name, again.phone, again.created_at) == ("马晓东", "13800130001", NOW)
    assert Courier.objects.count() == 1


def test_entering_is_recorded_once(facts, reviewer):
    made = actions.register_courier(facts(1), actor=reviewer, now=NOW)
    actions.register_courier(facts(1), actor=reviewer, now=LATER)
    entries = Entry.objects.filter(action="people.courier.registered")
    assert list(entries.values_list("subject_id", "actor_id", "data")) == [(str(made.pk), reviewer.pk, {})]


def test_many_at_once_know_the_old_and_enter_the_new(facts, courier, number):
    rows = [facts(1), facts(2, name="韩青海"), facts(3, name="索南·扎西"), facts(2, name="韩青海")]
    found = actions.register_couriers(rows, actor=None, now=LATER)
    assert set(found) == {number(1), number(2), number(3)}
    assert found[number(1)] == courier
    assert {each.name for each in found.values()} == {"马晓东", "韩青海", "索南·扎西"}
    assert Courier.objects.count() == 3


def test_many_at_once_leave_the_recording_to_the_deed_they_belong_to(facts):
    actions.register_couriers([facts(1), facts(2)], actor=None, now=NOW)
    assert Entry.objects.count() == 0


def test_nobody_is_no_work(db, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert actions.register_couriers([], actor=None, now=NOW) == {}


def test_known_people_are_found_in_one_query_per_500(facts, number, django_assert_num_queries):
    rows = [facts(n) for n in range(1, 502)]
    actions.register_couriers(rows, actor=None, now=NOW)
    with django_assert_num_queries(2 + 2):  # savepoint and its release round two look-ups
        found = actions.register_couriers(rows, actor=None, now=NOW)
    assert len(found) == 501


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"id_number": "9901011990030700"}, "id_length"),
        ({"id_number": "990101199002300016"}, "id_birth_date"),
        ({"id_number": "990101199003070000"}, "id_checksum"),
        ({"name": "张3"}, "name"),
    ],
)
def test_facts_that_no_card_carries_are_refused_whole(facts, more, code):
    with pytest.raises(ValidationError) as refusal:
        actions.register_couriers([facts(2), facts(1, **more)], actor=None, now=NOW)
    assert refusal.value.code == code
    assert Courier.objects.count() == 0


def test_rare_characters_stay_as_received(facts):
    name = "\U00020bb7\uf9dc"
    made = actions.register_courier(facts(1, name=name), actor=None, now=NOW)
    made.refresh_from_db()
    assert made.name == name


def test_somebody_was_faster(facts, number, monkeypatch):
    """Between our look and our write another import enters the same person."""
    look, first = module.by_id_number, []

    def look_then_lose(numbers):
        found = look(numbers)
        if not first:
            first.append(True)
            actions.register_courier(facts(1, name="先到者"), actor=None, now=NOW)
        return found

    monkeypatch.setattr(module, "by_id_number", look_then_lose)
    found = actions.register_couriers([facts(1), facts(2)], actor=None, now=LATER)
    assert found[number(1)].name == "先到者"
    assert {number(1): found[number(1)]} == queries.by_id_number([number(1)])
    assert Courier.objects.count() == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite in memory has one writer")
def test_two_imports_at_once_give_one_row_a_person(facts):
    gate = threading.Barrier(2)

    def enter(order):
        gate.wait()
        try:
            actions.register_couriers([facts(n) for n in order], actor=None, now=NOW)
        finally:
            connections.close_all()

    orders = [list(range(1, 200)), list(range(199, 0, -1))]
    threads = [threading.Thread(target=enter, args=[order]) for order in orders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Courier.objects.count() == 199


def test_the_database_itself_holds_one_row_a_person(courier):
    twin = Courier.objects.get()
    twin.pk, twin._state.adding = "11111111-1111-4111-8111-111111111111", True
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


def test_a_ciphertext_moved_to_another_person_does_not_open(enter):
    first, second = enter(1), enter(2)
    Courier.objects.filter(pk=second.pk).update(id_number_sealed=bytes(first.id_number_sealed))
    second.refresh_from_db()
    with pytest.raises(InvalidTag):
        _ = second.id_number


def test_finding_by_number(courier, number):
    assert queries.by_id_number([number(1), number(2)]) == {number(1): courier}
