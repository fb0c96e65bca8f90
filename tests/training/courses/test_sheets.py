"""Sheets in two steps: sealed when they come, committed once."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, connections

from office.audit.models import Entry
from office.people.models import User
from training.courses import actions
from training.courses.enums import SheetKind
from training.courses.models import Enrolment, SheetImport, TrainingClass

from .conftest import NOW, id_number, person, refusal, register, roster


def _receive(training_class: TrainingClass, content: bytes, *, actor: User | None = None) -> SheetImport:
    return actions.receive_sheet(
        training_class, kind=SheetKind.ROSTER, content=content, filename="花名册.xlsx", actor=actor, now=NOW
    )


def test_a_received_sheet_is_sealed_and_changes_nothing(
    training_class: TrainingClass, operator: User
) -> None:
    content = roster(person(1), person(2, phone="1"))

    sheet = _receive(training_class, content, actor=operator)

    assert (sheet.content, sheet.uploaded_by, sheet.committed_at) == (content, operator, None)
    assert sheet.outcome == {"data_rows": 2, "accepted": 1, "rejected": 1, "warnings": 1}
    stored = SheetImport.objects.values().get()
    assert id_number(1).encode() not in bytes(stored["content_sealed"]) + bytes(stored["judgement_sealed"])
    assert id_number(1) not in str(stored["outcome"])
    assert Enrolment.objects.count() == 0


def test_the_same_file_waits_once(training_class: TrainingClass) -> None:
    content = roster(person(1))

    first, second = _receive(training_class, content), _receive(training_class, content)

    assert first.pk == second.pk
    assert SheetImport.objects.count() == 1


def test_a_sheet_is_committed_once(training_class: TrainingClass) -> None:
    sheet = _receive(training_class, roster(person(1)))
    stale = SheetImport.objects.get()

    actions.commit_sheet(sheet, actor=None, now=NOW)

    assert refusal(lambda: actions.commit_sheet(stale, actor=None, now=NOW)) == "already_committed"
    assert Enrolment.objects.count() == 1
    assert Entry.objects.filter(action="courses.trainees.enrolled").count() == 1


def test_two_sheets_with_one_person_give_one_seat(training_class: TrainingClass) -> None:
    first = _receive(training_class, roster(person(1), person(2)))
    second = _receive(training_class, roster(person(2), person(3)))

    actions.commit_sheet(first, actor=None, now=NOW)
    late = actions.commit_sheet(second, actor=None, now=NOW)

    assert Enrolment.objects.count() == 3
    assert (late.outcome["accepted"], late.outcome["rejected"], late.outcome["enrolled"]) == (1, 1, 1)


def test_a_refused_commit_leaves_the_sheet_waiting(training_class: TrainingClass) -> None:
    sheet = _receive(training_class, roster(person(1, phone="1")))

    assert refusal(lambda: actions.commit_sheet(sheet, actor=None, now=NOW)) == "nothing_to_commit"
    assert SheetImport.objects.get().committed_at is None


def test_who_may_send_what(
    training_class: TrainingClass, operator: User, trainer: User, rival: User, reviewer: User, registrar: User
) -> None:
    def allowed(actor: User, kind: SheetKind, content: bytes) -> bool:
        try:
            actions.receive_sheet(
                training_class, kind=kind, content=content, filename="a.xlsx", actor=actor, now=NOW
            )
        except PermissionDenied:
            return False
        return True

    rosters = {
        user.username: allowed(user, SheetKind.ROSTER, roster(person(1)))
        for user in (operator, trainer, rival, reviewer, registrar)
    }
    registers = {
        user.username: allowed(user, SheetKind.ATTENDANCE, register(["8月3日"], (1, "√")))
        for user in (operator, trainer, rival, reviewer, registrar)
    }

    assert rosters == {
        "operator": True, "trainer": False, "rival": False, "reviewer": False, "registrar": True,
    }  # fmt: skip
    assert registers == {
        "operator": True, "trainer": True, "rival": False, "reviewer": False, "registrar": True,
    }  # fmt: skip


def test_somebody_elses_sheet_is_not_committed(training_class: TrainingClass, rival: User) -> None:
    sheet = _receive(training_class, roster(person(1)))

    with pytest.raises(PermissionDenied):
        actions.commit_sheet(sheet, actor=rival, now=NOW)
    assert Enrolment.objects.count() == 0


def test_the_record_holds_counts_and_no_person(training_class: TrainingClass, operator: User) -> None:
    sheet = _receive(training_class, roster(person(1), person(1)), actor=operator)
    actions.commit_sheet(sheet, actor=operator, now=NOW)

    received = Entry.objects.get(action="courses.sheet.received")
    enrolled = Entry.objects.get(action="courses.trainees.enrolled")
    assert received.data == {
        "kind": "roster",
        "sha256": sheet.sha256,
        "counts": {"data_rows": 2, "accepted": 1, "rejected": 1, "warnings": 1},
    }
    assert enrolled.data == {"enrolled": 1, "waiting": 0, "employments": 0, "sha256": sheet.sha256}


@pytest.mark.django_db(transaction=True)
def test_two_commits_at_once_enrol_once(training_class: TrainingClass) -> None:
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("One connection cannot race with itself; PostgreSQL and a SQLite file can.")
    sheet = _receive(training_class, roster(*(person(serial) for serial in range(1, 30))))
    gate, outcomes = threading.Barrier(3), []

    def commit() -> None:
        gate.wait(timeout=10)
        try:
            actions.commit_sheet(SheetImport.objects.get(pk=sheet.pk), actor=None, now=NOW)
            outcomes.append("done")
        except ValidationError as error:
            outcomes.append(str(error.code))
        finally:
            connections.close_all()

    threads: list[Any] = [threading.Thread(target=commit) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert sorted(outcomes) == ["already_committed", "already_committed", "done"]
    assert Enrolment.objects.count() == 29


def test_committing_costs_the_same_with_one_and_three_rows(
    training_class: TrainingClass, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    first = _receive(training_class, roster(person(1)))
    second = _receive(training_class, roster(person(2), person(3), person(4)))

    with django_assert_max_num_queries(30) as one:
        actions.commit_sheet(first, actor=None, now=NOW)
    with django_assert_num_queries(len(one)):
        actions.commit_sheet(second, actor=None, now=NOW)
