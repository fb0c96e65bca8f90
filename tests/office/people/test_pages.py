import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from office.people import actions, queries
from office.people.enums import Role
from office.people.models import Organisation, Station

pytestmark = pytest.mark.django_db

LIST = reverse("people:courier_list")


def search(client, text):
    """Send the search form; return (address, names found), or (None, messages) when it is refused."""
    response = client.post(LIST, {"q": text})
    if response.status_code == 422:
        return None, response.context["form"].errors.as_data()["q"][0].code
    found = client.get(response["Location"])
    return response["Location"], [each.name for each in found.context["object_list"]]


@pytest.fixture
def people(enter):
    return [enter(1), enter(2, name="韩青海"), enter(3, name="韩青海")]


def test_nobody_is_listed_before_a_search(signed_in, reviewer, people):
    response = signed_in(reviewer).get(LIST)
    assert (response.status_code, list(response.context["object_list"])) == (200, [])


@pytest.mark.parametrize(
    "text", ["马晓东", " 马 晓 东 ", "13800130001", "+86 138 0013 0001", "１３８００１３０００１"]
)
def test_a_whole_name_or_phone_finds(signed_in, reviewer, people, text):
    assert search(signed_in(reviewer), text)[1] == ["马晓东"]


def test_a_whole_id_number_finds_however_it_is_typed(signed_in, reviewer, people, number):
    client, spaced = signed_in(reviewer), f" {number(1)[:6]} {number(1)[6:]} "
    assert search(client, number(1))[1] == ["马晓东"]
    assert search(client, spaced)[1] == ["马晓东"]


def test_no_number_stands_in_an_address(signed_in, reviewer, people, number):
    client = signed_in(reviewer)
    for text in (number(1), "13800130001"):
        address, _names = search(client, text)
        assert text not in address
        assert text not in client.get(address).content.decode()


def test_several_of_a_name_are_listed(signed_in, reviewer, people):
    assert search(signed_in(reviewer), "韩青海")[1] == ["韩青海", "韩青海"]


@pytest.mark.parametrize("text", ["韩", "韩青", "1380013"])
def test_part_of_a_value_finds_nobody(signed_in, reviewer, people, text):
    assert search(signed_in(reviewer), text)[1] in ([], "name", "number")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "required"),
        ("马晓东!", "name"),
        ("1380013", "number"),
        ("990101199003070000", "id_checksum"),
        ("990101199002300016", "id_birth_date"),
        ("99010119900307001", "id_length"),
    ],
)
def test_a_text_that_cannot_be_a_value_is_refused_and_not_repeated(signed_in, reviewer, text, code):
    client = signed_in(reviewer)
    assert search(client, text) == (None, code)
    if text:
        assert text not in client.post(LIST, {"q": text}).content.decode()


def test_a_search_finds_only_whom_one_may_see(registers, signed_in, operator, people):
    client = signed_in(operator)
    assert search(client, "马晓东")[1] == []
    queries.register_scope(lambda user: Q(name="马晓东"))
    assert search(client, "马晓东")[1] == ["马晓东"]
    assert search(client, "韩青海")[1] == []


def test_a_person_out_of_sight_is_not_there(registers, signed_in, operator, stranger, user, people, client):
    address = people[0].get_absolute_url()
    assert signed_in(operator).get(address).status_code == 404
    assert signed_in(stranger).get(address).status_code == 404
    assert signed_in(user("another", courier=people[1])).get(address).status_code == 404
    assert signed_in(user("own", courier=people[0])).get(address).status_code == 200
    assert client.get(address).status_code == 302
    queries.register_scope(lambda user: Q(name="马晓东"))
    assert signed_in(operator).get(address).status_code == 200


def test_a_person_s_page_masks_numbers_and_shows_employments(signed_in, registrar, courier, employer, number):
    actions.start_employment(courier, employer=employer, post="快递员", actor=None)
    body = signed_in(registrar).get(courier.get_absolute_url()).content.decode()
    assert (number(1) in body, "13800130001" in body, "1990-03-07" in body) == (False, False, False)
    assert (courier.id_number_masked in body, "138****0001" in body, "1990-03" in body) == (True, True, True)
    assert "高原快递有限公司" in body


def test_panels_of_other_rooms_are_shown(registers, signed_in, registrar, courier):
    registers.register_panel(lambda courier, user: ("people/_disclosures.html", {"disclosures": []}))
    response = signed_in(registrar).get(courier.get_absolute_url())
    assert len(response.context["panels"]) == 1


def consent_form(**more):
    key = "0b1c6f4e-8f0d-4a35-9d2f-2f7f5f1b6a10"
    values = {"purpose": "story", "text_version": "2026-01", "channel": "paper", "given_on": "2026-03-01"}
    return values | {"deed_key": key} | more


