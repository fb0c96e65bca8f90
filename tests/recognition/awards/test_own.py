"""Own nominations with their endorsement, photographs, statements in confidence, the approval form."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from demo.casework import drawn
from office.audit.models import Entry
from office.casework import filing
from office.casework.actions import advance
from office.people.actions import consents
from office.people.enums import ConsentChannel, ConsentPurpose, Role
from office.people.models import Courier, User
from recognition.awards import actions, exports, queries
from recognition.awards.models import Nominee, Portrait, Statement
from recognition.committees.enums import Answer
from tests.personas import user

from .conftest import DAY, NOW, TODAY, Office

Codes = Callable[[pytest.ExceptionInfo[Any]], set[str]]


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def rider(office: Office) -> User:
    return user("rider", courier=office.courier("马福海"))


def photograph(**told: Any) -> bytes:
    """A picture that says where it was taken (EXIF 0x8825, GPS)."""
    picture, out = Image.new("RGB", (60, 80), "white"), io.BytesIO()
    exif = picture.getexif()
    exif[0x010F] = "Telephone 1"
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


def own(office: Office, rider: User, call: Any) -> Nominee:
    return actions.nominate_oneself(call, unit=office.unit, words="六年零差错", actor=rider, now=NOW)


def test_somebody_nominates_oneself_and_an_organisation_endorses_it(
    office: Office, rider: User, code_of: Codes
) -> None:
    call = office.call(takes_own=True)
    nominee = own(office, rider, call)
    assert (nominee.acceptance, nominee.answered_on) == ("accepted", TODAY)
    with pytest.raises(ValidationError) as refusal:
        own(office, rider, call)
    assert code_of(refusal) == {"nominated_already"}
    with pytest.raises(ValidationError) as refusal:
        advance(nominee.case, "submit", actor=rider, now=NOW)
    assert code_of(refusal) in ({"not_endorsed"}, {"evidence_missing"})
    with pytest.raises(ValidationError) as refusal:
        actions.nominees.follow_step(nominee.case, "submit", now=NOW)
    assert code_of(refusal) == {"not_endorsed"}
    told = {"unit": office.unit, "courier": rider.courier, "organisation": office.unit}
    assert actions.nominate(call, **told, actor=office.employer, now=NOW) == nominee
    assert not actions.may_endorse(nominee)


def test_own_nominations_are_for_calls_that_take_them_and_for_oneself(
    office: Office, rider: User, code_of: Codes, client: Client
) -> None:
    call = office.call()
    with pytest.raises(ValidationError) as refusal:
        own(office, rider, call)
    assert code_of(refusal) == {"no_own_nominations"}
    with pytest.raises(PermissionDenied):
        own(office, office.employer, call)
    client.force_login(rider)
    assert client.get(reverse("awards:nominate_oneself", args=[call.pk])).status_code == 404


def test_who_put_himself_forward_tells_of_the_work_and_the_unit_of_its_steps(
    office: Office, rider: User, code_of: Codes
) -> None:
    nominee = own(office, rider, office.call(takes_own=True))
    assert actions.open_parts(nominee.case, rider) == ("particulars", "texts")
    actions.change_particulars(nominee, {"short_text": "零差错"}, actor=rider, now=NOW)
    with pytest.raises(ValidationError) as refusal:
        actions.change_particulars(nominee, {"assembly_on": TODAY}, actor=rider, now=NOW)
    assert code_of(refusal) == {"not_open"}
    other = office.nominate(nominee.call, "李秀英")
    with pytest.raises(PermissionDenied):
        actions.change_particulars(other, {"short_text": "x"}, actor=rider, now=NOW)


def test_a_photograph_is_drawn_anew_and_stored_sealed(office: Office, code_of: Codes) -> None:
    nominee = office.nominate(office.call())
    content = photograph()
    assert b"Telephone 1" in content
    told = {"actor": office.employer, "now": NOW}
    kept = actions.keep_portrait(nominee, name="a.jpg", content=content, **told)
    assert b"Telephone 1" not in filing.fetch(kept)
    for name, bad, code in (
        ("a.jpg", content[:200], "broken_picture"),
        ("a.jpg", b"GIF89a", "not_a_paper"),
        ("a.png", content, "wrong_ending"),
        ("a.pdf", b"%PDF-1.4\n%%EOF", "not_a_picture"),
    ):
        with pytest.raises(ValidationError) as refusal:
            actions.keep_portrait(nominee, name=name, content=bad, **told)
        assert code_of(refusal) == {code}
    assert Portrait.objects.get(nominee=nominee) == kept


def test_a_photograph_is_public_with_the_consent_only(office: Office, client: Client) -> None:
    award = office.award(kind="selection", approval_document="", agency_title="")
    call = office.call(award, support_from=TODAY - DAY, support_until=TODAY + DAY)
    nominee = office.passed(call)
    portrait = actions.keep_portrait(
        nominee, name="a.jpg", content=photograph(), actor=office.employer, now=NOW
    )
    story, picture = reverse("awards:candidate", args=[nominee.pk]), portrait.get_absolute_url()
    courier: Courier = office.couriers[0]

    def seen() -> tuple[bool, int, str]:
        page = client.get(story).content.decode()
        fresh = queries.all_details(Nominee.objects.filter(pk=nominee.pk)).get()
        shown = queries.public_portrait(fresh, on=TODAY)
        return picture in page, client.get(picture).status_code, shown.name if shown else ""

    assert seen() == (False, 404, "")
    given = consents.give_consent(
        courier,
        purpose=ConsentPurpose.STORY,
        text_version="2026-01",
        channel=ConsentChannel.PAPER,
        given_on=TODAY,
        actor=user("registrar", Role.REGISTRAR, organisation=office.police),
    )
    assert seen() == (True, 200, "a.jpg")
    type(given).objects.filter(pk=given.pk).update(withdrawn_at=NOW)
    assert seen() == (False, 404, "")
    client.force_login(office.employer)
    assert client.get(picture).status_code == 200


def test_statements_are_sealed_and_each_reading_is_recorded(office: Office, client: Client) -> None:
    nominee = office.on_board(office.call(), "马福海")
    juror, other = (user(name, Role.EXPERT, organisation=office.police) for name in ("张评委", "李评委"))
    office.jury(nominee.call, juror, other)
    made = actions.keep_statement(
        nominee,
        author="某客户",
        standing="客户",
        words="他冒雪送药，从不推辞。",
        given_on=TODAY,
        actor=office.employer,
        now=NOW,
    )
    assert "冒雪".encode() not in bytes(Statement.objects.get().sealed)
    reading = nominee.readings.get(juror__user=juror)
    for nobody in (office.employer, office.constable, juror):
        with pytest.raises(PermissionDenied):
            actions.open_statement(made, actor=nobody, now=NOW)
    actions.answer_conflict(reading, Answer.NONE, actor=juror, now=NOW)
    assert actions.open_statement(made, actor=juror, now=NOW) == "他冒雪送药，从不推辞。"
    assert actions.open_statement(made, actor=office.officer, now=NOW).startswith("他冒雪")
    told = Entry.objects.filter(action="awards.statement.opened")
    assert [entry.actor_id for entry in told.order_by("pk")] == [juror.pk, office.officer.pk]
    client.force_login(other)
    assert client.get(reverse("awards:open_statement", args=[made.pk])).status_code == 403
    client.force_login(office.employer)
    assert "冒雪" not in client.get(nominee.get_absolute_url()).content.decode()


@pytest.mark.parametrize("large", [False, True])
def test_the_approval_form_is_filled_from_the_record(office: Office, large: bool) -> None:
    nominee = office.prepared(office.call(), long_text="六年来每天投递一百二十件。" * 150)
    actions.keep_portrait(nominee, name="a.png", content=drawn(1), actor=office.employer, now=NOW)
    nominee = office.fresh(nominee)
    told = {"large": large, "actor": office.employer, "now": NOW}
    first = exports.approval_form(nominee, **told)
    assert first.startswith(b"%PDF-")
    assert first == exports.approval_form(nominee, **told)
    with pytest.raises(PermissionDenied):
        exports.approval_form(nominee, **told | {"actor": office.constable})
