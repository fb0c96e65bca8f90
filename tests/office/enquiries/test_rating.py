"""A courier judges a finished service once; a low judgement is answered."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from office.enquiries import services
from office.enquiries.actions import answer, rate
from office.enquiries.models import Enquiry, Rating
from office.enquiries.queries import enquiries_visible_to
from office.enquiries.services import Finished
from office.people.models import Organisation, User
from tests.office.enquiries.conftest import DUE, NOW, SERVICE


def test_a_service_is_judged_once(finished: list[Finished], rider: User, clerk: User) -> None:
    first = rate(SERVICE, finished[0].subject, level=4, actor=rider, now=NOW)
    assert rate(SERVICE, finished[0].subject, level=1, actor=rider, now=NOW) == first
    assert (Rating.objects.get().level, Enquiry.objects.count()) == (4, 0)
    assert [each.subject for each in services.services_of(rider.courier)] == [finished[1].subject]
    for somebody, subject in ((clerk, finished[1].subject), (rider, "BT-2026-000009")):
        with pytest.raises(PermissionDenied):
            rate(SERVICE, subject, level=4, actor=somebody, now=NOW)
    for level, words, told in ((6, "", "level"), (3, "打13900000000", "words")):
        with pytest.raises(ValidationError) as refusal:
            rate(SERVICE, finished[1].subject, level=level, words=words, actor=rider, now=NOW)
        assert list(refusal.value.error_dict) == [told]


def test_a_low_one_is_answered_by_whose_service_it_was(
    client: Client, finished: list[Finished], rider: User, clerk: User, bureau: Organisation, other: User
) -> None:
    rating = rate(SERVICE, finished[0].subject, level=2, words="等了两个月", actor=rider, now=NOW)
    opened = rating.enquiry
    assert opened is not None
    assert (opened.kind, opened.department, opened.due_on) == ("low_rating", bureau, DUE)
    assert ("等了两个月" in opened.text, opened.contact_sealed) == (True, None)
    assert opened not in enquiries_visible_to(other)
    answer(opened, text="已经催办。", actor=clerk, now=NOW)
    client.force_login(rider)
    assert "已经催办。" in client.get("/ratings/").content.decode()
    # Whoever has its number is not asked who they are, so it is not read by number.
    assert client.post("/enquiries/follow/", {"number": opened.receipt_number}).status_code == 422
    with pytest.raises(IntegrityError), transaction.atomic():
        Rating.objects.update(enquiry=None)


def test_the_pages(client: Client, finished: list[Finished], rider: User, clerk: User) -> None:
    address = f"/ratings/{SERVICE}/{finished[0].subject}/"
    client.force_login(clerk)
    assert [client.get(path).status_code for path in ("/ratings/", address)] == [403, 403]
    client.force_login(rider)
    assert address in client.get("/ratings/").content.decode()
    page = client.get(address)
    sent = client.post(address, {"deed_key": page.context["deed_key"], "level": "5"})
    assert (sent.status_code, Rating.objects.get().level) == (302, 5)
    assert client.get(f"/ratings/{SERVICE}/BT-9/").status_code == 404


def test_what_the_office_finishes_is_registered(rider: User) -> None:
    assert {each.key for each in services.every()} >= {"certificate", "training_subsidy"}
    assert services.services_of(rider.courier) == []
