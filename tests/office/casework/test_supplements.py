"""Return for supplement: everything told at once, only that is open, the rounds are kept."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from office.audit.queries import about
from office.casework import procedures
from office.casework.actions import (
    advance,
    ask_supplement,
    attach_evidence,
    keep_evidence,
    pause,
    unpause,
)
from office.casework.models import Case, SupplementRequest
from office.casework.procedures import Procedure
from office.casework.queries import open_fields, open_supplement
from office.people.models import Organisation, User

from .conftest import NOW, PDF, code_of, key_of, moment, with_supplement

ITEMS = [("bank", "支行名称不全"), ("licence", "请上传加盖公章的正本扫描件")]
NEXT = moment(datetime.date(2026, 3, 10))


@pytest.fixture
def submitted(second: Procedure, new_case: Callable[..., Case]) -> Case:
    return new_case("submitted")


@pytest.fixture
def returned(submitted: Case, reviewer: User) -> Case:
    ask_supplement(submitted, items=ITEMS, actor=reviewer, now=NOW)
    submitted.refresh_from_db()
    return submitted


def test_everything_missing_is_told_at_once_with_its_day(returned: Case, reviewer: User) -> None:
    request = open_supplement(returned)
    assert request is not None
    assert [(item.code, item.label, item.words) for item in request.items.all()] == [
        ("bank", "开户银行", "支行名称不全"),
        ("licence", "办学许可证", "请上传加盖公章的正本扫描件"),
    ]
    assert (returned.state, request.round, request.asked_by) == ("returned", 1, reviewer)
    assert request.due_on == returned.due_on == datetime.date(2026, 3, 23)
    entry = about(returned).last()
    assert entry is not None
    assert entry.data["reason"] == "开户银行: 支行名称不全；办学许可证: 请上传加盖公章的正本扫描件"


def test_the_day_to_answer_by_moves_with_a_pause(returned: Case, approver: User) -> None:
    pause(returned, reason="等待核查", actor=approver, now=NOW)
    unpause(returned, actor=approver, now=moment(datetime.date(2026, 3, 13)))
    request = open_supplement(returned)
    assert request is not None
    assert request.due_on == returned.due_on == datetime.date(2026, 3, 27)


def test_only_the_listed_fields_open(
    second: Procedure, new_case: Callable[..., Case], reviewer: User
) -> None:
    case = new_case()
    assert open_fields(case) is None
    case = new_case("submitted")
    assert open_fields(case) == frozenset()
    ask_supplement(case, items=ITEMS, actor=reviewer, now=NOW)
    assert open_fields(case) == {"bank", "licence"}


@pytest.mark.parametrize(
    ("items", "code"),
    [
        ([], "nothing_asked"),
        ([("nonsense", "补")], "field_unknown"),
        ([("bank", "  ")], "words_required"),
        ([("bank", "补"), ("bank", "再补")], "asked_twice"),
        ([("bank", "账号 6222 0212 3456 7890 有误")], "identifier_in_reason"),
    ],
)
def test_a_list_that_says_nothing_is_refused_and_nothing_is_written(
    items: list[tuple[str, str]], code: str, submitted: Case, reviewer: User
) -> None:
    with pytest.raises(ValidationError) as refusal:
        ask_supplement(submitted, items=items, actor=reviewer, now=NOW)
    assert code_of(refusal.value) == code
    assert (Case.objects.get().state, SupplementRequest.objects.count()) == ("submitted", 0)


def test_who_may_not_return_a_case_writes_no_list(submitted: Case, approver: User) -> None:
    with pytest.raises(PermissionDenied):
        ask_supplement(submitted, items=ITEMS, actor=approver, now=NOW)
    assert SupplementRequest.objects.count() == 0


def test_a_return_without_its_list_is_refused(submitted: Case, reviewer: User) -> None:
    with pytest.raises(ValidationError) as refusal:
        advance(submitted, "return_for_correction", actor=reviewer, now=NOW, reason="补正")
    assert refusal.value.code == "items_required"


def test_the_papers_asked_for_must_be_there_before_it_is_handed_in_again(
    returned: Case, applicant: User, school: Organisation
) -> None:
    with pytest.raises(ValidationError) as refusal:
        advance(returned, "submit", actor=applicant, now=NEXT)
    assert refusal.value.code == "evidence_missing"
    assert "办学许可证" in refusal.value.messages[0]
    paper = keep_evidence(
        owner=school,
        kind="licence",
        name="许可证.pdf",
        content=PDF,
        valid_until=datetime.date(2027, 1, 1),
        actor=applicant,
        now=NEXT,
    )
    attach_evidence(returned, "licence", paper, actor=applicant, now=NEXT)
    advance(returned, "submit", actor=applicant, now=NEXT)
    request = SupplementRequest.objects.get()
    assert (request.closed_at, request.closed_with) == (NEXT, "submit")
    assert open_fields(returned) == frozenset()


def test_rounds_are_kept_and_as_many_as_the_procedure_says(
    second: Procedure, new_case: Callable[..., Case], reviewer: User
) -> None:
    case = new_case("submitted")
    for number in (1, 2):
        ask_supplement(case, items=[("bank", f"第{number}次")], actor=reviewer, now=NOW)
        SupplementRequest.objects.filter(closed_at=None).update(closed_at=NOW, closed_with="submit")
        Case.objects.update(state="submitted")
        case.refresh_from_db()
    with pytest.raises(ValidationError) as refusal:
        ask_supplement(case, items=[("bank", "第三次")], actor=reviewer, now=NOW)
    assert refusal.value.code == "rounds_used"
    assert list(SupplementRequest.objects.values_list("round", "closed_with")) == [
        (1, "submit"),
        (2, "submit"),
    ]


def test_a_procedure_may_set_no_limit(trial: Procedure) -> None:
    procedures.register(with_supplement(supplement_rounds=None, version=3))
    assert procedures.latest("trial").supplement_rounds is None


def test_the_database_keeps_one_round_open(returned: Case, reviewer: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        SupplementRequest.objects.create(case=returned, round=2, asked_at=NOW, asked_by=reviewer)


def test_a_stale_case_is_not_returned_twice(submitted: Case, reviewer: User) -> None:
    stale = Case.objects.get(pk=submitted.pk)
    ask_supplement(submitted, items=ITEMS, actor=reviewer, now=NOW)
    with pytest.raises((ValidationError, IntegrityError)), transaction.atomic():
        ask_supplement(stale, items=ITEMS, actor=reviewer, now=NOW)
    assert SupplementRequest.objects.count() == 1


def test_the_officer_writes_beside_each_field(
    submitted: Case, reviewer: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(reviewer)
    step = client.get(f"/cases/{submitted.number}/do/return_for_correction/")
    assert step["Location"] == f"/cases/{submitted.number}/supplement/"
    page = client.get(step["Location"])
    assert [field.label for field in page.context["form"]] == [
        "开户银行",
        "培训学时",
        "办学许可证",
        "开班照片",
    ]
    sent: dict[str, Any] = {"deed_key": key_of(page), "ask-bank": "支行名称不全", "ask-hours": ""}
    assert client.post(step["Location"], sent)["Location"] == f"/cases/{submitted.number}/"
    assert open_fields(submitted) == {"bank"}


def test_an_empty_list_is_refused_on_the_page(
    submitted: Case, reviewer: User, sign_in: Callable[[User], Client]
) -> None:
    client, url = sign_in(reviewer), f"/cases/{submitted.number}/supplement/"
    answer = client.post(url, {"deed_key": key_of(client.get(url))})
    assert (answer.status_code, SupplementRequest.objects.count()) == (422, 0)


def test_the_applicant_reads_exactly_what_is_missing(
    returned: Case, applicant: User, sign_in: Callable[[User], Client]
) -> None:
    page = sign_in(applicant).get(returned.get_absolute_url()).content.decode()
    for words in ("支行名称不全", "请上传加盖公章的正本扫描件", "2026年3月23日"):
        assert words in page
    assert f"/cases/{returned.number}/evidence/licence/" in page
    assert f"/cases/{returned.number}/evidence/photo/" not in page
