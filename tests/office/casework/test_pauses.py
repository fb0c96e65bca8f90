"""A pause holds every step until somebody who may ends it; a freeze holds approvals."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client

from office.audit.queries import about
from office.casework.actions import advance, conclude_notice, file_objection, pause, unpause
from office.casework.models import ApprovalFreeze, Case, Pause, PublicNotice
from office.casework.queries import available_transitions, worklist
from office.people.models import User

from .conftest import NOW, REASON, STATES, TODAY, TRANSITIONS, code_of, key_of, moment

FRIDAY = moment(datetime.date(2026, 3, 13))


@pytest.fixture
def paused(new_case: Callable[..., Case], approver: User) -> Case:
    case = new_case("submitted", due_on=datetime.date(2026, 3, 11))
    return pause(case, reason=REASON, until=datetime.date(2026, 3, 12), actor=approver, now=NOW)


@pytest.mark.parametrize("step", TRANSITIONS, ids=lambda step: step.name)
def test_a_paused_case_refuses_every_step(
    step: Any, new_case: Callable[..., Case], everyone: dict[str, User], approver: User
) -> None:
    case = pause(new_case(step.sources[0]), reason=REASON, actor=approver, now=NOW)
    taker = next(
        person
        for person in everyone.values()
        if not step.permission or person.has_perm(step.permission, case)
    )
    with pytest.raises(ValidationError) as refusal:
        advance(case, step.name, actor=taker, now=NOW, reason=REASON)
    assert refusal.value.code == "paused"
    assert REASON in refusal.value.messages[0]
    assert available_transitions(case, taker) == []


def test_one_who_held_the_case_before_the_pause_is_refused_too(
    new_case: Callable[..., Case], approver: User, reviewer: User
) -> None:
    stale = new_case("submitted")
    pause(Case.objects.get(pk=stale.pk), reason=REASON, actor=approver, now=NOW)
    with pytest.raises(ValidationError) as refusal:
        advance(stale, "review", actor=reviewer, now=NOW)
    assert (refusal.value.code, Case.objects.get().state) == ("paused", "submitted")


def test_the_days_stand_still_and_the_timeline_tells(paused: Case, approver: User) -> None:
    unpause(paused, actor=approver, now=FRIDAY)
    assert (paused.paused_at, paused.due_on) == (None, datetime.date(2026, 3, 17))
    held = Pause.objects.get()
    assert (held.working_days, held.ended_by, held.ended_at) == (4, approver, FRIDAY)
    deeds = list(about(paused).values_list("action", flat=True))[-2:]
    assert deeds == ["casework.case.paused", "casework.case.unpaused"]


def test_a_pause_of_an_hour_moves_no_day(paused: Case, approver: User) -> None:
    unpause(paused, actor=approver, now=NOW + datetime.timedelta(hours=1))
    assert paused.due_on == datetime.date(2026, 3, 11)


def test_no_command_ends_a_pause(paused: Case) -> None:
    call_command("escalate_cases", verbosity=0)
    paused.refresh_from_db()
    assert paused.paused_at == NOW
    assert Pause.objects.filter(ended_at=None).count() == 1


@pytest.mark.parametrize("persona", ["applicant", "reviewer", "payer", "auditor", "stranger"])
def test_only_the_permission_pauses_and_ends(persona: str, everyone: dict[str, User], paused: Case) -> None:
    with pytest.raises(PermissionDenied):
        unpause(paused, actor=everyone[persona], now=NOW)
    with pytest.raises(PermissionDenied):
        pause(paused, reason=REASON, actor=everyone[persona], now=NOW)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"reason": " "}, "reason_required"),
        ({"reason": "联系 13800138000"}, "identifier_in_reason"),
        ({"until": TODAY - datetime.timedelta(days=1)}, "until_past"),
    ],
)
def test_a_pause_says_why_and_looks_ahead(
    changes: dict[str, Any], code: str, new_case: Callable[..., Case], approver: User
) -> None:
    case = new_case("submitted")
    with pytest.raises(ValidationError) as refusal:
        pause(case, **{"reason": REASON, **changes}, actor=approver, now=NOW)
    assert (code_of(refusal.value), Pause.objects.count()) == (code, 0)


@pytest.mark.parametrize("state", [state.code for state in STATES if state.final])
def test_a_closed_case_is_not_paused(state: str, new_case: Callable[..., Case], approver: User) -> None:
    with pytest.raises(ValidationError) as refusal:
        pause(new_case(state), reason=REASON, actor=approver, now=NOW)
    assert refusal.value.code == "final"


def test_twice_is_refused(paused: Case, approver: User) -> None:
    with pytest.raises(ValidationError) as refusal:
        pause(paused, reason=REASON, actor=approver, now=NOW)
    assert refusal.value.code == "paused"
    unpause(paused, actor=approver, now=FRIDAY)
    with pytest.raises(ValidationError) as refusal:
        unpause(paused, actor=approver, now=FRIDAY)
    assert refusal.value.code == "not_paused"


def test_the_database_keeps_one_pause_and_whole_ends(paused: Case, approver: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Pause.objects.create(case=paused, reason=REASON, began_at=NOW, began_by=approver)
    with pytest.raises(IntegrityError), transaction.atomic():
        Pause.objects.update(ended_at=NOW)


def test_the_worklist_leaves_a_paused_case_out_until_its_day_is_over(
    paused: Case, reviewer: User, approver: User
) -> None:
    assert list(worklist(reviewer, today=TODAY)) == []
    assert list(worklist(approver, today=TODAY)) == []
    assert list(worklist(approver, today=FRIDAY.date())) == [paused]
    assert list(worklist(reviewer, today=FRIDAY.date())) == []


def test_the_public_still_objects_and_the_case_is_contested_when_it_goes_on(
    notice: PublicNotice, approved: Case, approver: User, objector: dict[str, Any]
) -> None:
    approved.refresh_from_db()
    pause(approved, reason=REASON, actor=approver, now=NOW)
    file_objection(notice, case=approved, **objector, now=NOW)
    approved.refresh_from_db()
    assert approved.state == "in_notice"
    unpause(approved, actor=approver, now=NOW)
    assert Case.objects.get().state == "contested"


def test_a_paused_case_stays_behind_when_its_notice_is_concluded(
    notice: PublicNotice, approved: Case, approver: User, reviewer: User
) -> None:
    approved.refresh_from_db()
    pause(approved, reason=REASON, actor=approver, now=NOW)
    with pytest.raises(ValidationError) as refusal:
        conclude_notice(notice, actor=reviewer, now=moment(datetime.date(2026, 3, 17)))
    assert refusal.value.code == "objections_pending"
    assert Case.objects.get().state == "in_notice"


@pytest.mark.parametrize("procedure", ["trial", ""])
def test_a_freeze_holds_approvals_and_names_its_last_day(
    procedure: str, new_case: Callable[..., Case], approver: User, reviewer: User
) -> None:
    ApprovalFreeze.objects.create(
        procedure=procedure, starts_on=TODAY, ends_on=TODAY + datetime.timedelta(days=3), reason="年终结账"
    )
    case = new_case("reviewed")
    with pytest.raises(ValidationError) as refusal:
        advance(case, "approve", actor=approver, now=NOW)
    assert (refusal.value.code, "2026-03-12" in refusal.value.messages[0]) == ("frozen", True)
    assert advance(new_case("submitted"), "review", actor=reviewer, now=NOW).state == "reviewed"
    assert advance(case, "approve", actor=approver, now=FRIDAY).state == "approved"


def test_a_freeze_of_another_procedure_holds_nothing(new_case: Callable[..., Case], approver: User) -> None:
    ApprovalFreeze.objects.create(procedure="other", starts_on=TODAY, ends_on=TODAY, reason="结账")
    assert advance(new_case("reviewed"), "approve", actor=approver, now=NOW).state == "approved"


def test_pausing_and_going_on_by_the_pages(
    new_case: Callable[..., Case], approver: User, sign_in: Callable[[User], Client]
) -> None:
    case, client = new_case("submitted"), sign_in(approver)
    url = f"/cases/{case.number}/pause/"
    sent = {"deed_key": key_of(client.get(url)), "reason": REASON, "until": "2026-03-20"}
    assert client.post(url, sent)["Location"] == case.get_absolute_url()
    page = client.get(case.get_absolute_url()).content.decode()
    assert REASON in page
    assert f"/cases/{case.number}/continue/" in page
    url = f"/cases/{case.number}/continue/"
    assert client.post(url, {"deed_key": key_of(client.get(url))})["Location"] == case.get_absolute_url()
    assert Case.objects.get().paused_at is None
