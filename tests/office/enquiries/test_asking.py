"""Asking without signing in: the receipt, the day due, what is refused, how long who wrote is kept."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client

from office.audit.models import Entry
from office.enquiries import limits
from office.enquiries.actions import Asker, answer, erase_contacts, reveal_asker
from office.enquiries.actions.asking import is_own_path
from office.enquiries.models import Enquiry
from office.people.models import Organisation, User
from tests.office.enquiries.conftest import DUE, NOW

Asked = Callable[..., Enquiry]
FORM = {"topic": "subsidy", "text": "补贴什么时候发放？", "agreed": "on"}


def send(client: Client, address: str, **values: Any) -> Any:
    key = client.get(address).context["deed_key"]
    return client.post(address, {"deed_key": key, **values})


def test_a_visitor_asks_and_gets_a_receipt(client: Client, bureau: Organisation) -> None:
    sent = send(
        client, "/enquiries/ask/", **FORM, department=bureau.pk, phone="13900000000", may_be_published="on"
    )
    enquiry = Enquiry.objects.get()
    assert (sent.status_code, sent["Location"]) == (302, f"/enquiries/{enquiry.receipt_number}/receipt/")
    assert (enquiry.department, enquiry.due_on, enquiry.may_be_published) == (bureau, DUE, True)
    receipt = client.get(sent["Location"])
    assert (enquiry.receipt_number in receipt.content.decode(), enquiry.text in receipt.content.decode()) == (
        True,
        False,
    )
    assert (receipt["Cache-Control"], receipt["X-Robots-Tag"]) == (
        "no-store, private",
        "noindex, nofollow, noarchive",
    )
    (deed,) = Entry.objects.all()
    assert (deed.action, deed.actor_id, "13900000000" in str(deed.data)) == (
        "enquiries.enquiry.received",
        None,
        False,
    )
    assert b"13900000000" not in bytes(enquiry.contact_sealed)


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"agreed": ""}, "agreed", "required"),
        ({"text": "我的身份证630102199001011234"}, "text", "identifier_shown"),
        ({"text": "打我电话139 0000 0000"}, "text", "identifier_shown"),
        ({"phone": "12"}, "phone", "phone"),
        ({"website": "http://spam.example/"}, "website", "program"),
        ({"topic": ""}, "topic", "required"),
        ({"text": "  "}, "text", "required"),
    ],
)
def test_what_is_refused(
    client: Client, bureau: Organisation, changes: dict[str, str], field: str, code: str
) -> None:
    sent = send(client, "/enquiries/ask/", **FORM | changes)
    assert sent.status_code == 422
    assert [error.code for error in sent.context["form"].errors.as_data()[field]] == [code]
    assert Enquiry.objects.count() == 0


def test_a_flood_is_stopped(client: Client, bureau: Organisation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "WRITTEN_AN_HOUR", 1)
    assert [send(client, "/enquiries/ask/", **FORM).status_code for _ in range(2)] == [302, 422]
    monkeypatch.setattr(limits, "LOOKS_AN_HOUR", 0)
    assert client.post("/enquiries/follow/", {"number": "ZX"}).status_code == 422


def test_an_error_is_told_from_the_foot_of_the_page(client: Client, bureau: Organisation) -> None:
    foot = client.get("/notices/").content.decode()
    assert 'href="/enquiries/correct/?page=/notices/"' in foot
    form = client.get("/enquiries/correct/?page=/notices/").context["form"]
    assert form["page"].value() == "/notices/"
    sent = send(client, "/enquiries/correct/", page="/notices/", text="电话号码不对", agreed="on")
    found = Enquiry.objects.get()
    assert (sent.status_code, found.kind, found.page, found.department) == (
        302,
        "correction",
        "/notices/",
        None,
    )


@pytest.mark.parametrize(
    "page", ["//evil.example/", "https://evil.example/", "javascript:alert(1)", "/a b", "", "/\\x"]
)
def test_a_page_is_one_of_this_site(client: Client, bureau: Organisation, page: str) -> None:
    assert is_own_path(page) is False
    assert send(client, "/enquiries/correct/", page=page, text="错了", agreed="on").status_code == 422
    assert client.get("/enquiries/correct/", {"page": page}).context["form"]["page"].value() is None


def test_the_receipt_s_holder_reads_the_answer(client: Client, asked: Asked, clerk: User) -> None:
    enquiry = asked()

    def read(number: str) -> tuple[int, str]:
        page = client.post("/enquiries/follow/", {"number": number})
        return page.status_code, page.content.decode()

    assert "本周五发放。" not in read(enquiry.receipt_number)[1]
    answer(enquiry, text="本周五发放。", actor=clerk, now=NOW)
    status, page = read(enquiry.receipt_number.lower())
    assert (status, "本周五发放。" in page, "韩小雪" in page) == (200, True, False)
    assert read("ZX-20260309-AAAAAAAA")[0] == 422


def test_who_asked_is_shown_for_a_reason_and_erased_in_time(asked: Asked, clerk: User, other: User) -> None:
    enquiry = asked()
    with pytest.raises(PermissionDenied):
        reveal_asker(enquiry, reason="要回电", actor=other, now=NOW)
    with pytest.raises(ValidationError):
        reveal_asker(enquiry, reason=" ", actor=clerk, now=NOW)
    assert reveal_asker(enquiry, reason="要回电", actor=clerk, now=NOW) == Asker("韩小雪", "13900000000")
    later = NOW + datetime.timedelta(days=181)
    assert erase_contacts(now=later) == 0
    answer(enquiry, text="本周五发放。", actor=clerk, now=NOW)
    assert erase_contacts(now=NOW + datetime.timedelta(days=179)) == 0
    assert (erase_contacts(now=later), erase_contacts(now=later)) == (1, 0)
    call_command("forget_enquirers")
    with pytest.raises(ValidationError) as refusal:
        reveal_asker(Enquiry.objects.get(), reason="要回电", actor=clerk, now=later)
    assert refusal.value.code == "no_contact"
    assert [entry.action for entry in Entry.objects.order_by("sequence")][-2:] == [
        "enquiries.enquiry.answered",
        "enquiries.contacts.erased",
    ]


def test_the_database_knows_what_must_never_be(asked: Asked) -> None:
    enquiry = asked()
    for change in ({"kind": "correction"}, {"contact_erased_at": NOW}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Enquiry.objects.filter(pk=enquiry.pk).update(**change)
