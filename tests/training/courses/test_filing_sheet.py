"""The filing as a workbook: out with what is known, in as a whole, back with what is wrong."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from office.people.models import Organisation, User
from training.courses import actions
from training.courses.enums import SheetKind
from training.courses.exports.sheets import returned_workbook
from training.courses.handouts import filing_sheet
from training.courses.imports import Judgement
from training.courses.models import Course, SheetImport, TrainingClass

from .conftest import NOW, code_of, id_number
from .plans import planned

Change = Callable[[Any, Any], None]


@pytest.fixture
def draft(course: Course, school: Organisation, operator: User) -> TrainingClass:
    Organisation.objects.filter(pk=school.pk).update(credit_code="91630203MA75XXXX1K")
    school.refresh_from_db()
    return planned(course, school, operator)


def filled(made: TrainingClass, change: Change | None = None) -> bytes:
    """The class's own sheet with the lines that only the provider knows, then changed."""
    book = openpyxl.load_workbook(io.BytesIO(filing_sheet(made)))
    info = book["开班信息"]
    known = {
        "统一社会信用代码": "",
        "班主任电话": "13900000011",
        "拟申请补贴标准（元/人）": "800",
        "收费标准（元/人）": "0",
    }
    for row in info.iter_rows(min_row=2):
        label = str(row[0].value).rstrip("*")
        if known.get(label):
            row[1].value = known[label]
        if label == "统一社会信用代码":
            row[1].value = "91350100M000100Y43"
    if change is not None:
        change(info, book["课程表"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def put(label: str, value: object) -> Change:
    """Write a value beside a label."""

    def change(info: Any, lessons: Any) -> None:
        for row in info.iter_rows(min_row=2):
            if str(row[0].value).rstrip("*") == label:
                row[1].value = value

    return change


def lesson(column: int, value: object, row: int = 4) -> Change:
    """Write a value into the timetable."""

    def change(info: Any, lessons: Any) -> None:
        lessons.cell(row, column).value = value

    return change


def receive(made: TrainingClass, content: bytes, actor: User) -> SheetImport:
    return actions.receive_sheet(
        made, kind=SheetKind.FILING, content=content, filename="备案.xlsx", actor=actor, now=NOW
    )


@pytest.fixture
def coded(draft: TrainingClass) -> TrainingClass:
    """The provider's code as the sheet has it."""
    Organisation.objects.filter(pk=draft.provider_id).update(credit_code="91350100M000100Y43")
    return TrainingClass.objects.get(pk=draft.pk)


def test_the_own_sheet_goes_round(coded: TrainingClass, operator: User) -> None:
    before = list(coded.lessons.values_list("held_on", "starts_at", "hours", "topic", "form", "teacher_key"))
    content = filled(coded, put("计划人数", 36))

    sheet = actions.commit_sheet(receive(coded, content, operator), actor=operator, now=NOW)

    coded.refresh_from_db()
    after = list(coded.lessons.values_list("held_on", "starts_at", "hours", "topic", "form", "teacher_key"))
    assert (coded.capacity, coded.fee, coded.subsidy_asked, sheet.outcome["lessons"]) == (36, 0, 800, 10)
    assert (coded.filing.head_teacher_phone, coded.filing.head_teacher) == ("13900000011", "尕藏·东智")
    assert after == before


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (put("培训机构名称", "别的学校"), "provider_differs"),
        (put("统一社会信用代码", "91350100M000100Y44"), "credit_code"),
        (put("培训等级", "四级/中级工"), "course_differs"),
        (put("总课时", 81), "hours_sum"),
        (put("结业日期", "2026-12-01"), "dates"),
        (put("开班日期", "腊月初一"), "date"),
        (put("班主任电话", "12345"), "phone"),
        (put("计划人数", "许多"), "number"),
        (put("培训形式", "函授"), "choice"),
        (put("班级名称", "班" * 61), "too_long"),
        (put("培训机构名称", "校" * 201), "too_long"),
        (put("班主任", None), "required"),
    ],
)
def test_a_wrong_line_keeps_the_whole_filing_out(
    coded: TrainingClass, operator: User, change: Change, code: str
) -> None:
    sheet = receive(coded, filled(coded, change), operator)

    info = sheet.judgement["facts"]["info"]["rows"]
    assert [problem[1] for row in info for problem in row["problems"]] == [code]
    with pytest.raises(ValidationError) as refused:
        actions.commit_sheet(sheet, actor=operator, now=NOW)
    assert code_of(refused.value) == "nothing_to_commit"
    book = openpyxl.load_workbook(
        io.BytesIO(returned_workbook(sheet, only_rejected=False, actor=operator, now=NOW))
    )
    assert "不可导入" in {cell.value for row in book["开班信息"].iter_rows() for cell in row}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lesson(1, "2026-12-25"), "outside"),
        (lesson(2, "9点"), "time"),
        (lesson(3, "08:00"), "times"),
        (lesson(4, "八"), "number"),
        (lesson(5, ""), "required"),
        (lesson(6, "讨论"), "choice"),
        (lesson(1, "2026-12-08"), "clash"),
    ],
)
def test_a_wrong_lesson_keeps_the_whole_filing_out(
    coded: TrainingClass, operator: User, change: Change, code: str
) -> None:
    sheet = receive(coded, filled(coded, change), operator)

    report = Judgement.from_json(sheet.judgement).report
    assert {found for row in report.rejected for found in row.codes} == {code}
    with pytest.raises(ValidationError):
        actions.commit_sheet(sheet, actor=operator, now=NOW)


