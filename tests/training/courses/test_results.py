"""Attempts and retakes: every one a row, what counts of them, and completions that change by them."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from office.audit.models import Entry
from office.people.models import User
from training.courses import actions, queries
from training.courses.actions import Result
from training.courses.enums import ResultSource, SheetKind
from training.courses.imports import Judgement
from training.courses.models import Assessment, Attempt, Completion, CompletionChange, PassRule, TrainingClass

from .conftest import NOW, id_number, refusal, results

Send = Callable[..., Any]
FIRST, SECOND, THIRD = (datetime.date(2026, 9, 12), datetime.date(2026, 10, 10), datetime.date(2026, 11, 7))
PASSED, FAILED = Result(Decimal(70), Decimal(75)), Result(Decimal(50), Decimal(75))


def _seat(training_class: TrainingClass, position: int) -> int:
    return training_class.enrolments.get(position=position).pk


def _record(
    training_class: TrainingClass, position: int, result: Result, on: datetime.date, now: Any = NOW
) -> actions.marks.Written:
    key = _seat(training_class, position)
    return actions.record_results(training_class, {key: result}, taken_on=on, actor=None, now=now)


def test_a_retake_is_a_row_of_its_own_and_leaves_the_first_as_it_was(taught: TrainingClass) -> None:
    _record(taught, 4, PASSED, SECOND)

    rows = Attempt.objects.filter(enrolment__position=4).values_list(
        "number", "taken_on", "theory", "practice", "passed"
    )
    assert list(rows) == [
        (1, FIRST, Decimal("59.50"), Decimal(80), False),
        (2, SECOND, Decimal(70), Decimal(75), True),
    ]
    counts = Assessment.objects.get(enrolment__position=4)
    assert (counts.attempt_number, counts.taken_on, counts.passed) == (2, SECOND, True)


def test_a_retake_that_fails_counts_when_nothing_passed(taught: TrainingClass) -> None:
    _record(taught, 4, FAILED, SECOND)

    counts = Assessment.objects.get(enrolment__position=4)
    assert (counts.attempt_number, counts.theory, counts.passed) == (2, Decimal(50), False)


def test_a_result_of_the_same_day_corrects_the_attempt(taught: TrainingClass) -> None:
    written = _record(taught, 4, PASSED, FIRST)

    assert (written.added, written.changed) == (0, 1)
    assert Attempt.objects.filter(enrolment__position=4).count() == 1
    assert Assessment.objects.get(enrolment__position=4).passed is True


def test_a_correction_on_screen_keeps_ticket_and_examiner(taught: TrainingClass) -> None:
    _record(taught, 4, Result(Decimal(50), Decimal(75), ticket="A-4", examiner="马䶮"), SECOND)
    _record(taught, 4, PASSED, SECOND)

    retake = Attempt.objects.get(number=2)
    assert (retake.passed, retake.ticket, retake.examiner) == (True, "A-4", "马䶮")


def test_the_same_result_again_writes_and_records_nothing(taught: TrainingClass) -> None:
    before = Entry.objects.count()

    written = _record(taught, 1, Result(Decimal(90), Decimal(85)), FIRST)

    assert (written.added, written.changed, written.unchanged) == (0, 0, 1)
    assert Entry.objects.count() == before


@pytest.mark.parametrize(
    ("position", "on", "code"),
    [
        (1, SECOND, "passed_already"),
        (4, datetime.date(2026, 9, 1), "attempt_order"),
    ],
)
def test_an_attempt_that_makes_no_sense_is_refused(
    taught: TrainingClass, position: int, on: datetime.date, code: str
) -> None:
    assert refusal(lambda: _record(taught, position, PASSED, on)) == code


def test_there_are_as_many_retakes_as_the_class_allows(taught: TrainingClass) -> None:
    _record(taught, 4, FAILED, SECOND)

    assert refusal(lambda: _record(taught, 4, PASSED, THIRD)) == "no_retakes_left"

    TrainingClass.objects.update(retakes_allowed=2)
    assert _record(taught, 4, PASSED, THIRD).added == 1


def test_an_attempt_needs_every_mark_that_its_level_asks(taught: TrainingClass) -> None:
    PassRule.objects.create(
        level="五级/初级工", valid_from=datetime.date(2026, 1, 1), review_mark=60, source="测试"
    )

    assert refusal(lambda: _record(taught, 4, PASSED, SECOND)) == "marks_missing"

    below = Result(Decimal(90), Decimal(90), review=Decimal(59))
    _record(taught, 4, below, SECOND)
    counts = Assessment.objects.get(enrolment__position=4)
    assert (counts.review, counts.passed) == (Decimal(59), False)


def test_the_newest_rule_that_was_in_force_when_the_class_began_counts(taught: TrainingClass) -> None:
    for day, mark in ((datetime.date(2026, 1, 1), None), (datetime.date(2026, 9, 1), 60)):
        PassRule.objects.create(level="", valid_from=day, review_mark=mark, source="测试")

    assert _record(taught, 4, PASSED, SECOND).added == 1


def test_somebody_without_a_seat_has_no_result(taught: TrainingClass) -> None:
    deed = lambda: actions.record_results(taught, {0: PASSED}, taken_on=FIRST, actor=None, now=NOW)  # noqa: E731

    assert refusal(deed) == "not_enrolled"


def test_only_who_runs_the_class_enters_results(taught: TrainingClass, trainer: User, rival: User) -> None:
    for user in (trainer, rival):
        with pytest.raises(PermissionDenied):
            actions.record_results(taught, {}, taken_on=FIRST, actor=user, now=NOW)


def test_a_retake_passed_after_closing_changes_the_completion_as_a_recorded_fact(
    taught: TrainingClass, operator: User
) -> None:
    actions.close_class(taught, actor=None, now=NOW)
    issued_before = actions.issue_certificates(taught, actor=None, now=NOW)
    later = NOW + datetime.timedelta(days=20)
    key = _seat(taught, 4)

    actions.record_results(
        taught,
        {key: PASSED},
        taken_on=later.date(),
        actor=operator,
        now=later,
        source=ResultSource.SCREEN,
    )

    change = CompletionChange.objects.get()
    assert (change.enrolment_id, change.before["completed"], change.after["completed"]) == (key, False, True)
    assert (change.changed_by, change.changed_at) == (operator, later)
    completion = Completion.objects.get(pk=key)
    assert (completion.completed, completion.test_passed) == (True, True)
    assert Entry.objects.filter(action="courses.completion.changed").count() == 1
    issued = actions.issue_certificates(taught, actor=None, now=later)
    assert (len(issued.existing), len(issued.new)) == (len(issued_before.new), 1)
    assert issued.new[0].issued_on == later.date()


def test_a_retake_of_who_lacks_the_hours_changes_the_test_only(taught: TrainingClass, send: Send) -> None:
    send(SheetKind.SCORES, results((3, 50, 50)), "b.csv")
    actions.close_class(taught, actor=None, now=NOW)

    _record(taught, 3, PASSED, SECOND)

    completion = Completion.objects.get(enrolment__position=3)
    assert (completion.test_passed, completion.enough_hours, completion.completed) == (True, False, False)
    assert CompletionChange.objects.get().after["completed"] is False


def test_a_retake_that_fails_after_closing_changes_no_completion(taught: TrainingClass) -> None:
    actions.close_class(taught, actor=None, now=NOW)

    _record(taught, 4, FAILED, SECOND)

    assert CompletionChange.objects.count() == 0
    assert Attempt.objects.filter(enrolment__position=4).count() == 2


def test_after_closing_what_is_on_record_stands(taught: TrainingClass) -> None:
    actions.close_class(taught, actor=None, now=NOW)

    assert refusal(lambda: _record(taught, 1, FAILED, FIRST)) == "result_frozen"


def test_the_window_for_retakes_closes(taught: TrainingClass) -> None:
    actions.close_class(taught, actor=None, now=NOW)
    last = NOW + datetime.timedelta(days=90)
    after = NOW + datetime.timedelta(days=91)

    assert taught.retakes_until == last.date()
    assert refusal(lambda: _record(taught, 4, PASSED, last.date(), now=after)) == "class_closed"
    assert _record(taught, 4, PASSED, last.date(), now=last).added == 1


def test_results_of_a_closed_class_come_by_sheet_too(taught: TrainingClass, send: Send) -> None:
    actions.close_class(taught, actor=None, now=NOW)

    sheet = send(SheetKind.SCORES, results((1, 80, 80), (4, 70, 70), taken_on="2026-10-10"), "b.csv")

    assert (sheet.outcome["accepted"], sheet.outcome["rejected"], sheet.outcome["added"]) == (1, 1, 1)
    assert queries.forecast(taught).completed == 3


def test_another_ticket_of_a_frozen_result_keeps_its_row_out_and_lets_the_others_in(
    taught: TrainingClass, send: Send
) -> None:
    actions.close_class(taught, actor=None, now=NOW)
    lines = [
        "准考证号,姓名,身份证号,理论,技能,考核日期",
        f"A-1,索南才让,{id_number(1)},90,85,2026-09-12",
        f"A-4,索南才让,{id_number(4)},70,75,2026-10-10",
    ]

    sheet = send(SheetKind.SCORES, "\n".join(lines).encode(), "b.csv")

    report = Judgement.from_json(sheet.judgement).report
    assert [row.codes for row in report.rows] == [["result_frozen"], []]
    assert (sheet.outcome["rejected"], sheet.outcome["added"]) == (1, 1)


def test_a_sheet_gives_each_row_its_own_day_and_examiner(taught: TrainingClass, send: Send) -> None:
    lines = [
        ",,成绩,,,,",
        "姓名,身份证号,理论,技能,综合评审,考核日期,考评员",
        f"索南才让,{id_number(4)},70,75,,2026-10-10,马䶮",
        f"索南才让,{id_number(1)},90,85,,2026-09-12,尕藏·东智",
    ]

    sheet = send(SheetKind.SCORES, "\n".join(lines).encode(), "b.csv")

    assert (sheet.outcome["accepted"], sheet.outcome["added"], sheet.outcome["changed"]) == (2, 1, 1)
    retake = Attempt.objects.get(number=2)
    assert (retake.taken_on, retake.examiner, retake.source) == (SECOND, "马䶮", ResultSource.SHEET)


@pytest.mark.parametrize(
    ("cell", "code"), [("十月", "exam_day"), ("2026-12-31", "exam_day"), ("2026-10-10", "")]
)
def test_a_day_of_a_row_must_be_one_that_was(taught: TrainingClass, cell: str, code: str) -> None:
    lines = ["姓名,身份证号,理论,技能,考核日期", f"索南才让,{id_number(1)},90,85,2026-09-12"]
    lines.append(f"索南才让,{id_number(4)},70,75,{cell}")

    sheet = actions.receive_sheet(
        taught,
        kind=SheetKind.SCORES,
        content="\n".join(lines).encode(),
        filename="b.csv",
        actor=None,
        now=NOW,
    )

    report = Judgement.from_json(sheet.judgement).report
    assert report.rows[1].codes == ([code] if code else [])


def test_the_list_leads_to_sheets_as_long_as_the_class_takes_them(
    taught: TrainingClass, operator: User, sign_in: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    def leads(now: datetime.datetime) -> list[str]:
        monkeypatch.setattr(timezone, "now", lambda: now)
        page = sign_in(operator).get(reverse("courses:result_list", args=[taught.number])).content.decode()
        return [kind for kind in ("scores", "online", "certificates") if f"sheets/{kind}/" in page]

    assert leads(NOW) == ["scores", "online", "certificates"]
    actions.close_class(taught, actor=operator, now=NOW)
    assert leads(NOW + datetime.timedelta(days=90)) == ["scores", "certificates"]
    assert leads(NOW + datetime.timedelta(days=91)) == ["certificates"]


def test_the_rule_of_retakes_is_set_while_the_class_is_open(
    taught: TrainingClass, operator: User, trainer: User
) -> None:
    with pytest.raises(PermissionDenied):
        actions.set_retake_rule(taught, retakes_allowed=2, retake_days=30, actor=trainer, now=NOW)

    actions.set_retake_rule(taught, retakes_allowed=2, retake_days=30, actor=operator, now=NOW)
    assert (taught.retakes_allowed, taught.retake_days) == (2, 30)

    actions.close_class(taught, actor=None, now=NOW)
    deed = lambda: actions.set_retake_rule(taught, retakes_allowed=9, retake_days=9, actor=None, now=NOW)  # noqa: E731
    assert refusal(deed) == "class_closed"
