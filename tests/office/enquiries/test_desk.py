"""The desk: whose an enquiry is, one answer, handing over, publishing by two hands where its asker agreed."""

import datetime
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from office.audit.models import Entry
from office.enquiries.actions import answer, hand_over, propose, refuse, release, take_back
from office.enquiries.models import Enquiry, PublishedAnswer
from office.enquiries.queries import enquiries_visible_to
from office.people.enums import Role
from office.people.models import Organisation, User
from tests.office.enquiries.conftest import NOW
from tests.personas import user

Asked = Callable[..., Enquiry]
WORDS = {"question": "培训补贴什么时候发放？", "text": "公示结束后十五个工作日内。"}


def code(refusal: pytest.ExceptionInfo[ValidationError]) -> str:
    error = refusal.value
    fields = getattr(error, "error_dict", {"": getattr(error, "error_list", [])})
    (found,) = [each for faults in fields.values() for each in faults]
    return str(found.code)


def answered(enquiry: Enquiry, by: User) -> Enquiry:
    answer(enquiry, text="公示结束后发放。", actor=by, now=NOW)
    return Enquiry.objects.get(pk=enquiry.pk)


def test_everybody_sees_what_is_theirs_and_what_is_nobody_s(
    asked: Asked, clerk: User, other: User, rider: User, bureau: Organisation
) -> None:
    own, nobodys = asked(), asked(department=None)
    auditor = user("auditor", Role.AUDITOR, organisation=bureau)
    seen = [set(enquiries_visible_to(somebody)) for somebody in (clerk, other, rider, auditor)]
    assert seen == [{own, nobodys}, {nobodys}, set(), set()]


def test_an_answer_is_given_once_and_by_the_department(asked: Asked, clerk: User, other: User) -> None:
    enquiry = asked()
    with pytest.raises(PermissionDenied):
        answer(enquiry, text="好", actor=other, now=NOW)
    for text, told in ((" ", "text_required"), ("找13900000000", "identifier_shown")):
        with pytest.raises(ValidationError) as refusal:
            answer(enquiry, text=text, actor=clerk, now=NOW)
        assert code(refusal) == told
    answered(enquiry, clerk)
    with pytest.raises(ValidationError) as refusal:
        answer(enquiry, text="再答", actor=clerk, now=NOW)
    assert code(refusal) == "already_answered"


def test_what_is_another_s_is_handed_over(
    asked: Asked, clerk: User, other: User, union: Organisation, bureau: Organisation
) -> None:
    enquiry = asked(department=None)
    for department, reason, told in (
        (union, "", "reason_required"),
        (Organisation.objects.create(name="迅风", is_employer=True), "归你", "not_a_department"),
    ):
        with pytest.raises(ValidationError) as refusal:
            hand_over(enquiry, department=department, reason=reason, actor=clerk, now=NOW)
        assert code(refusal) == told
    hand_over(enquiry, department=union, reason="会员事务", actor=clerk, now=NOW)
    assert (enquiry in enquiries_visible_to(clerk), enquiry in enquiries_visible_to(other)) == (False, True)
    with pytest.raises(PermissionDenied):
        answer(enquiry, text="好", actor=clerk, now=NOW)
    answered(enquiry, other)
    with pytest.raises(ValidationError) as refusal:
        hand_over(enquiry, department=bureau, reason="退回", actor=other, now=NOW)
    assert code(refusal) == "already_answered"


