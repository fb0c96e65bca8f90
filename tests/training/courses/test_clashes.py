"""Who would be in two places at once."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from office.people.models import Organisation
from training.courses import actions
from training.courses.clashes import clashes_of_people, occupied
from training.courses.enums import SheetKind
from training.courses.imports import judge
from training.courses.lessons import lesson_of
from training.courses.models import Course, Enrolment, TrainingClass

from .conftest import NOW, TODAY, person, roster
from .plans import FIRST, LAST, lessons

EVENING = {"starts_at": datetime.time(18), "ends_at": datetime.time(20)}


def opened(course: Course, school: Organisation, number: str, **changes: Any) -> TrainingClass:
    facts = {"starts_on": FIRST, "ends_on": LAST, "capacity": 50, **changes}
    return actions.open_class(
        course, number=number, title=f"{number} 班", provider=school, actor=None, now=NOW, **facts
    )


@pytest.fixture
def pair(course: Course, school: Organisation, other_school: Organisation) -> list[TrainingClass]:
    """Two classes of two providers in the same days; the first has people in it."""
    first, second = opened(course, school, "PX-1"), opened(course, other_school, "PX-2")
    sheet = actions.receive_sheet(
        first,
        kind=SheetKind.ROSTER,
        content=roster(*(person(serial) for serial in range(1, 4))),
        filename="r.xlsx",
        actor=None,
        now=NOW,
    )
    actions.commit_sheet(sheet, actor=None, now=NOW)
    return [first, second]


def clashing(second: TrainingClass) -> set[str]:
    people = list(Enrolment.objects.values_list("courier_id", flat=True))
    found = clashes_of_people(second, people)
    return {str(clash) for clashes in found.values() for clash in clashes}


def test_classes_without_timetables_clash_by_their_days(pair: list[TrainingClass]) -> None:
    first, second = pair
    assert clashing(second) == {f"{first} · 2026-12-07"}
    TrainingClass.objects.filter(pk=first.pk).update(ends_on=FIRST)
    second.starts_on = FIRST + datetime.timedelta(days=1)
    assert clashing(second) == set()


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        ({}, {}, {"PX-1 PX-1 班 · 2026-12-07 09:00—15:00"}),
        (EVENING, {}, set()),
        ({"starts_at": None, "ends_at": None}, {}, {"PX-1 PX-1 班 · 2026-12-07 09:00—15:00"}),
        ({"starts_at": datetime.time(15), "ends_at": datetime.time(16)}, {}, set()),
    ],
)
def test_lessons_clash_by_their_hours_and_without_them_by_the_day(
    pair: list[TrainingClass], mine: dict[str, Any], theirs: dict[str, Any], expected: set[str]
) -> None:
    first, second = pair
    actions.set_timetable(first, lessons(**theirs), actor=None, now=NOW)
    actions.set_timetable(second, lessons(**mine), actor=None, now=NOW)
    assert clashing(second) == expected


def test_a_seat_given_up_or_a_class_cancelled_clashes_with_nothing(pair: list[TrainingClass]) -> None:
    first, second = pair
    seat = first.enrolments.earliest("position")
    actions.remove_seat(seat, reason="离职", actor=None, now=NOW)
    assert seat.courier_id not in clashes_of_people(second, [seat.courier_id])
    actions.cancel_class(first, reason="不开", actor=None, now=NOW)
    assert clashing(second) == set()


def test_the_roster_warns_and_lets_the_person_in(pair: list[TrainingClass]) -> None:
    judgement = judge(
        SheetKind.ROSTER, roster(person(1), person(9)), "r.xlsx", training_class=pair[1], today=TODAY
    )

    clashed, other = judgement.report.rows
    assert ("clash" in clashed.codes, clashed.rejected, "clash" in other.codes) == (True, False, False)
    message = next(each.message for each in clashed.problems if each.code == "clash")
    assert "PX-1" in message


def test_the_check_takes_as_many_queries_for_three_as_for_one(pair: list[TrainingClass]) -> None:
    people = list(Enrolment.objects.values_list("courier_id", flat=True))

    def cost(some: list[Any]) -> int:
        with CaptureQueriesContext(connection) as caught:
            clashes_of_people(pair[1], some)
        return len(caught)

    assert cost(people[:1]) == cost(people) == 4


def test_a_teacher_is_known_by_number_everywhere_and_by_name_within_the_provider(
    pair: list[TrainingClass], course: Course, school: Organisation
) -> None:
    first, second = pair
    actions.set_timetable(first, lessons(), actor=None, now=NOW)

    def taken(where: TrainingClass, **changes: Any) -> int:
        rows = [lesson_of(where, facts) for facts in lessons(**changes)]
        with CaptureQueriesContext(connection) as caught:
            found = len(occupied(where, rows))
        assert len(caught) == 1
        return found

    third = opened(course, school, "PX-3")
    assert taken(second) == 10
    assert taken(second, teacher_number="JS-002") == 0
    assert taken(second, teacher_number="") == 0
    assert taken(third, teacher_number="") == 10
    assert taken(third, teacher_number="", **EVENING) == 0
    assert taken(third, teacher_number="JS-002", room="一号") == 0


def test_a_room_is_taken_once(pair: list[TrainingClass], course: Course, school: Organisation) -> None:
    first = pair[0]
    actions.set_timetable(first, lessons(room="一号"), actor=None, now=NOW)
    third = opened(course, school, "PX-3")
    rows = [lesson_of(third, facts) for facts in lessons(room="一号", teacher="别人", teacher_number="")]
    assert [each.who for each in occupied(third, rows)] == ["一号"] * 10
