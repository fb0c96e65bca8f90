"""How the rows of a roster are judged, and what goes in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from office.people.actions import CourierFacts, register_courier
from office.people.models import Courier, Employment, Organisation
from training.courses.enums import PersonCategory, SheetKind
from training.courses.imports import Judgement, judge
from training.courses.imports.judgement import reason_of
from training.courses.models import Enrolment, TrainingClass

from .conftest import NOW, TODAY, id_number, person, roster


def _judged(training_class: TrainingClass, content: bytes, filename: str = "a.xlsx") -> Judgement:
    return judge(SheetKind.ROSTER, content, filename, training_class=training_class, today=TODAY)


def _reasons(judgement: Judgement) -> list[str]:
    return [reason.code if (reason := reason_of(row)) else "" for row in judgement.report.rows]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, ""),
        ({"name": ""}, "required"),
        ({"id_number": ""}, "required"),
        ({"phone": ""}, "required"),
        ({"category": ""}, "required"),
        ({"employer": ""}, "required"),
        ({"name": "=1+1"}, "name"),
        ({"name": "王"}, "name"),
        ({"id_number": "99010119900101"}, "id_length"),
        ({"id_number": "990101199002301234"}, "id_birth_date"),
        ({"id_number": "990101209902011233"}, "id_birth_date"),
        ({"id_number": id_number(1)[:17] + ("0" if id_number(1)[17] != "0" else "1")}, "id_checksum"),
        ({"sex": "女"}, "sex_mismatch"),
        ({"sex": "不详"}, "choice"),
        ({"phone": "0972-8612345"}, "phone"),
        ({"category": "无业游民"}, "choice"),
        ({"post": "", "level": "", "sex": ""}, ""),
        ({"employer": "甲" * 121}, "too_long"),
        # Several faults in a row: one names it.
        ({"name": "", "phone": "1", "id_number": "1"}, "required"),
        ({"name": "1", "phone": "1", "id_number": "1"}, "name"),
        ({"phone": "1", "id_number": "1", "category": "?"}, "id_length"),
        ({"phone": "1", "category": "?"}, "phone"),
    ],
)
def test_a_row_is_refused_under_one_code(
    training_class: TrainingClass, changes: dict[str, str], code: str
) -> None:
    assert _reasons(_judged(training_class, roster(person(1, **changes)))) == [code]


def test_a_second_row_of_a_person_is_a_duplicate_unless_the_first_stays_out(
    training_class: TrainingClass,
) -> None:
    twice = _judged(training_class, roster(person(1), person(1), person(1)))
    mended = _judged(training_class, roster(person(1, phone="12"), person(1)))

    assert _reasons(twice) == ["", "duplicate_in_file", "duplicate_in_file"]
    assert _reasons(mended) == ["phone", ""]


@pytest.mark.parametrize(
    ("word", "category"),
    [
        ("企业职工", PersonCategory.EMPLOYEE),
        ("灵活就业人员", PersonCategory.FLEXIBLE),
        ("新就业形态劳动者", PersonCategory.FLEXIBLE),
        ("灵活就业／新就业形态劳动者", PersonCategory.FLEXIBLE),
        ("登记失业人员", PersonCategory.UNEMPLOYED),
        ("农民工", PersonCategory.RURAL_WORKER),
        ("脱贫 人口", PersonCategory.POVERTY_MONITORED),
        ("应届毕业生", PersonCategory.GRADUATE),
        ("两后生", PersonCategory.SCHOOL_LEAVER),
        ("就业困难人员", PersonCategory.HARD_TO_EMPLOY),
        ("其它", PersonCategory.OTHER),
    ],
)
def test_the_words_for_a_category_are_understood(
    training_class: TrainingClass, send: Callable[..., Any], word: str, category: PersonCategory
) -> None:
    send(SheetKind.ROSTER, roster(person(1, category=word)))

    assert Enrolment.objects.get().category == category


def test_warnings_let_a_row_in(training_class: TrainingClass, employer: Organisation) -> None:
    judgement = _judged(
        training_class,
        roster(
            person(1),
            person(2, phone=person(1)["phone"]),
            person(3, employer="没有登记的公司"),
            person(4, name="王\ue000"),
            person(5, education="小学", ethnicity="藏"),
            person(6, education="自学", ethnicity="外星"),
            person(7, id_kind="护照"),
        ),
    )

    assert [row.codes for row in judgement.report.rows] == [
        [],
        ["phone_repeated"],
        ["unknown_employer"],
        ["private_character"],
        [],
        ["education", "ethnicity"],
        ["id_kind"],
    ]
    assert judgement.report.rejected == []


def test_the_registrys_name_is_kept_and_the_difference_pointed_out(
    training_class: TrainingClass, send: Callable[..., Any]
) -> None:
    known = register_courier(CourierFacts(name="索南", id_number=id_number(1)), actor=None, now=NOW)

    sheet = send(SheetKind.ROSTER, roster(person(1)))

    report = Judgement.from_json(sheet.judgement).report
    assert "name_differs" in report.rows[0].codes
    assert Enrolment.objects.get().courier == known
    assert Courier.objects.get().name == "索南"


def test_more_trainees_than_seats_are_pointed_out(training_class: TrainingClass) -> None:
    TrainingClass.objects.update(capacity=1)
    training_class.refresh_from_db()

    assert len(_judged(training_class, roster(person(1), person(2))).notes) == 1
    assert _judged(training_class, roster(person(1))).notes == []


def test_a_known_employer_gets_an_employment_and_nothing_is_invented(
    training_class: TrainingClass, send: Callable[..., Any], employer: Organisation
) -> None:
    send(
        SheetKind.ROSTER,
        roster(person(1), person(2, employer="驿路通达"), person(3, employer="没有登记的公司")),
    )

    assert list(Employment.objects.order_by("pk").values_list("employer__name", "started_on")) == [
        (employer.name, None), (employer.name, None),
    ]  # fmt: skip
    assert Organisation.objects.filter(is_employer=True).count() == 1
    assert list(Enrolment.objects.values_list("employer_name", flat=True)) == [
        "平安区驿路通达快运部", "驿路通达", "没有登记的公司",
    ]  # fmt: skip


def test_an_open_employment_elsewhere_stays_the_only_one(
    training_class: TrainingClass, send: Callable[..., Any], employer: Organisation
) -> None:
    other = Organisation.objects.create(name="海东平安速达快递有限公司", is_employer=True)
    courier = register_courier(CourierFacts(name="索南才让", id_number=id_number(1)), actor=None, now=NOW)
    Employment.objects.create(courier=courier, employer=other)

    send(SheetKind.ROSTER, roster(person(1)))

    assert [employment.employer for employment in Employment.objects.all()] == [other]


def test_an_enrolment_keeps_what_the_roster_said(
    training_class: TrainingClass, send: Callable[..., Any]
) -> None:
    send(SheetKind.ROSTER, roster(person(1, post="", level="", station="高铁新区", remark="班长"), person(2)))

    first, second = Enrolment.objects.order_by("position")
    assert (first.position, first.post, first.level, first.station_name, first.remark) == (
        1, "快递员", "五级/初级工", "高铁新区", "班长",
    )  # fmt: skip
    assert (second.position, first.courier.phone, first.courier.id_number) == (2, "13800000001", id_number(1))


def test_one_person_may_sit_in_two_classes_but_once_in_each(
    training_class: TrainingClass, send: Callable[..., Any]
) -> None:
    send(SheetKind.ROSTER, roster(person(1)))
    send(SheetKind.ROSTER, roster(person(1), person(2)))

    assert [enrolment.position for enrolment in Enrolment.objects.order_by("position")] == [1, 2]
    with pytest.raises(ValidationError) as refused:
        send(SheetKind.ROSTER, roster(person(1), person(2), person(2)))
    assert refused.value.code == "nothing_to_commit"