def test_a_teachers_id_number_is_kept_masked(coded: TrainingClass, operator: User) -> None:
    number = id_number(77)
    content = filled(coded, lesson(8, number))

    actions.commit_sheet(receive(coded, content, operator), actor=operator, now=NOW)

    first = coded.lessons.first()
    assert first is not None
    assert (first.teacher_number, len(first.teacher_key)) == (f"99{'*' * 12}{number[-4:]}", 64)


def test_the_sheet_goes_through_upload_preview_and_commit(
    coded: TrainingClass, operator: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(operator)
    file = io.BytesIO(filled(coded))
    file.name = "备案.xlsx"
    address = reverse("courses:upload", args=[coded.number, "filing"])

    sent = client.post(address, {"deed_key": "5e2f6b58-8a63-4f1a-9f0a-6d9c1f0f0009", "sheet": file})
    page = client.get(sent.url)
    done = client.post(sent.url, {"deed_key": "5e2f6b58-8a63-4f1a-9f0a-6d9c1f0f0010"})

    assert (sent.status_code, page.context["may_commit"], done.status_code) == (302, True, 302)
    assert SheetImport.objects.get().committed_at is not None


def test_no_filing_goes_into_an_open_class_and_none_from_a_stranger(
    coded: TrainingClass, training_class: TrainingClass, operator: User, trainer: User
) -> None:
    with pytest.raises(PermissionDenied):
        receive(coded, filled(coded), trainer)
    with pytest.raises(ValidationError) as refused:
        receive(training_class, filled(coded), operator)
    assert code_of(refused.value) == "class_not_planned"


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n"])
def test_what_is_no_filing_is_refused_and_nothing_kept(
    coded: TrainingClass, operator: User, content: bytes
) -> None:
    with pytest.raises(ValidationError):
        actions.receive_sheet(
            coded, kind=SheetKind.FILING, content=content, filename="x.csv", actor=operator, now=NOW
        )
    assert not SheetImport.objects.exists()


def test_telephones_left_empty_stay_as_on_record(coded: TrainingClass, operator: User) -> None:
    def given(phone: str) -> TrainingClass:
        content = filled(coded, put("班主任电话", phone or None))
        actions.commit_sheet(receive(coded, content, operator), actor=operator, now=NOW)
        return TrainingClass.objects.get(pk=coded.pk)

    assert given("13900000022").filing.head_teacher_phone == "13900000022"
    assert given("").filing.head_teacher_phone == "13900000022"
