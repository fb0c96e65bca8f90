"""Planning a class, filing it, and what the office makes of the filing."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import translation

from office.audit.models import Entry
from office.casework.actions import advance
from office.casework.queries import worklist
from office.people.enums import Role
from office.people.models import Organisation, User
from tests.personas import user
from training.courses import actions
from training.courses.enums import ClassState
from training.courses.filing import examine
from training.courses.models import Course, TrainingClass

from .conftest import NOW, refusal
from .plans import FIRST, NINE, calendar, lessons, plan, planned, policy


@pytest.fixture
def acceptor(bureau: Organisation) -> User:
    calendar()
    return user("acceptor", Role.ACCEPTOR, organisation=bureau)


@pytest.fixture
def draft(course: Course, school: Organisation, operator: User, acceptor: User) -> TrainingClass:
    return planned(course, school, operator)


def test_a_plan_opens_a_case_that_waits_for_its_provider(draft: TrainingClass, operator: User) -> None:
    filing = draft.filing

    assert (draft.state, filing.case.state, filing.case.organisation) == ("planned", "draft", draft.provider)
    assert (filing.head_teacher, filing.phones_masked) == ("尕藏·东智", ("139****0010", ""))
    assert b"13900000010" not in bytes(filing.head_teacher_phone_sealed)
    assert list(worklist(operator, today=NOW.date())) == [filing.case]


def test_what_a_filing_keeps_is_chinese_whoever_files(
    course: Course, school: Organisation, operator: User, acceptor: User
) -> None:
    policy()
    with translation.override("en"):
        planned_class = planned(course, school, operator)
        actions.file_class(planned_class, actor=operator, now=NOW)
    filing = planned_class.filing
    assert filing.case.title == f"班级 {planned_class} 开班备案"
    assert filing.findings == examine(planned_class, on=filing.filed_on)[0].to_json()


def test_an_accepted_filing_opens_the_class(draft: TrainingClass, operator: User, acceptor: User) -> None:
    policy()
    actions.file_class(draft, actor=operator, now=NOW)
    assert (draft.state, list(worklist(acceptor, today=NOW.date()))) == ("filed", [draft.filing.case])
    assert {row["code"]: row["outcome"] for row in draft.filing.findings} == {
        "course_on_offer": "met", "lead_time": "met", "class_size": "met", "hours_sum": "met",
        "days_within": "met", "timed": "met", "hours_share": "met", "nobody_twice": "met",
    }  # fmt: skip

    case = advance(draft.filing.case, "accept", actor=acceptor, now=NOW)

    draft.refresh_from_db()
    assert (draft.state, draft.is_open, case.accepted_by) == ("open", True, acceptor)
    assert Entry.objects.filter(action="courses.class.opened").get().data == {"case": case.number}


def test_a_returned_filing_is_a_plan_again(draft: TrainingClass, operator: User, acceptor: User) -> None:
    actions.file_class(draft, actor=operator, now=NOW)
    case = draft.filing.case
    with pytest.raises(ValidationError):
        advance(case, "return_for_correction", actor=acceptor, now=NOW)
    advance(case, "return_for_correction", actor=acceptor, now=NOW, reason="请补充地点")

    draft.refresh_from_db()
    actions.change_plan(draft, plan(draft.course, place="平安路 2 号"), actor=operator, now=NOW)
    actions.file_class(draft, actor=operator, now=NOW)
    assert (draft.state, draft.place) == ("filed", "平安路 2 号")


@pytest.mark.parametrize(("step", "who"), [("reject", "acceptor"), ("withdraw", "operator")])
def test_a_filing_that_ends_cancels_its_class(
    draft: TrainingClass, operator: User, acceptor: User, step: str, who: str
) -> None:
    actions.file_class(draft, actor=operator, now=NOW)

    actor = {"acceptor": acceptor, "operator": operator}[who]
    advance(draft.filing.case, step, actor=actor, now=NOW, reason="不符合要求")

    draft.refresh_from_db()
    assert (draft.state, draft.cancel_reason) == ("cancelled", "不符合要求")


def test_who_files_does_not_accept_and_who_accepts_does_not_file(
    draft: TrainingClass, operator: User, acceptor: User, rival: User, trainer: User
) -> None:
    for stranger in (acceptor, rival, trainer):
        with pytest.raises(PermissionDenied):
            actions.file_class(draft, actor=stranger, now=NOW)
    actions.file_class(draft, actor=operator, now=NOW)
    for stranger in (operator, rival, trainer):
        with pytest.raises(PermissionDenied):
            advance(draft.filing.case, "accept", actor=stranger, now=NOW)


@pytest.mark.parametrize(
    ("late", "days", "refused"),
    [("refuse", 10, False), ("refuse", 11, True), ("flag", 11, False)],
)
def test_late_filing_is_refused_or_flagged_as_the_policy_says(
    draft: TrainingClass, operator: User, late: str, days: int, refused: bool
) -> None:
    """From Monday 23 November to Monday 7 December there are ten working days after the first."""
    policy(lead_days=days, late=late)

    if refused:
        assert refusal(lambda: actions.file_class(draft, actor=operator, now=NOW)) == "filing_refused"
        assert TrainingClass.objects.get(pk=draft.pk).state == ClassState.PLANNED
    else:
        actions.file_class(draft, actor=operator, now=NOW)
        found = {row["code"]: row["outcome"] for row in draft.filing.findings}
        assert found["lead_time"] == ("met" if days == 10 else "not_met")


def test_without_a_policy_the_filing_says_so_and_goes_on(draft: TrainingClass, operator: User) -> None:
    actions.file_class(draft, actor=operator, now=NOW)

    first = draft.filing.findings[0]
    assert (first["code"], first["outcome"], draft.state) == ("policy", "evidence_missing", "filed")
    assert "lead_time" not in {row["code"] for row in draft.filing.findings}


@pytest.mark.parametrize(
    ("spoil", "rule"),
    [
        (lambda made: made.lessons.first().delete(), "hours_sum"),
        (lambda made: made.lessons.all().delete(), "days_within"),
        (lambda made: made.lessons.update(starts_at=None, ends_at=None), "timed"),
        (lambda made: Course.objects.update(max_class_size=39), "class_size"),
        (lambda made: Course.objects.update(retired_on=datetime.date(2026, 12, 6)), "course_on_offer"),
        (lambda made: TrainingClass.objects.update(capacity=51), "class_size"),
        (lambda made: TrainingClass.objects.update(hours_share_required="0.75"), "hours_share"),
        (lambda made: TrainingClass.objects.update(ends_on="2026-12-17"), "days_within"),
    ],
)
def test_what_the_rules_forbid_is_not_filed(
    draft: TrainingClass, operator: User, spoil: Any, rule: str
) -> None:
    policy()
    spoil(draft)
    made = TrainingClass.objects.get(pk=draft.pk)

    with pytest.raises(ValidationError) as refused:
        actions.file_class(made, actor=operator, now=NOW)

    found = {each.code for each in examine(made, on=NOW.date())[1]}
    assert rule in found
    assert len(refused.value.error_list) == len(found)


def test_a_teacher_or_room_that_is_taken_is_not_filed(
    draft: TrainingClass, course: Course, school: Organisation, operator: User
) -> None:
    actions.file_class(draft, actor=operator, now=NOW)
    second = planned(course, school, operator, number="PX-2026-951", room="三楼教室")

    assert refusal(lambda: actions.file_class(second, actor=operator, now=NOW)) == "filing_refused"
    actions.set_timetable(second, lessons(teacher="别人", teacher_number=""), actor=operator, now=NOW)
    actions.file_class(second, actor=operator, now=NOW)
    assert second.state == ClassState.FILED


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"ends_on": datetime.date(2026, 12, 6)}, "dates"),
        ({"capacity": 0}, "min_value"),
        ({"title": ""}, "blank"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(
    course: Course, school: Organisation, operator: User, changes: dict[str, Any], code: str
) -> None:
    assert refusal(lambda: planned(course, school, operator, **changes)) == code
    assert not TrainingClass.objects.exists()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"hours": Decimal(0)}, "hours"),
        ({"ends_at": NINE}, "times"),
        ({"ends_at": None}, "times"),
        ({"held_on": FIRST, "topic": "同一讲"}, "lesson_twice"),
    ],
)
def test_a_lesson_that_cannot_be_is_refused(
    draft: TrainingClass, operator: User, changes: dict[str, Any], code: str
) -> None:
    before = list(draft.lessons.values())

    deed = lambda: actions.set_timetable(draft, lessons(**changes), actor=operator, now=NOW)  # noqa: E731
    assert refusal(deed) == code
    assert list(draft.lessons.values()) == before


def test_a_provider_plans_for_itself_only(
    course: Course, school: Organisation, rival: User, trainer: User
) -> None:
    for actor in (rival, trainer):
        with pytest.raises(PermissionDenied):
            planned(course, school, actor)


def test_a_filed_plan_is_fixed(draft: TrainingClass, operator: User) -> None:
    actions.file_class(draft, actor=operator, now=NOW)

    assert refusal(lambda: actions.change_plan(draft, plan(draft.course), actor=operator, now=NOW)) == (
        "class_not_planned"
    )
    assert refusal(lambda: actions.set_timetable(draft, [], actor=operator, now=NOW)) == "timetable_fixed"


def test_the_case_page_shows_plan_checks_and_timetable(
    draft: TrainingClass, operator: User, sign_in: Any
) -> None:
    page = sign_in(operator).get(reverse("casework:case", args=[draft.filing.case.number]))

    text = page.content.decode()
    assert page.status_code == 200
    assert "139****0010" in text
    assert "13900000010" not in text
    assert reverse("courses:timetable", args=[draft.number]) in text
