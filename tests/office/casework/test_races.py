"""Two at once: one wins, the other is told. A SQLite file and PostgreSQL can race, one connection cannot."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections

from office.audit.queries import about
from office.casework.actions import (
    advance,
    ask_supplement,
    escalate,
    file_objection,
    open_case,
    pause,
    rule,
)
from office.casework.models import Case, Escalation, Objection, Pause, PublicNotice, SupplementRequest
from office.casework.procedures import Procedure
from office.people.models import Organisation, User

from .conftest import NOW, user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def needs_two_connections(transactional_db: None) -> None:
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("One connection cannot race with itself; PostgreSQL and a SQLite file can.")


def at_once(*deeds: Callable[[], Any]) -> list[str]:
    """Run the deeds at the same moment and return what came of each: "done" or the refusal's code."""
    outcomes: list[str] = []
    started = threading.Barrier(len(deeds))

    def run(deed: Callable[[], Any]) -> None:
        started.wait(timeout=10)
        try:
            deed()
            outcomes.append("done")
        except ValidationError as refusal:
            outcomes.append(str(refusal.code))
        except Exception as fault:
            outcomes.append(repr(fault))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return sorted(outcomes)


def test_two_deciders_one_decision(new_case: Callable[..., Case], bureau: Organisation) -> None:
    case = new_case("reviewed")
    deciders = [user(f"decider{n}", "approver", bureau) for n in range(4)]  # type: ignore[arg-type]

    def decide(person: User) -> Callable[[], Any]:
        mine = Case.objects.get(pk=case.pk)
        return lambda: advance(mine, "approve", actor=person, now=NOW)

    assert at_once(*(decide(person) for person in deciders)) == ["done", "moved_on", "moved_on", "moved_on"]
    assert Case.objects.get(pk=case.pk).state == "approved"
    assert about(case).filter(action="casework.case.advanced").count() == 1


def test_many_cases_opened_at_once_get_numbers_of_their_own(calendar: None, school: Organisation) -> None:
    def opening() -> Case:
        return open_case("trial", title="补贴", organisation=school, actor=None, now=NOW)

    assert at_once(*[opening] * 8) == ["done"] * 8
    numbers = sorted(Case.objects.values_list("number", flat=True))
    assert numbers == [f"SX-2026-{serial:06d}" for serial in range(1, 9)]


def test_an_objection_and_the_conclusion_of_another_never_lose_each_other(
    notice: PublicNotice, approved: Case, approver: User, objector: dict[str, Any]
) -> None:
    first = file_objection(notice, case=approved, **objector, now=NOW)
    later = NOW + datetime.timedelta(minutes=1)
    outcomes = at_once(
        lambda: file_objection(notice, case=approved, **objector, now=later),
        lambda: rule(first, outcome="rejected", text="查无实据。", actor=approver, now=later),
    )
    assert outcomes == ["done", "done"]
    assert Objection.objects.filter(ruling=None).count() == 1
    # Whoever came first: the case is held by the objection that waits.
    assert Case.objects.get(pk=approved.pk).state == "contested"


def test_two_rulings_one_counts(
    notice: PublicNotice, approved: Case, approver: User, objector: dict[str, Any]
) -> None:
    objection = file_objection(notice, case=approved, **objector, now=NOW)

    def ruling(outcome: str) -> Callable[[], Any]:
        mine = Objection.objects.get(pk=objection.pk)
        return lambda: rule(mine, outcome=outcome, text="理由。", actor=approver, now=NOW)

    assert at_once(ruling("rejected"), ruling("upheld")) == ["already_ruled", "done"]
    assert Objection.objects.filter(ruling__isnull=False).count() == 1


def test_a_pause_and_a_step_at_once_leave_one_truth(
    new_case: Callable[..., Case], approver: User, reviewer: User
) -> None:
    case = new_case("submitted")
    mine, theirs = Case.objects.get(pk=case.pk), Case.objects.get(pk=case.pk)
    outcomes = at_once(
        lambda: pause(mine, reason="场地搬迁", actor=approver, now=NOW),
        lambda: advance(theirs, "review", actor=reviewer, now=NOW),
    )
    case.refresh_from_db()
    pauses = Pause.objects.filter(case=case, ended_at=None).count()
    assert pauses == int(case.paused_at is not None)
    if case.state == "submitted":
        assert (outcomes, pauses) == (["done", "paused"], 1)
    else:
        assert (outcomes, pauses) == (["done", "moved_on"], 0)


def test_a_missed_day_is_reported_once_by_two_clocks(new_case: Callable[..., Case], approver: User) -> None:
    case = new_case("submitted", due_on=NOW.date() - datetime.timedelta(days=3))
    assert at_once(*[lambda: escalate(Case.objects.get(pk=case.pk), now=NOW)] * 4) == ["done"] * 4
    assert Escalation.objects.count() == 1
    assert about(case).filter(action="casework.case.escalated").count() == 1


def test_a_case_is_returned_once_by_two_reviewers(
    second: Procedure, new_case: Callable[..., Case], reviewer: User
) -> None:
    case = new_case("submitted")

    def ask() -> Any:
        mine = Case.objects.get(pk=case.pk)
        return ask_supplement(mine, items=[("bank", "支行名称不全")], actor=reviewer, now=NOW)

    assert at_once(ask, ask) == ["done", "moved_on"]
    assert SupplementRequest.objects.count() == 1
