"""Opening, closing and freezing a class, and who may."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from office.audit.models import Entry
from office.people.models import Organisation, User
from training.courses import actions, queries
from training.courses.enums import ClassState, SheetKind
from training.courses.models import Completion, Course, Lesson, TrainingClass

from .conftest import NOW, person, refusal, register, results, roster

Send = Callable[..., Any]


def _facts(course: Course, provider: Organisation, **changes: Any) -> dict[str, Any]:
    facts = {
        "number": "PX-2026-010", "title": "第十期", "provider": provider,
        "starts_on": datetime.date(2026, 8, 3), "ends_on": datetime.date(2026, 8, 14),
        "capacity": 40, "actor": None, "now": NOW,
    }  # fmt: skip
    return facts | changes


def test_a_class_is_opened_with_its_rule(course: Course, school: Organisation, registrar: User) -> None:
    opened = actions.open_class(course, **_facts(course, school, actor=registrar))

    assert (opened.state, opened.hours_share_required, opened.pass_mark) == (
        ClassState.OPEN, Decimal("0.8"), Decimal(60),
    )  # fmt: skip
    entry = Entry.objects.get()
    assert (entry.action, entry.actor_id, entry.subject_id) == (
        "courses.class.opened",
        registrar.pk,
        str(opened.pk),
    )


def test_only_a_registrar_opens_without_a_filing(
    course: Course, school: Organisation, operator: User, trainer: User, registrar: User
) -> None:
    for actor in (operator, trainer):
        with pytest.raises(PermissionDenied):
            actions.open_class(course, **_facts(course, school, actor=actor))

    assert actions.open_class(course, **_facts(course, school, actor=registrar)).provider == school


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"ends_on": datetime.date(2026, 8, 2)}, "dates"),
        ({"number": "PX-2026-900"}, "number_taken"),
        ({"number": "a/b 1"}, "invalid"),
        ({"number": "abc"}, "invalid"),
        ({"capacity": 0}, "min_value"),
        ({"pass_mark": Decimal(101)}, "max_value"),
        ({"hours_share_required": Decimal("1.1")}, "max_value"),
    ],
)
def test_a_class_that_cannot_be_is_refused(
    training_class: TrainingClass, course: Course, school: Organisation, changes: dict[str, Any], code: str
) -> None:
    assert refusal(lambda: actions.open_class(course, **_facts(course, school, **changes))) == code
    assert TrainingClass.objects.count() == 1


def test_only_a_registered_provider_runs_a_class(course: Course, employer: Organisation) -> None:
    assert refusal(lambda: actions.open_class(course, **_facts(course, employer))) == "not_a_provider"


def test_closing_computes_everybodys_completion(taught: TrainingClass, operator: User) -> None:
    forecast = queries.forecast(taught)

    closed = actions.close_class(taught, actor=operator, now=NOW)

    rows = Completion.objects.order_by("enrolment__position").values_list(
        "hours_attended", "hours_held", "enough_hours", "test_passed", "completed"
    )
    assert list(rows) == [
        (Decimal(80), Decimal(80), True, True, True),
        (Decimal(64), Decimal(80), True, True, True),
        (Decimal(56), Decimal(80), False, True, False),
        (Decimal(80), Decimal(80), True, False, False),
    ]
    assert (closed.state, closed.closed_at) == (ClassState.CLOSED, NOW)
    assert (forecast.trainees, forecast.completed) == (4, 2)
    assert Entry.objects.get(action="courses.class.closed").data == {
        "trainees": 4, "completed": 2, "hours_held": "80.0",
    }  # fmt: skip


def test_who_has_no_signs_and_no_result_does_not_complete(taught: TrainingClass, send: Send) -> None:
    send(SheetKind.ROSTER, roster(person(9)))

    forecast = queries.forecast(taught)
    actions.close_class(taught, actor=None, now=NOW)

    late = Completion.objects.get(enrolment__position=5)
    assert (forecast.without_marks, forecast.without_result) == (1, 1)
    assert (late.hours_attended, late.enough_hours, late.test_passed, late.completed) == (
        0,
        False,
        False,
        False,
    )


def test_a_class_without_records_is_not_closed(training_class: TrainingClass, send: Send) -> None:
    def close() -> TrainingClass:
        return actions.close_class(training_class, actor=None, now=NOW)

    assert refusal(close) == "no_trainees"
    send(SheetKind.ROSTER, roster(person(1)))
    assert refusal(close) == "no_attendance"
    send(SheetKind.ATTENDANCE, register(["8月3日"], (1, "√")))
    assert refusal(close) == "no_results"
    send(SheetKind.SCORES, results((1, 80, 80)), "a.csv")
    assert close().state == ClassState.CLOSED


def test_a_class_with_a_lesson_ahead_is_not_closed(taught: TrainingClass) -> None:
    Lesson.objects.create(training_class=taught, held_on=NOW.date() + datetime.timedelta(days=1), hours=4)

    assert refusal(lambda: actions.close_class(taught, actor=None, now=NOW)) == "lessons_ahead"
    assert Completion.objects.count() == 0


def test_the_day_of_closing_is_the_districts(taught: TrainingClass) -> None:
    actions.close_class(taught, actor=None, now=datetime.datetime(2026, 9, 20, 17, 0, tzinfo=datetime.UTC))

    with pytest.raises(ValidationError) as refused:
        actions.close_class(taught, actor=None, now=NOW)

    assert "2026-09-21" in refused.value.messages[0]


def test_a_closed_class_is_frozen(taught: TrainingClass, send: Send) -> None:
    waiting = actions.receive_sheet(
        taught, kind=SheetKind.ROSTER, content=roster(person(8)), filename="a.xlsx", actor=None, now=NOW
    )
    actions.close_class(taught, actor=None, now=NOW)
    before = list(Completion.objects.values())

    deeds: list[Callable[[], object]] = [
        lambda: actions.close_class(taught, actor=None, now=NOW),
        lambda: actions.commit_sheet(waiting, actor=None, now=NOW),
        lambda: send(SheetKind.ROSTER, roster(person(7))),
        lambda: send(SheetKind.ATTENDANCE, register(["8月3日"], (1, "缺"))),
        lambda: actions.enrol(taught, [], actor=None, now=NOW),
        lambda: actions.record_attendance(taught, {}, actor=None, now=NOW),
    ]

    assert [refusal(deed) for deed in deeds] == ["class_closed"] * 6
    waiting.refresh_from_db()
    assert waiting.committed_at is None
    assert list(Completion.objects.values()) == before
    assert taught.enrolments.count() == 4


def test_who_may_close(
    taught: TrainingClass, rival: User, trainer: User, reviewer: User, operator: User
) -> None:
    for actor in (rival, trainer, reviewer):
        with pytest.raises(PermissionDenied):
            actions.close_class(taught, actor=actor, now=NOW)

    assert actions.close_class(taught, actor=operator, now=NOW).is_open is False


def test_visible_classes(
    training_class: TrainingClass, operator: User, trainer: User, reviewer: User, rival: User, stranger: User
) -> None:
    seen = {
        user.username: list(queries.classes_visible_to(user))
        for user in (operator, trainer, reviewer, rival, stranger)
    }

    assert seen == {
        "operator": [training_class], "trainer": [training_class], "reviewer": [training_class],
        "rival": [], "stranger": [],
    }  # fmt: skip


def test_a_room_above_adds_its_step(
    monkeypatch: pytest.MonkeyPatch, training_class: TrainingClass, operator: User
) -> None:
    monkeypatch.setattr(queries, "_steps", [])
    step = {"label": "补贴申请", "state_label": "未提交", "tone": "neutral", "url": ""}
    queries.register_step(lambda found, user: step if user == operator else None)

    assert queries.registered_steps(training_class, operator) == [step]
    assert queries.registered_steps(training_class, None) == []
