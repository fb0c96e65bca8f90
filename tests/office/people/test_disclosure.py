"""A full ID number is shown to those who may, for a reason, once, and the record knows."""

import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.urls import reverse

from office.audit.models import Entry
from office.people import actions, queries
from office.people.enums import Role

pytestmark = pytest.mark.django_db

REASON = "发放前核对身份证"


def test_the_number_is_given_and_recorded(courier, reviewer, number):
    assert actions.reveal_id_number(courier, reason=f"  {REASON} ", actor=reviewer) == number(1)
    entry = Entry.objects.get(action="people.id_number.revealed")
    assert (entry.actor_id, entry.subject_id, entry.data) == (
        reviewer.pk,
        str(courier.pk),
        {"reason": REASON},
    )


@pytest.mark.parametrize("role", [Role.APPROVER, Role.PAYER, Role.AUDITOR, Role.EDITOR, Role.UNION_OFFICER])
def test_staff_without_the_permission_are_refused(courier, user, role):
    with pytest.raises(PermissionDenied):
        actions.reveal_id_number(courier, reason=REASON, actor=user("somebody", role))
    assert Entry.objects.filter(action="people.id_number.revealed").count() == 0


def test_an_operator_sees_only_people_of_the_own_classes(registers, courier, enter, operator, number):
    queries.register_scope(lambda user: Q(pk=courier.pk))
    assert actions.reveal_id_number(courier, reason=REASON, actor=operator) == number(1)
    with pytest.raises(PermissionDenied):
        actions.reveal_id_number(enter(2), reason=REASON, actor=operator)


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        ("", "reason_required"),
        ("  ", "reason_required"),
        ("x", "reason_required"),
        ("核对 13800138000", "reason_number"),
    ],
)
def test_a_reason_is_needed_and_holds_no_number(courier, reviewer, reason, code):
    with pytest.raises(ValidationError) as refusal:
        actions.reveal_id_number(courier, reason=reason, actor=reviewer)
    assert refusal.value.code == code
    assert Entry.objects.filter(action="people.id_number.revealed").count() == 0


@pytest.fixture
def page(courier):
    return reverse("people:reveal_id_number", args=[courier.pk])


def send(client, page, reason=REASON, key=None):
    key = key or re.search(r'name="deed_key" value="([^"]+)"', client.get(page).content.decode())[1]
    return key, client.post(page, {"reason": reason, "deed_key": key})


def test_asking_shows_nothing_and_records_nothing(page, signed_in, reviewer, number):
    response = signed_in(reviewer).get(page)
    assert response.status_code == 200
    assert number(1) not in response.content.decode()
    assert Entry.objects.filter(action="people.id_number.revealed").count() == 0


def test_the_answer_shows_the_number_once_and_is_not_kept(page, courier, signed_in, reviewer, number):
    client = signed_in(reviewer)
    key, response = send(client, page)
    body = response.content.decode()
    assert response.status_code == 200
    assert body.count(number(1)) == 1
    assert 'data-hide-after="60"' in body
    assert response["Cache-Control"] == "no-store, private"
    # Loading the answer again sends the same form: no number, no second line in the record.
    again = client.post(page, {"reason": REASON, "deed_key": key})
    assert (again.status_code, again["Location"]) == (302, courier.get_absolute_url())
    assert Entry.objects.filter(action="people.id_number.revealed").count() == 1
    assert number(1) not in client.get(courier.get_absolute_url()).content.decode()


def test_a_reason_is_asked_again(page, signed_in, reviewer, number):
    _key, response = send(signed_in(reviewer), page, reason=" ")
    assert response.status_code == 422
    assert number(1) not in response.content.decode()


def test_who_may_not_is_refused(page, signed_in, auditor, stranger, client):
    assert signed_in(auditor).get(page).status_code == 403
    assert signed_in(stranger).get(page).status_code == 404
    assert client.get(page).status_code == 302


def test_the_person_reads_who_looked(courier, reviewer, user, signed_in):
    actions.reveal_id_number(courier, reason=REASON, actor=reviewer)
    body = signed_in(user("courier", courier=courier)).get(courier.get_absolute_url()).content.decode()
    assert (REASON in body, "reviewer 甲" in body) == (True, True)


def test_no_deed_of_the_registry_puts_a_number_into_the_record(courier, reviewer, number, employer):
    actions.reveal_id_number(courier, reason=REASON, actor=reviewer)
    actions.start_employment(courier, employer=employer, actor=reviewer)
    text = str(list(Entry.objects.values()))
    assert (number(1) in text, "13800130001" in text) == (False, False)
