"""Overdue cases are reported to those above, each missed day once."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from office.audit.queries import about
from office.casework.actions import escalate
from office.casework.models import Case, Escalation
from office.casework.queries import worklist
from office.people.models import User

from .conftest import NOW, TODAY

MISSED = TODAY - datetime.timedelta(days=3)


@pytest.fixture
def late(new_case: Callable[..., Case], clock: Any) -> Case:
    return new_case("submitted", due_on=MISSED)


def run(*options: str) -> dict[str, Any]:
    out = StringIO()
    call_command("escalate_cases", "--json", *options, stdout=out)
    answer: dict[str, Any] = json.loads(out.getvalue())
    return answer


def test_those_above_are_told_once(late: Case, approver: User, chief: User, reviewer: User) -> None:
    expected = {
        "case": late.number,
        "procedure": "trial",
        "state": "submitted",
        "due_on": "2026-03-06",
        "told": ["approver", "chief"],
    }
    assert run("--dry-run") == {"dry_run": True, "cases": [expected]}
    assert Escalation.objects.count() == 0
    assert run() == {"dry_run": False, "cases": [expected]}
    assert run() == {"dry_run": False, "cases": []}
    entry = about(late).last()
    assert entry is not None
    assert (entry.action, entry.data["told"]) == ("casework.case.escalated", [approver.pk, chief.pk])


def test_the_next_missed_day_is_reported_again(late: Case, approver: User) -> None:
    run()
    Case.objects.update(due_on=TODAY - datetime.timedelta(days=1))
    assert len(run()["cases"]) == 1
    assert Escalation.objects.count() == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"due_on": TODAY},
        {"due_on": None},
        {"state": "paid"},
        {"paused_at": NOW},
    ],
)
def test_what_is_not_late_is_not_reported(changes: dict[str, Any], late: Case) -> None:
    Case.objects.update(**changes)
    assert run()["cases"] == []
    assert escalate(late, now=NOW) is None


def test_a_report_nobody_could_be_told_is_kept_all_the_same(late: Case) -> None:
    out = StringIO()
    call_command("escalate_cases", stdout=out)
    assert late.number in out.getvalue()
    assert list(Escalation.objects.values_list("told", flat=True)) == [None]


def test_the_case_stands_on_the_worklist_of_those_above(late: Case, approver: User, reviewer: User) -> None:
    assert (list(worklist(approver, today=TODAY)), list(worklist(reviewer, today=TODAY))) == ([], [late])
    run()
    assert list(worklist(approver, today=TODAY)) == [late]
    Case.objects.update(state="reviewed", due_on=None)
    assert list(worklist(reviewer, today=TODAY)) == []


def test_the_page_says_in_red_words_who_was_told(
    late: Case, approver: User, applicant: User, sign_in: Callable[[User], Client]
) -> None:
    run()
    page = sign_in(approver).get(late.get_absolute_url())
    assert page.context["escalation"].due_on == MISSED
    assert "2026年3月6日" in page.content.decode()
    assert approver.get_full_name() not in sign_in(applicant).get(late.get_absolute_url()).content.decode()