def test_a_consent_is_entered_and_withdrawn(signed_in, registrar, courier):
    client = signed_in(registrar)
    page = reverse("people:give_consent", args=[courier.pk])
    assert client.get(page).status_code == 200
    for _time in range(2):
        assert client.post(page, consent_form())["Location"] == courier.get_absolute_url()
    consent = courier.consents.get()
    page = reverse("people:withdraw_consent", args=[consent.pk])
    assert client.get(page).status_code == 200
    consent.refresh_from_db()
    assert consent.withdrawn_at is None
    client.post(page, {"deed_key": "0b1c6f4e-8f0d-4a35-9d2f-2f7f5f1b6a11"})
    consent.refresh_from_db()
    assert consent.withdrawn_at is not None
    assert client.get(courier.get_absolute_url()).status_code == 200


def test_a_refused_consent_keeps_the_entries(signed_in, registrar, courier):
    page = reverse("people:give_consent", args=[courier.pk])
    response = signed_in(registrar).post(page, consent_form(expires_on="2026-02-01"))
    assert (response.status_code, courier.consents.count()) == (422, 0)
    assert 'value="2026-01"' in response.content.decode()


def test_consents_of_others(signed_in, registrar, reviewer, operator, courier):
    consent = actions.give_consent(
        courier, purpose="story", text_version="1", channel="paper", given_on="2026-03-01", actor=None
    )
    page = reverse("people:withdraw_consent", args=[consent.pk])
    assert signed_in(reviewer).get(page).status_code == 403
    assert signed_in(operator).get(page).status_code == 404
    assert signed_in(reviewer).get(reverse("people:give_consent", args=[courier.pk])).status_code == 403


def test_organisations(signed_in, reviewer, operator, stranger, provider, employer, station):
    address = reverse("people:organisation_list")
    client = signed_in(reviewer)
    assert {each.name for each in client.get(address).context["object_list"]} == {
        "平安区人力资源和社会保障局",
        "河湟职业培训学校",
        "高原快递有限公司",
    }
    found = client.get(address, {"q": "高原", "kind": "is_employer"}).context["object_list"]
    assert [(each.name, each.station_count, each.employed_count) for each in found] == [
        ("高原快递有限公司", 1, 0)
    ]
    Organisation.objects.filter(pk=employer.pk).update(credit_code="91350100M000100Y43")
    typed = client.get(address, {"q": "91350100-m000100y43"}).context["object_list"]
    assert [each.name for each in typed] == ["高原快递有限公司"]
    assert "古驿大道网点" in client.get(employer.get_absolute_url()).content.decode()
    assert [each.name for each in signed_in(operator).get(address).context["object_list"]] == [
        "河湟职业培训学校"
    ]
    assert signed_in(operator).get(employer.get_absolute_url()).status_code == 404
    assert signed_in(stranger).get(address).status_code == 403


def test_the_record_is_for_auditors(signed_in, auditor, registrar, courier, client):
    address = reverse("people:record")
    actions.reveal_id_number(courier, reason="核对身份证", actor=registrar)
    shown = signed_in(auditor).get(address, {"action": "people.id_number.revealed"})
    assert [(entry.actor_label, entry.subject_label) for entry, _label in shown.context["deeds"]] == [
        ("registrar 甲", "马晓东")
    ]
    assert signed_in(registrar).get(address).status_code == 403
    assert client.get(address).status_code == 302


def test_the_record_is_filtered_by_who_and_day(signed_in, auditor, registrar, courier):
    actions.reveal_id_number(courier, reason="核对身份证", actor=registrar)
    client, address = signed_in(auditor), reverse("people:record")

    def found(**query):
        return len(client.get(address, query).context["deeds"])

    everything = found()
    assert everything > 1
    assert found(actor="registrar") == 1
    assert found(actor="nobody") == 0
    assert found(first="2000-01-01", last="2100-01-01") == everything
    assert found(last="2000-01-01") == 0
    assert found(first="2100-01-01") == 0
    assert found(action="no.such.deed") == 0


def queries_of(client, address):
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_lists_cost_the_same_with_one_and_three_rows(signed_in, user, enter, employer, station):
    client = signed_in(user("officer", Role.REGISTRAR, Role.AUDITOR))
    people, organisations = f"{LIST}?name=马晓东", reverse("people:organisation_list")
    record = reverse("people:record") + "?action=people.courier.registered"

    def person(sequence):
        made = enter(sequence)
        actions.start_employment(made, employer=employer, station=station, actor=None)
        return made.get_absolute_url()

    detail = person(1)
    addresses = [people, organisations, record, detail, employer.get_absolute_url()]
    Organisation.objects.exclude(pk=employer.pk).filter(mandates=None).delete()
    before = [queries_of(client, address) for address in addresses]
    for sequence in (2, 3):
        person(sequence)
        other = Organisation.objects.create(name=f"快递公司 {sequence}", is_employer=True)
        Station.objects.create(employer=other, name="网点")
        Station.objects.create(employer=employer, name=f"网点 {sequence}")
    assert [queries_of(client, address) for address in addresses] == before
