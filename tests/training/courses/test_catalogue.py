"""The catalogue of courses: kept by the registrar, filtered, exported, retired."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from office.audit.models import Entry
from office.people.models import User
from training.courses.actions.catalogue import save_course
from training.courses.levels import LEVELS
from training.courses.models import Course, Occupation, TrainingClass

from .conftest import NOW, code_of

FACTS: dict[str, Any] = {
    "name": "快递员安全轮训", "kind": "safety", "occupation_code": "4-02-07-08", "occupation": "快递员",
    "level": "", "theory_hours": 8, "practice_hours": 8, "online_hours": 4, "max_class_size": 60,
    "active_from": None, "retired_on": None,
}  # fmt: skip


@pytest.fixture(autouse=True)
def occupations(db: None) -> None:
    for code, name in (("4-02-07-08", "快递员"), ("4-02-07-09", "快件处理员")):
        Occupation.objects.get_or_create(code=code, defaults={"name": name})


def test_a_course_is_entered_and_changed(registrar: User) -> None:
    made = save_course(Course(), FACTS, actor=registrar, now=NOW)
    save_course(made, {**FACTS, "max_class_size": 40}, actor=registrar, now=NOW)

    assert (made.hours, made.max_class_size) == (20, 40)
    assert Entry.objects.filter(action="courses.course.saved").latest("sequence").data == {
        "changed": ["max_class_size"]
    }


def test_only_the_registrar_keeps_the_catalogue(operator: User, reviewer: User) -> None:
    for actor in (operator, reviewer):
        with pytest.raises(PermissionDenied):
            save_course(Course(), FACTS, actor=actor, now=NOW)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"theory_hours": 0, "practice_hours": 0, "online_hours": 0}, "no_hours"),
        ({"name": "快递员技能提升培训", "level": "五级/初级工"}, "course_twice"),
        ({"kind": "party"}, "invalid_choice"),
    ],
)
def test_a_course_that_cannot_be_is_refused(
    course: Course, registrar: User, changes: dict[str, Any], code: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        save_course(Course(), {**FACTS, **changes}, actor=registrar, now=NOW)
    assert code_of(refused.value) == code


def test_a_course_that_was_taught_keeps_its_hours_and_may_be_retired(
    training_class: TrainingClass, registrar: User
) -> None:
    course = training_class.course
    facts = {name: getattr(course, name) for name in FACTS}
    with pytest.raises(ValidationError) as refused:
        save_course(course, {**facts, "theory_hours": 31}, actor=registrar, now=NOW)
    assert code_of(refused.value) == "course_taught"
    save_course(course, {**facts, "retired_on": datetime.date(2026, 12, 31)}, actor=registrar, now=NOW)
    assert [course.is_offered_on(datetime.date(*day)) for day in ((2026, 12, 31), (2027, 1, 1))] == [
        True, False,
    ]  # fmt: skip


def test_the_database_refuses_an_end_before_the_start(course: Course) -> None:
    days = {"active_from": datetime.date(2026, 2, 1), "retired_on": datetime.date(2026, 1, 1)}
    with pytest.raises(IntegrityError), transaction.atomic():
        Course.objects.filter(pk=course.pk).update(**days)


def test_the_list_filters_exports_and_costs_the_same(
    course: Course, operator: User, registrar: User, sign_in: Callable[[User], Client]
) -> None:
    client, address = sign_in(operator), reverse("courses:course_list")

    def cost() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address).status_code == 200
        return len(caught)

    cost()
    one = cost()
    for number, level in enumerate(LEVELS[:2]):
        facts = {**FACTS, "name": f"课程{number}", "level": level, "occupation_code": "4-02-07-09"}
        save_course(Course(), facts, actor=registrar, now=NOW)
    Course.objects.filter(name="课程1").update(retired_on=datetime.date(2020, 1, 1))
    assert cost() == one

    def found(**query: str) -> list[str]:
        return [each.name for each in client.get(address, query).context["object_list"]]

    assert found(occupation="4-02-07-09", offered="yes") == ["课程0"]
    assert found(offered="no") == ["课程1"]
    assert found(q="技能") == found(kind="skill_upgrade") == ["快递员技能提升培训"]
    assert client.get(address, {"format": "xlsx", "offered": "no"}).status_code == 200
    assert Entry.objects.get(action="courses.course.exported").data == {"courses": 1}


def test_the_registrar_enters_a_course_on_screen(registrar: User, sign_in: Callable[[User], Client]) -> None:
    client = sign_in(registrar)
    answer = {
        **{name: value for name, value in FACTS.items() if value is not None},
        "occupation_entry": "4-02-07-09", "level": "四级/中级工",
        "deed_key": "5e2f6b58-8a63-4f1a-9f0a-6d9c1f0f0021",
    }  # fmt: skip
    assert client.post(reverse("courses:add_course"), answer).status_code == 302
    made = Course.objects.get()
    assert (made.occupation, made.level) == ("快件处理员", "四级/中级工")
    page = client.get(reverse("courses:change_course", args=[made.pk]))
    assert page.context["form"]["occupation_entry"].value() == "4-02-07-09"
