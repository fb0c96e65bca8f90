"""An inspection is made by two people, entered in time, rectified, and told to the provider when entered."""

import datetime
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from office.audit.models import Entry
from office.people.enums import Role
from office.people.models import Mandate, Organisation, User
from training.courses.actions import correct, sign_off
from training.courses.enums import AttendanceStatus
from training.courses.models import TrainingClass
from training.inspections import actions, fairness
from training.inspections.actions import InspectionFacts
from training.inspections.enums import Choice, DefectCode, InspectionState, Result
from training.inspections.models import Inspection, InspectionDraw
from training.inspections.queries import inspections_visible_to

from .conftest import DAYS, NOW, TODAY, seat

pytestmark = pytest.mark.django_db


def facts(**changes: object) -> InspectionFacts:
    return InspectionFacts(
        **{
            "visited_on": DAYS[2],
            "present_count": 4,
            "teacher_as_filed": True,
            "place_as_filed": True,
            "result": Result.IN_ORDER,
            **changes,
        }
    )


def code_of(error: pytest.ExceptionInfo[ValidationError]) -> str:
    found = error.value
    if hasattr(found, "error_dict"):
        found = next(iter(found.error_dict.values()))[0]
    return found.code


def test_a_visit_is_planned_with_its_deadline(planned: Inspection) -> None:
    # A Wednesday: the result is due on Thursday.
    assert (planned.state, planned.entry_due_on) == (InspectionState.PLANNED, datetime.date(2026, 8, 6))
    assert Entry.objects.latest("sequence").action == "inspections.inspection.planned"


def test_the_deadline_passes_over_the_weekend(taught: TrainingClass, reviewer: User, acceptor: User) -> None:
    made = actions.plan_inspection(
        taught,
        planned_on=DAYS[4],
        first_inspector=reviewer,
        second_inspector=acceptor,
        actor=reviewer,
        now=NOW,
    )
    assert made.entry_due_on == datetime.date(2026, 8, 10)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"second": "reviewer"}, "same_inspector"),
        ({"second": "operator"}, "not_an_inspector"),
        ({"day": datetime.date(2026, 8, 8)}, "outside_class"),
    ],
)
def test_a_bad_plan_is_refused(
    request: pytest.FixtureRequest, taught: TrainingClass, reviewer: User, changes: dict, code: str
) -> None:
    second = request.getfixturevalue(changes.get("second", "acceptor"))
    with pytest.raises(ValidationError) as error:
        actions.plan_inspection(
            taught,
            planned_on=changes.get("day", DAYS[2]),
            first_inspector=reviewer,
            second_inspector=second,
            actor=reviewer,
            now=NOW,
        )
    assert code_of(error) == code


def test_the_database_itself_asks_for_two_inspectors(planned: Inspection) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Inspection.objects.filter(pk=planned.pk).update(second_inspector=planned.first_inspector)


def test_one_visit_a_day(planned: Inspection, reviewer: User, acceptor: User) -> None:
    with pytest.raises(ValidationError) as error:
        actions.plan_inspection(
            planned.training_class,
            planned_on=planned.planned_on,
            first_inspector=acceptor,
            second_inspector=reviewer,
            actor=acceptor,
            now=NOW,
        )
    assert code_of(error) == "planned_already"


def test_who_acts_for_the_provider_inspects_none_of_its_classes(
    taught: TrainingClass, school: Organisation, reviewer: User, acceptor: User
) -> None:
    Mandate.objects.create(user=acceptor, role=Role.TRAINER, organisation=school, valid_from=DAYS[0])
    who = {"first_inspector": reviewer, "second_inspector": acceptor, "actor": reviewer, "now": NOW}
    for deed in (
        lambda: actions.plan_inspection(taught, planned_on=DAYS[2], **who),
        lambda: actions.draw_inspections(held_on=DAYS[2], size=1, **who),
    ):
        with pytest.raises(ValidationError) as error:
            deed()
        assert (list(error.value.error_dict), code_of(error)) == (["second_inspector"], "interested")
    assert not InspectionDraw.objects.exists()


@pytest.mark.parametrize("who", ["operator", "auditor", "stranger"])
def test_others_plan_nothing(request: pytest.FixtureRequest, taught, reviewer, acceptor, who: str) -> None:
    with pytest.raises(PermissionDenied):
        actions.plan_inspection(
            taught,
            planned_on=DAYS[2],
            first_inspector=reviewer,
            second_inspector=acceptor,
            actor=request.getfixturevalue(who),
            now=NOW,
        )


def test_the_result_is_held_against_roster_and_register(planned: Inspection, reviewer: User) -> None:
    entered = actions.enter_result(planned, facts(visited_on=DAYS[1]), actor=reviewer, now=NOW)
    assert (entered.enrolled_count, entered.registered_count, entered.present_count) == (6, 5, 4)
    assert (entered.state, entered.rectify_by) == (InspectionState.CLOSED, None)


def test_the_register_counts_as_it_was_corrected(
    planned: Inspection, reviewer: User, taught: TrainingClass
) -> None:
    lesson = taught.lessons.get(held_on=DAYS[1])
    sign_off(lesson, actor=None, now=NOW)
    absent = taught.enrolments.get(position=6)
    correct(lesson, absent, status=AttendanceStatus.PRESENT, reason="漏签", actor=None, now=NOW)
    entered = actions.enter_result(planned, facts(visited_on=DAYS[1]), actor=reviewer, now=NOW)
    assert entered.registered_count == 6