def test_two_hands_publish_what_the_asker_agreed_to(
    client: Client, asked: Asked, clerk: User, leader: User, union: Organisation
) -> None:
    enquiry = asked()
    with pytest.raises(ValidationError) as refusal:
        propose(enquiry, **WORDS, actor=clerk, now=NOW)
    assert code(refusal) == "not_answered"
    enquiry = answered(enquiry, clerk)
    for changes, told in (
        ({"question": ""}, "question_required"),
        ({"text": "韩小雪问过"}, "asker_named"),
        ({"text": "拨13900000000"}, "identifier_shown"),
    ):
        with pytest.raises(ValidationError) as refusal:
            propose(enquiry, **WORDS | changes, actor=clerk, now=NOW)
        assert code(refusal) == told
    proposed = propose(enquiry, **WORDS, actor=clerk, now=NOW)
    # The site has one house: a leader of any department reads what is proposed.
    abroad = user("abroad", Role.PUBLISHER, organisation=union)
    assert list(enquiries_visible_to(abroad)) == [enquiry]
    assert WORDS["question"] not in client.get("/enquiries/answers/").content.decode()
    with pytest.raises(PermissionDenied):
        release(proposed, actor=clerk, now=NOW)
    release(proposed, actor=leader, now=NOW)
    assert WORDS["text"] in client.get("/enquiries/answers/").content.decode()
    with pytest.raises(ValidationError) as refusal:
        propose(enquiry, **WORDS, actor=clerk, now=NOW)
    assert code(refusal) == "on_the_site"
    take_back(proposed, reason="政策变了", actor=leader, now=NOW)
    assert PublishedAnswer.objects.count() == 0
    assert [entry.action.rpartition(".")[2] for entry in Entry.objects.order_by("sequence")] == [
        "received",
        "answered",
        "proposed",
        "released",
        "taken_back",
    ]


def test_what_may_not_be_published(asked: Asked, leader: User) -> None:
    silent = answered(asked(may_be_published=False), leader)
    with pytest.raises(ValidationError) as refusal:
        propose(silent, **WORDS, actor=leader, now=NOW)
    assert code(refusal) == "not_agreed"
    own = propose(answered(asked(), leader), **WORDS, actor=leader, now=NOW)
    with pytest.raises(ValidationError) as refusal:
        release(own, actor=leader, now=NOW)
    assert code(refusal) == "own_proposal"
    with pytest.raises(IntegrityError), transaction.atomic():
        PublishedAnswer.objects.update(released_by=leader, released_at=NOW)


def test_words_changed_meanwhile_are_read_again(asked: Asked, clerk: User, leader: User) -> None:
    enquiry = answered(asked(), clerk)
    read = propose(enquiry, **WORDS, actor=clerk, now=NOW)
    propose(enquiry, **WORDS | {"text": "别的"}, actor=clerk, now=NOW + datetime.timedelta(minutes=1))
    with pytest.raises(ValidationError) as refusal:
        release(read, actor=leader, now=NOW)
    assert code(refusal) == "changed_meanwhile"
    refuse(PublishedAnswer.objects.get(), reason="不宜公开", actor=leader, now=NOW)
    assert PublishedAnswer.objects.count() == 0


def test_the_list_costs_the_same_for_one_and_for_three(client: Client, asked: Asked, clerk: User) -> None:
    client.force_login(clerk)
    # What the frame holds ready is asked for once.
    client.get("/enquiries/")
    counts = []
    for more in (1, 2):
        for _ in range(more):
            propose(answered(asked(), clerk), **WORDS, actor=clerk, now=NOW)
        with CaptureQueriesContext(connection) as asked_for:
            page = client.get("/enquiries/?state=proposed")
        counts.append((page.status_code, len(asked_for)))
    assert counts[0] == counts[1]
    assert client.get("/enquiries/?format=xlsx")["Content-Type"].endswith("spreadsheetml.sheet")
    assert Entry.objects.filter(action="enquiries.enquiry.exported").count() == 1


def test_the_pages_of_one_enquiry(
    client: Client, asked: Asked, clerk: User, leader: User, other: User
) -> None:
    enquiry = asked()
    base = f"/enquiries/{enquiry.receipt_number}/"

    def do(by: User, step: str, **values: str) -> int:
        client.force_login(by)
        page = client.get(f"{base}{step}/")
        if page.status_code != 200:
            return page.status_code
        return client.post(f"{base}{step}/", {"deed_key": page.context["deed_key"], **values}).status_code

    client.force_login(other)
    assert client.get(base).status_code == 404
    assert do(other, "answer", text="好") == 404
    shown = do(clerk, "contact", reason="要回电")
    steps = [
        shown,
        do(clerk, "answer", text="公示结束后发放。"),
        do(leader, "release"),
        do(clerk, "propose", **WORDS),
        do(clerk, "release"),
        do(leader, "release"),
        do(leader, "take-back", reason="政策变了"),
    ]
    assert steps == [200, 302, 404, 302, 403, 302, 302]
    client.force_login(clerk)
    assert "公示结束后发放。" in client.get(base).content.decode()
