"""Objections: when, to what, by whom; rulings and what they do to a case."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from django.core.exceptions import PermissionDenied, ValidationError

from office.audit.models import Entry
from office.audit.queries import about
from office.casework.actions import advance, file_objection, reveal_objector, rule
from office.casework.actions.objections import Objector, objector_of
from office.casework.models import Case, Objection, PublicNotice
from office.casework.tracing import find_case, find_objection
from office.people import vault
from office.people.models import User

from .conftest import NOW, REASON, TODAY, code_of, moment
from .test_notices import AFTER, LAST_SECOND

Words = dict[str, Any]
RULING = "经核查签到记录与监控，情况不属实。"


def test_an_objection_contests_its_case(notice: PublicNotice, approved: Case, objector: Words) -> None:
    row = notice.rows.get(position=2)
    objection = file_objection(notice, row=row, **objector, evidence="班级群聊天记录", now=NOW)
    approved.refresh_from_db()
    assert (approved.state, approved.due_on) == ("contested", datetime.date(2026, 3, 30))
    assert (objection.case, objection.row, objection.notice) == (approved, row, notice)
    assert (objection.reason, objection.evidence) == ("本人未参加该培训班。", "班级群聊天记录")
    assert (objection.filed_at, objection.due_on) == (NOW, datetime.date(2026, 3, 30))
    assert re.fullmatch(r"YY-20260309-[2-9A-HJKMNP-Z]{8}", objection.receipt_number)


def test_the_contact_is_sealed_to_its_receipt(notice: PublicNotice, approved: Case, objector: Words) -> None:
    one = file_objection(notice, case=approved, **objector, now=NOW)
    other = file_objection(notice, case=approved, **objector, now=NOW)
    assert objector_of(one) == Objector("祁生莲", "13900001234")
    assert b"13900001234" not in bytes(one.objector_sealed)
    assert one.phone_tail_index != other.phone_tail_index
    with pytest.raises(InvalidTag):
        vault.unseal(one.objector_sealed, context=other.sealing_context)


def test_the_record_names_no_objector(notice: PublicNotice, approved: Case, objector: Words) -> None:
    objection = file_objection(notice, case=approved, **objector, now=NOW)
    entries = list(about(objection))
    assert [(entry.action, entry.actor_id, entry.data) for entry in entries] == [
        (
            "casework.objection.filed",
            None,
            {
                "notice": notice.number,
                "case": approved.number,
                "row": None,
                "real_name": True,
                "papers": [],
            },
        )
    ]
    for entry in Entry.objects.all():
        assert "祁生莲" not in f"{entry.data}{entry.subject_label}"
        assert "13900001234" not in f"{entry.data}{entry.subject_label}"


@pytest.mark.parametrize(
    ("now", "code"),
    [
        (moment(datetime.date(2026, 3, 8), 23, 59, 59), "notice_not_open"),
        (moment(TODAY, 0), ""),
        (LAST_SECOND, ""),
        (AFTER, "notice_over"),
        (moment(datetime.date(2026, 4, 20)), "notice_over"),
    ],
)
def test_objections_are_taken_from_the_first_to_the_last_second(
    now: datetime.datetime, code: str, notice: PublicNotice, approved: Case, objector: Words
) -> None:
    if code:
        with pytest.raises(ValidationError) as refusal:
            file_objection(notice, case=approved, **objector, now=now)
        assert code_of(refusal.value) == code
    else:
        file_objection(notice, case=approved, **objector, now=now)
    assert Objection.objects.count() == (0 if code else 1)
    assert Case.objects.get(pk=approved.pk).state == ("in_notice" if code else "contested")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"reason": "  "}, "reason_required"),
        ({"phone": "12345"}, "phone"),
        ({"phone": "not a number"}, "phone"),
        ({"phone": ""}, "phone"),
        ({"name": " "}, "name_required"),
    ],
)
def test_what_is_missing_is_named(
    changes: Words, code: str, notice: PublicNotice, approved: Case, objector: Words
) -> None:
    with pytest.raises(ValidationError) as refusal:
        file_objection(notice, case=approved, **objector | changes, now=NOW)
    assert code_of(refusal.value) == code
    assert Objection.objects.count() == 0


def test_a_name_is_not_needed(notice: PublicNotice, approved: Case, objector: Words) -> None:
    words = objector | {"name": "", "real_name": False, "phone": "+86 139-0000 1234"}
    objection = file_objection(notice, case=approved, **words, now=NOW)
    assert objection.real_name is False
    assert objector_of(objection) == Objector("", "13900001234")


def test_a_name_not_signed_with_is_not_kept(notice: PublicNotice, approved: Case, objector: Words) -> None:
    objection = file_objection(notice, case=approved, **objector | {"real_name": False}, now=NOW)
    assert objector_of(objection) == Objector("", "13900001234")


def test_rows_and_cases_of_other_notices_are_refused(
    notice: PublicNotice,
    new_case: Callable[..., Case],
    publish: Callable[..., PublicNotice],
    objector: Words,
) -> None:
    other = new_case("approved")
    elsewhere = publish(other)
    for target in ({"row": elsewhere.rows.get(position=1)}, {"case": other}, {}):
        with pytest.raises(ValidationError) as refusal:
            file_objection(notice, **target, **objector, now=NOW)
        assert code_of(refusal.value) == "row_unknown"
    assert Objection.objects.count() == 0


def test_nothing_is_decided_before_the_ruling(
    notice: PublicNotice, approved: Case, reviewer: User, objector: Words
) -> None:
    file_objection(notice, case=approved, **objector, now=NOW)
    # Even if the state were right, the objection holds the case.
    Case.objects.filter(pk=approved.pk).update(state="in_notice")
    approved.refresh_from_db()
    with pytest.raises(ValidationError) as refusal:
        advance(approved, "clear", actor=reviewer, now=AFTER)
    assert code_of(refusal.value) == "objection_pending"


@pytest.mark.parametrize(
    ("outcome", "state", "due_on"),
    [
        ("rejected", "in_notice", datetime.date(2026, 3, 17)),
        ("withdrawn", "in_notice", datetime.date(2026, 3, 17)),
        ("upheld", "submitted", datetime.date(2026, 3, 16)),
        ("partly", "submitted", datetime.date(2026, 3, 16)),
    ],
)
def test_a_ruling_resumes_or_reopens(
    outcome: str,
    state: str,
    due_on: datetime.date,
    notice: PublicNotice,
    approved: Case,
    approver: User,
    objector: Words,
) -> None:
    objection = file_objection(notice, case=approved, **objector, now=NOW)
    rule(objection, outcome=outcome, text=RULING, actor=approver, now=NOW)
    approved.refresh_from_db()
    assert (approved.state, approved.due_on) == (state, due_on)
    objection.refresh_from_db()
    ruling = objection.ruling
    assert (ruling.outcome, ruling.text, ruling.ruled_by, ruling.ruled_at) == (outcome, RULING, approver, NOW)
    entry = about(approved).last()
    assert entry is not None
    assert (entry.data["to"], entry.data["reason"]) == (state, RULING)


def test_a_ruling_after_the_end_of_the_notice_leaves_a_day_to_conclude_it(
    notice: PublicNotice, approved: Case, approver: User, objector: Words
) -> None:
    objection = file_objection(notice, case=approved, **objector, now=NOW)
    # A Friday, eleven days after the notice ended.
    rule(objection, outcome="rejected", text=RULING, actor=approver, now=moment(datetime.date(2026, 3, 27)))
    approved.refresh_from_db()
    assert (approved.state, approved.due_on) == ("in_notice", datetime.date(2026, 3, 30))


@pytest.mark.parametrize(
    ("first", "second", "state"),
    [
        ("rejected", "rejected", "in_notice"),
        ("rejected", "upheld", "submitted"),
        ("upheld", "rejected", "submitted"),
        ("partly", "withdrawn", "submitted"),
    ],
)
def test_two_objections_are_both_ruled_before_the_case_moves(
    first: str,
    second: str,
    state: str,
    notice: PublicNotice,
    approved: Case,
    approver: User,
    objector: Words,
) -> None:
    one = file_objection(notice, case=approved, **objector, now=NOW)
    other = file_objection(
        notice, row=notice.rows.first(), **objector, now=moment(datetime.date(2026, 3, 11))
    )
    approved.refresh_from_db()
    # The oldest answer is still the next one due.
    assert (approved.state, approved.due_on) == ("contested", datetime.date(2026, 3, 30))
    rule(one, outcome=first, text=RULING, actor=approver, now=NOW)
    assert Case.objects.get(pk=approved.pk).state == "contested"
    rule(other, outcome=second, text=RULING, actor=approver, now=NOW)
    assert Case.objects.get(pk=approved.pk).state == state


def test_an_objection_after_a_ruling_contests_again(
    notice: PublicNotice, approved: Case, approver: User, objector: Words
) -> None:
    one = file_objection(notice, case=approved, **objector, now=NOW)
    rule(one, outcome="rejected", text=RULING, actor=approver, now=NOW)
    file_objection(notice, case=approved, **objector, now=NOW)
    assert Case.objects.get(pk=approved.pk).state == "contested"


def test_an_objection_to_a_case_under_new_review_holds_it_without_moving_it(
    notice: PublicNotice, approved: Case, reviewer: User, approver: User, objector: Words
) -> None:
    one = file_objection(notice, case=approved, **objector, now=NOW)
    rule(one, outcome="upheld", text=RULING, actor=approver, now=NOW)
    late = file_objection(notice, case=approved, **objector, now=NOW)
    approved.refresh_from_db()
    assert approved.state == "submitted"
    with pytest.raises(ValidationError) as refusal:
        advance(approved, "review", actor=reviewer, now=NOW)
    assert code_of(refusal.value) == "objection_pending"
    rule(late, outcome="rejected", text=RULING, actor=approver, now=NOW)
    assert advance(approved, "review", actor=reviewer, now=NOW).state == "reviewed"


def test_a_ruling_is_given_once(
    notice: PublicNotice, approved: Case, approver: User, objector: Words
) -> None:
    objection = file_objection(notice, case=approved, **objector, now=NOW)
    rule(objection, outcome="rejected", text=RULING, actor=approver, now=NOW)
    with pytest.raises(ValidationError) as refusal:
        rule(objection, outcome="upheld", text=RULING, actor=approver, now=NOW)
    assert code_of(refusal.value) == "already_ruled"
    objection.refresh_from_db()
    assert objection.ruling.outcome == "rejected"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"outcome": "maybe"}, "outcome"),
        ({"outcome": ""}, "outcome"),
        ({"text": " "}, "text_required"),
        ({"text": "已电话 13900001234 核实。"}, "identifier_in_reason"),
    ],
)
def test_a_ruling_says_what_and_why(
    words: Words, code: str, notice: PublicNotice, approved: Case, approver: User, objector: Words
) -> None:
    objection = file_objection(notice, case=approved, **objector, now=NOW)
    with pytest.raises(ValidationError) as refusal:
        rule(objection, **{"outcome": "rejected", "text": RULING, **words}, actor=approver, now=NOW)
    assert code_of(refusal.value) == code
    assert Case.objects.get(pk=approved.pk).state == "contested"


@pytest.mark.parametrize("persona", ["applicant", "rival", "reviewer", "payer", "auditor", "stranger"])
def test_only_who_rules_may_rule_and_see_the_contact(
    persona: str, everyone: dict[str, User], notice: PublicNotice, approved: Case, objector: Words
) -> None:
    objection = file_objection(notice, case=approved, **objector, now=NOW)
    with pytest.raises(PermissionDenied):
        rule(objection, outcome="rejected", text=RULING, actor=everyone[persona], now=NOW)
    with pytest.raises(PermissionDenied):
        reveal_objector(objection, reason=REASON, actor=everyone[persona], now=NOW)
    assert Case.objects.get(pk=approved.pk).state == "contested"
    assert not Entry.objects.filter(action="casework.objection.revealed").exists()


def test_the_contact_is_shown_for_a_reason_and_recorded(
    notice: PublicNotice, approved: Case, approver: User, objector: Words
) -> None:
    objection = file_objection(notice, case=approved, **objector, now=NOW)
    with pytest.raises(ValidationError) as refusal:
        reveal_objector(objection, reason=" ", actor=approver, now=NOW)
    assert code_of(refusal.value) == "reason_required"
    with pytest.raises(ValidationError) as refusal:
        reveal_objector(objection, reason="回电 138-0013-8000", actor=approver, now=NOW)
    assert code_of(refusal.value) == "identifier_in_reason"
    shown = reveal_objector(objection, reason="电话核实", actor=approver, now=NOW)
    assert shown == Objector("祁生莲", "13900001234")
    entry = about(objection).last()
    assert entry is not None
    assert (entry.action, entry.actor_id, entry.data) == (
        "casework.objection.revealed",
        approver.pk,
        {"reason": "电话核实"},
    )


def test_an_objection_is_found_by_receipt_and_tail_only(
    notice: PublicNotice, approved: Case, objector: Words
) -> None:
    objection = file_objection(notice, case=approved, **objector, now=NOW)
    receipt = objection.receipt_number
    assert find_objection(f" {receipt.lower()} ", "1234") == objection
    assert find_objection(receipt, "1235") is None
    assert find_objection(receipt, "") is None
    assert find_objection("YY-20260309-AAAAAAAA", "1234") is None


def test_a_case_is_found_by_number_and_the_applicant_s_telephone(new_case: Callable[..., Case]) -> None:
    case = new_case()
    assert find_case(case.number.lower(), "2345") == case
    assert find_case(case.number, "2346") is None
    assert find_case("SX-2026-999999", "2345") is None
    case.organisation.phone = ""
    case.organisation.save()
    assert find_case(case.number, "") is None