def test_defects_are_to_be_rectified_within_five_working_days(planned: Inspection, acceptor: User) -> None:
    told = facts(result=Result.DEFECTS, defects=[DefectCode.TEACHER], teacher_as_filed=False)
    entered = actions.enter_result(planned, told, actor=acceptor, now=NOW)
    assert (entered.state, entered.rectify_by) == (InspectionState.RECTIFYING, datetime.date(2026, 8, 12))
    assert [each.code for each in entered.defects.all()] == [DefectCode.TEACHER]
    assert not entered.rectification_is_overdue(datetime.date(2026, 8, 12))
    assert entered.rectification_is_overdue(datetime.date(2026, 8, 13))
    done = actions.record_rectification(
        entered, rectified_on=TODAY, words="已变更备案", actor=acceptor, now=NOW
    )
    assert (done.state, done.rectified_on) == (InspectionState.CLOSED, TODAY)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"result": Result.DEFECTS}, "defects_missing"),
        ({"defects": [DefectCode.FEES]}, "defects_although_in_order"),
        ({"visited_on": DAYS[4]}, "outside_class"),
    ],
)
def test_a_result_that_contradicts_itself_is_refused(
    planned: Inspection, reviewer: User, changes: dict, code: str
) -> None:
    with pytest.raises(ValidationError) as error:
        actions.enter_result(planned, facts(**changes), actor=reviewer, now=NOW)
    assert code_of(error) == code
    planned.refresh_from_db()
    assert planned.state == InspectionState.PLANNED


def test_only_the_two_inspectors_enter_it(planned: Inspection, approver: User) -> None:
    with pytest.raises(PermissionDenied):
        actions.enter_result(planned, facts(), actor=approver, now=NOW)


def test_the_second_entry_comes_too_late(planned: Inspection, reviewer: User, acceptor: User) -> None:
    actions.enter_result(planned, facts(), actor=reviewer, now=NOW)
    with pytest.raises(ValidationError) as error:
        actions.enter_result(planned, facts(present_count=1), actor=acceptor, now=NOW)
    assert code_of(error) == "moved_on"
    planned.refresh_from_db()
    assert planned.present_count == 4


def test_an_entry_is_overdue_from_the_day_after(planned: Inspection) -> None:
    assert not planned.entry_is_overdue(datetime.date(2026, 8, 6))
    assert planned.entry_is_overdue(datetime.date(2026, 8, 7))


def test_a_provider_sees_results_and_no_plans(
    planned: Inspection, operator: User, rival: User, reviewer: User
) -> None:
    assert list(inspections_visible_to(operator)) == []
    actions.enter_result(planned, facts(), actor=reviewer, now=NOW)
    assert list(inspections_visible_to(operator)) == [planned]
    assert list(inspections_visible_to(rival)) == []


def test_a_visit_called_off_keeps_its_reason_and_leaves_the_day_free(
    planned: Inspection, reviewer: User, acceptor: User
) -> None:
    actions.call_off_inspection(planned, reason="停课", actor=reviewer, now=NOW)
    again = actions.plan_inspection(
        planned.training_class,
        planned_on=planned.planned_on,
        first_inspector=acceptor,
        second_inspector=reviewer,
        actor=acceptor,
        now=NOW,
    )
    assert again.state == InspectionState.PLANNED
    with pytest.raises(ValidationError) as error:
        actions.call_off_inspection(planned, reason="又停课", actor=reviewer, now=NOW)
    assert code_of(error) == "moved_on"


def test_a_draw_can_be_repeated_from_its_seed(
    make_class: Callable[..., TrainingClass], reviewer: User, acceptor: User
) -> None:
    for number in range(1, 9):
        make_class(f"PX-{number}", [])
    draw = actions.draw_inspections(
        held_on=DAYS[1],
        size=3,
        first_inspector=reviewer,
        second_inspector=acceptor,
        actor=reviewer,
        now=NOW,
        seed="known",
    )
    assert draw.frame == [f"PX-{number}" for number in range(1, 9)]
    assert draw.drawn == fairness.draw("known", draw.frame, 3)
    visits = draw.inspections.order_by("pk")
    assert [each.training_class.number for each in visits] == draw.drawn
    assert {each.choice for each in visits} == {Choice.RANDOM}


def test_a_second_draw_leaves_out_what_is_planned(
    make_class: Callable[..., TrainingClass], reviewer: User, acceptor: User
) -> None:
    make_class("PX-1", [seat(1)])
    who = {"first_inspector": reviewer, "second_inspector": acceptor, "actor": reviewer, "now": NOW}
    first = actions.draw_inspections(held_on=DAYS[1], size=5, **who)
    assert first.drawn == ["PX-1"]
    assert len(first.seed) == 32
    with pytest.raises(ValidationError) as error:
        actions.draw_inspections(held_on=DAYS[1], size=1, **who)
    assert code_of(error) == "nothing_to_draw"


def test_ranks_are_plain_sha256() -> None:
    # sha256sum of the nine bytes "seed:PX-1" gives the same, on any machine.
    expected = "956298f9938554f61ddb46de0e283789069837a74c8bcf8ded2e337969a94c42"
    assert fairness.rank("seed", "PX-1") == expected
