"""Evidence: kept once, pinned to a slot, reused while valid, checked in each case, opened by few."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from office.audit.models import Entry
from office.casework import filing
from office.casework.actions import advance, attach_evidence, check_evidence, keep_evidence
from office.casework.models import Attachment, Case, Evidence
from office.casework.procedures import Procedure
from office.casework.queries import evidence_visible_to, places_of, usable_in
from office.people.models import Organisation, User

from .conftest import NOW, PAPERS, PDF, TODAY, code_of, key_of, moment, picture

LAST = datetime.date(2026, 12, 31)
WORDS = "未加盖公章"


@pytest.fixture
def licence(school: Organisation, applicant: User) -> Evidence:
    return keep(school, applicant)


def keep(owner: Organisation, actor: User, **changes: Any) -> Evidence:
    values: dict[str, Any] = {
        "kind": "licence",
        "name": "办学许可证.pdf",
        "content": PDF,
        "issuer": "平安区教育局",
        "issued_on": datetime.date(2025, 1, 6),
        "valid_until": LAST,
        "now": NOW,
    }
    return keep_evidence(owner=owner, actor=actor, **values | changes)


@pytest.fixture
def draft(second: Procedure, new_case: Callable[..., Case]) -> Case:
    return new_case()


@pytest.fixture
def handed_in(draft: Case, licence: Evidence, applicant: User) -> Attachment:
    """The licence in its slot, the case with the office."""
    attachment = attach_evidence(draft, "licence", licence, actor=applicant, now=NOW)
    advance(draft, "submit", actor=applicant, now=NOW)
    attachment.refresh_from_db()
    return attachment


def test_a_paper_is_kept_sealed_and_opens_as_it_was(licence: Evidence) -> None:
    (kept,) = Path(settings.PRIVATE_ROOT).rglob(licence.key.hex)
    assert b"%PDF" not in kept.read_bytes()
    assert filing.fetch(licence) == PDF
    assert (licence.size, licence.media_type, licence.kind_label) == (
        len(PDF),
        "application/pdf",
        "办学许可证",
    )


def test_a_damaged_or_lost_file_says_so(licence: Evidence) -> None:
    (kept,) = Path(settings.PRIVATE_ROOT).rglob(licence.key.hex)
    kept.write_bytes(kept.read_bytes()[:-1] + b"x")
    for _ in range(2):
        with pytest.raises(ValidationError) as refusal:
            filing.fetch(licence)
        assert refusal.value.code == "paper_lost"
        kept.unlink(missing_ok=True)


def test_the_same_file_is_kept_once(licence: Evidence, school: Organisation, applicant: User) -> None:
    assert keep(school, applicant) == licence
    with pytest.raises(ValidationError) as refusal:
        keep(school, applicant, issuer="别的单位")
    assert (code_of(refusal.value), Evidence.objects.count()) == ("uploaded_before", 1)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"kind": "nonsense"}, "kind_unknown"),
        ({"valid_until": None}, "expiry_required"),
        ({"valid_until": TODAY - datetime.timedelta(days=1)}, "expired"),
        ({"issued_on": TODAY + datetime.timedelta(days=1)}, "issued_later"),
        ({"content": b"MZ"}, "not_a_paper"),
        ({"name": "许可证.jpg"}, "wrong_ending"),
        ({"issuer": "经办人 13800138000"}, "identifier_in_reason"),
    ],
)
def test_what_is_wrong_with_a_paper_is_said_and_nothing_kept(
    changes: dict[str, Any], code: str, school: Organisation, applicant: User
) -> None:
    with pytest.raises(ValidationError) as refusal:
        keep(school, applicant, **changes)
    assert (code_of(refusal.value), Evidence.objects.count()) == (code, 0)


@pytest.mark.parametrize("persona", ["rival", "reviewer", "approver", "payer", "auditor", "stranger"])
def test_nobody_keeps_papers_for_others(
    persona: str, everyone: dict[str, User], school: Organisation
) -> None:
    with pytest.raises(PermissionDenied):
        keep(school, everyone[persona])


def test_a_paper_has_one_owner_in_the_database(licence: Evidence) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.update(organisation=None)


def test_the_attachment_pins_the_version(
    draft: Case, licence: Evidence, school: Organisation, applicant: User
) -> None:
    first = attach_evidence(draft, "licence", licence, actor=applicant, now=NOW)
    assert attach_evidence(draft, "licence", licence, actor=applicant, now=NOW) == first
    newer = keep(school, applicant, name="新证.png", content=picture("PNG"))
    second = attach_evidence(draft, "licence", newer, actor=applicant, now=NOW)
    first.refresh_from_db()
    assert (first.evidence, first.replaced_at) == (licence, NOW)
    assert (second.evidence, second.replaced_at) == (newer, None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Attachment.objects.update(replaced_at=None)


def test_a_paper_that_does_not_fit_is_refused(
    draft: Case,
    licence: Evidence,
    school: Organisation,
    other_school: Organisation,
    applicant: User,
    rival: User,
) -> None:
    other_kind = keep(school, applicant, kind="picture", name="照片.png", content=picture("PNG"))
    foreign = keep(other_school, rival)
    late = moment(LAST + datetime.timedelta(days=1))
    for slot, evidence, at, code in (
        ("licence", other_kind, NOW, "kind_unfit"),
        ("licence", foreign, NOW, "not_yours"),
        ("licence", licence, late, "evidence_expired"),
        ("nonsense", licence, NOW, "slot_unknown"),
    ):
        with pytest.raises(ValidationError) as refusal:
            attach_evidence(draft, slot, evidence, actor=applicant, now=at)
        assert code_of(refusal.value) == code
    assert list(usable_in(draft, PAPERS[0], TODAY)) == [licence]
    assert list(usable_in(draft, PAPERS[0], late.date())) == []


def test_slots_are_closed_while_the_case_is_with_the_office(
    handed_in: Attachment, licence: Evidence, applicant: User, rival: User
) -> None:
    with pytest.raises(ValidationError) as refusal:
        attach_evidence(handed_in.case, "licence", licence, actor=applicant, now=NOW)
    assert refusal.value.code == "slot_closed"
    with pytest.raises(PermissionDenied):
        attach_evidence(handed_in.case, "licence", licence, actor=rival, now=NOW)


def test_a_step_asks_for_papers_given_and_for_papers_accepted(
    draft: Case, licence: Evidence, applicant: User, acceptor: User, reviewer: User
) -> None:
    with pytest.raises(ValidationError) as refusal:
        advance(draft, "submit", actor=applicant, now=NOW)
    assert (refusal.value.code, Case.objects.get().state) == ("evidence_missing", "draft")
    attachment = attach_evidence(draft, "licence", licence, actor=applicant, now=NOW)
    advance(draft, "submit", actor=applicant, now=NOW)
    advance(draft, "accept", actor=acceptor, now=NOW)
    with pytest.raises(ValidationError) as refusal:
        advance(draft, "review", actor=reviewer, now=NOW)
    assert refusal.value.code == "evidence_unchecked"
    check_evidence(attachment, outcome="accepted", actor=reviewer, now=NOW)
    assert advance(draft, "review", actor=reviewer, now=NOW).state == "reviewed"


def test_a_check_is_kept_with_its_officer_and_shown_in_the_next_case(
    handed_in: Attachment, reviewer: User, new_case: Callable[..., Case], applicant: User
) -> None:
    check_evidence(handed_in, outcome="refused", words=WORDS, actor=reviewer, now=NOW)
    check_evidence(handed_in, outcome="accepted", actor=reviewer, now=NOW)
    assert (handed_in.outcome, handed_in.checked_by, handed_in.checked_at) == ("accepted", reviewer, NOW)
    deeds = Entry.objects.filter(action="casework.evidence.checked").order_by("sequence")
    assert [deed.data["outcome"] for deed in deeds] == ["refused", "accepted"]
    again = new_case()
    attach_evidence(again, "licence", handed_in.evidence, actor=applicant, now=NOW)
    place = places_of(again, TODAY)[0]
    assert place.attachment is not None
    assert (place.attachment.outcome, place.earlier) == ("", (handed_in,))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"outcome": ""}, "outcome"),
        ({"outcome": "refused", "words": " "}, "words_required"),
        ({"outcome": "refused", "words": "与 990101199003070015 不符"}, "identifier_in_reason"),
    ],
)
def test_a_check_says_what_was_found(
    words: dict[str, str], code: str, handed_in: Attachment, reviewer: User
) -> None:
    with pytest.raises(ValidationError) as refusal:
        check_evidence(handed_in, **words, actor=reviewer, now=NOW)
    assert code_of(refusal.value) == code
    assert Attachment.objects.get().outcome == ""


def test_checks_are_the_officer_s_and_come_in_their_time(
    draft: Case, licence: Evidence, applicant: User, approver: User, reviewer: User
) -> None:
    attachment = attach_evidence(draft, "licence", licence, actor=applicant, now=NOW)
    with pytest.raises(ValidationError) as refusal:
        check_evidence(attachment, outcome="accepted", actor=reviewer, now=NOW)
    assert refusal.value.code == "not_handed_in"
    for person in (applicant, approver):
        with pytest.raises(PermissionDenied):
            check_evidence(attachment, outcome="accepted", actor=person, now=NOW)
    Case.objects.update(state="submitted")
    Attachment.objects.update(replaced_at=NOW)
    attachment.case.refresh_from_db()
    with pytest.raises(ValidationError) as refusal:
        check_evidence(attachment, outcome="accepted", actor=reviewer, now=NOW)
    assert refusal.value.code == "replaced"


def test_the_database_keeps_checks_whole(handed_in: Attachment, reviewer: User) -> None:
    for changes in (
        {"outcome": "accepted"},
        {"outcome": "refused", "checked_at": NOW, "checked_by": reviewer},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Attachment.objects.update(**changes)


def test_who_sees_a_paper(handed_in: Attachment, everyone: dict[str, User], acceptor: User) -> None:
    seeing = {name for name, user in everyone.items() if evidence_visible_to(user).exists()}
    assert seeing == {"applicant", "reviewer", "approver", "payer", "auditor"}
    assert evidence_visible_to(acceptor).exists()


def test_a_paper_is_handed_out_safely_and_recorded(
    handed_in: Attachment, reviewer: User, rival: User, sign_in: Callable[[User], Client], client: Client
) -> None:
    url = handed_in.evidence.get_absolute_url()
    assert "/login/" in client.get(url)["Location"]
    answer = sign_in(reviewer).get(url)
    assert answer.content == PDF
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert (answer["Cache-Control"], answer["X-Content-Type-Options"]) == ("no-store, private", "nosniff")
    assert "sandbox" in answer["Content-Security-Policy"]
    opened = Entry.objects.filter(action="casework.evidence.opened")
    assert [(entry.actor_id, entry.data) for entry in opened] == [
        (reviewer.pk, {"sha256": handed_in.evidence.sha256})
    ]
    assert sign_in(rival).get(url).status_code == 404
    assert opened.count() == 1


def test_a_picture_is_shown_in_place(
    school: Organisation, applicant: User, sign_in: Callable[[User], Client]
) -> None:
    paper = keep(school, applicant, kind="picture", name="照片.jpg", content=picture("JPEG"))
    answer = sign_in(applicant).get(paper.get_absolute_url())
    assert (answer["Content-Type"], answer["Content-Disposition"][:6]) == ("image/jpeg", "inline")


def test_uploading_and_attaching_on_the_case_s_page(
    draft: Case, applicant: User, sign_in: Callable[[User], Client]
) -> None:
    client, url = sign_in(applicant), f"/cases/{draft.number}/evidence/licence/"
    page = client.get(url)
    sent = {"kind": "licence", "issuer": "教育局", "valid_until": "2026-12-31", "deed_key": key_of(page)}
    refused = client.post(url, {**sent, "file": SimpleUploadedFile("a.pdf", b"MZ")})
    assert (refused.status_code, refused.context["form"]["issuer"].value()) == (422, "教育局")
    assert "file" in refused.context["form"].errors
    answer = client.post(url, {**sent, "file": SimpleUploadedFile("许可证.pdf", PDF)})
    assert answer["Location"] == draft.get_absolute_url()
    assert Attachment.objects.get().evidence.name == "许可证.pdf"
    assert "许可证.pdf" in client.get(draft.get_absolute_url()).content.decode()


def test_reusing_a_paper_on_the_case_s_page(
    draft: Case, licence: Evidence, applicant: User, sign_in: Callable[[User], Client]
) -> None:
    client, url = sign_in(applicant), f"/cases/{draft.number}/evidence/licence/"
    sent = {"evidence": licence.pk, "deed_key": key_of(client.get(url))}
    assert client.post(url, sent)["Location"] == draft.get_absolute_url()
    assert Attachment.objects.get().evidence == licence
    nothing = client.post(url, {"deed_key": key_of(client.get(url))})
    assert (nothing.status_code, "file" in nothing.context["form"].errors) == (422, True)


def test_checking_on_the_case_s_page(
    handed_in: Attachment, reviewer: User, sign_in: Callable[[User], Client]
) -> None:
    client, url = sign_in(reviewer), f"/cases/{handed_in.case.number}/evidence/licence/check/"
    sent = {"outcome": "refused", "words": WORDS, "deed_key": key_of(client.get(url))}
    assert client.post(url, sent)["Location"] == handed_in.case.get_absolute_url()
    assert WORDS in client.get(handed_in.case.get_absolute_url()).content.decode()
    assert client.get(url.replace("licence", "photo")).status_code == 404
    assert client.get(url.replace("licence", "nonsense")).status_code == 404


def test_keeping_a_paper_for_later(
    school: Organisation, applicant: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(applicant)
    page = client.get("/evidence/keep/")
    sent = {
        "owner": school.pk,
        "kind": "picture",
        "file": SimpleUploadedFile("照片.png", picture("PNG")),
        "deed_key": key_of(page),
    }
    assert client.post("/evidence/keep/", sent)["Location"] == "/evidence/"
    assert Evidence.objects.get().owner == school


def test_the_list_filters_exports_and_asks_the_same_number_of_questions(
    licence: Evidence, school: Organisation, applicant: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(applicant)
    client.get("/evidence/")
    with CaptureQueriesContext(connection) as one:
        client.get("/evidence/")
    for name, color in (("一.png", (30, 30)), ("二.png", (31, 30))):
        keep(school, applicant, kind="picture", name=name, content=picture("PNG", color), valid_until=None)
    with CaptureQueriesContext(connection) as three:
        page = client.get("/evidence/")
    assert (len(page.context["page_obj"]), len(three)) == (3, len(one))
    for query, count in (
        ("kind=licence", 1),
        ("q=二", 1),
        ("valid=valid", 3),
        ("valid=out", 0),
        ("valid=soon", 0),
    ):
        assert len(client.get(f"/evidence/?{query}").context["page_obj"]) == count
    assert client.get("/evidence/?kind=licence&format=xlsx")["Content-Type"].endswith("sheet")
    assert Entry.objects.get(action="casework.evidence.exported").data == {"papers": 1}
