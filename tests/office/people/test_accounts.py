"""The registrar's page of accounts, and the auditor's export."""

import uuid
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from office.audit import queries as record
from office.audit.models import Entry
from office.people import actions
from office.people.enums import Role
from office.people.models import User

pytestmark = pytest.mark.django_db

LIST = reverse("people:user_list")


def send(client, page, **values):
    return client.post(page, values | {"deed_key": str(uuid.uuid4())})


def test_the_registrar_opens_an_account_gives_and_revokes_a_mandate(signed_in, registrar, provider):
    client = signed_in(registrar)
    page = reverse("people:create_user")
    assert client.get(page).status_code == 200
    opened = send(client, page, username="han", display_name="韩青海", password="a-long-pass-phrase")
    assert (opened.status_code, opened["Location"]) == (302, LIST)
    han = User.objects.get(username="han")
    assert han.check_password("a-long-pass-phrase") is True

    page = reverse("people:give_mandate", args=[han.pk])
    assert client.get(page).status_code == 200
    given = send(client, page, role="trainer", organisation=provider.pk, valid_from="2026-03-01")
    assert (given.status_code, given["Location"]) == (302, LIST)
    mandate = han.mandates.get()
    assert (mandate.role, mandate.organisation, mandate.valid_to) == (Role.TRAINER, provider, None)
    assert [each.role for each in client.get(LIST, {"q": "han"}).context["object_list"][0].open_mandates] == [
        "trainer"
    ]

    page = reverse("people:end_mandate", args=[mandate.pk])
    assert client.get(page).status_code == 200
    assert han.mandates.filter(revoked_at=None).count() == 1
    assert send(client, page)["Location"] == LIST
    assert han.mandates.filter(revoked_at=None).count() == 0
    assert list(record.about(han).values_list("action", flat=True)) == [
        "people.user.created",
        "people.mandate.given",
        "people.mandate.ended",
    ]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"username": "registrar"}, "__all__"),
        ({"username": "a b"}, "username"),
        ({"password": "12345"}, "password"),
    ],
)
def test_an_account_that_cannot_be_is_refused(signed_in, registrar, more, field):
    values = {"username": "han", "display_name": "韩青海", "password": "a-long-pass-phrase"} | more
    response = send(signed_in(registrar), reverse("people:create_user"), **values)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert values["password"] not in response.content.decode()
    assert User.objects.count() == 1


def test_a_registrar_cannot_give_a_mandate_to_self(signed_in, registrar, bureau):
    page = reverse("people:give_mandate", args=[registrar.pk])
    response = send(signed_in(registrar), page, role="payer", organisation=bureau.pk, valid_from="2026-03-01")
    assert (response.status_code, registrar.mandates.count()) == (403, 1)


def test_nobody_else_sees_accounts(signed_in, reviewer, auditor, stranger, client):
    pages = [
        LIST,
        reverse("people:create_user"),
        reverse("people:give_mandate", args=[reviewer.pk]),
        reverse("people:end_mandate", args=[reviewer.mandates.get().pk]),
    ]
    for someone in (reviewer, auditor, stranger):
        assert [signed_in(someone).get(page).status_code for page in pages] == [403] * 4
    assert [client.get(page).status_code for page in pages] == [302] * 4


def test_accounts_are_filtered(signed_in, registrar, reviewer, stranger):
    client = signed_in(registrar)

    def found(**query):
        return [each.username for each in client.get(LIST, query).context["object_list"]]

    assert found(role="reviewer") == ["reviewer"]
    assert found(q="stran") == ["stranger"]
    assert sorted(found()) == ["registrar", "reviewer", "stranger"]


def test_the_list_costs_the_same_with_one_and_three_accounts(signed_in, registrar, user):
    client = signed_in(registrar)

    def cost():
        client.get(LIST)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(LIST).status_code == 200
        return len(captured)

    before = cost()
    user("second", Role.PAYER, Role.APPROVER)
    user("third", Role.EDITOR)
    assert cost() == before


def test_the_record_leaves_as_a_workbook_and_says_so(signed_in, auditor, registrar, courier):
    actions.reveal_id_number(courier, reason="核对身份证", actor=registrar)
    action = "people.id_number.revealed"
    response = signed_in(auditor).get(reverse("people:record"), {"action": action, "format": "xlsx"})
    sheet = openpyxl.load_workbook(BytesIO(response.content)).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    entry = Entry.objects.get(action=action)
    assert len(rows) == 2
    assert [rows[1][0], rows[1][2], rows[1][4], rows[1][5], rows[1][7]] == [
        entry.sequence,
        "registrar 甲",
        action,
        "马晓东",
        entry.digest,
    ]
    taken = Entry.objects.get(action="people.record.exported")
    assert (taken.actor_id, taken.data["rows"]) == (auditor.pk, 1)
