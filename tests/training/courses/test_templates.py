"""The blank sheets that people download are read back by their own importers."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from training.courses.enums import SheetKind
from training.courses.handouts import template_of
from training.courses.imports import judge
from training.courses.models import Lesson, TrainingClass

from .conftest import TODAY, id_number, person, roster


def _filled(content: bytes, values: dict[str, object]) -> bytes:
    """Fill one row below the example; a header's star does not count."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    page = book.worksheets[0]
    for cell in page[3]:
        page.cell(5, cell.column, values.get(str(cell.value).rstrip("*")))
    if "考核日期" in values:
        place = next(cell.column for cell in page[2] if str(cell.value).startswith("考核日期"))
        page.cell(2, place + 1, values["考核日期"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (
            SheetKind.ROSTER,
            {
                "姓名": "索南才让", "证件号码": id_number(1), "人员类别": "企业职工", "工作单位": "驿路通达",
                "联系电话": "13800000001",
            },
        ),
        (SheetKind.ATTENDANCE, {"姓名": "索南才让", "证件号码": id_number(1), "8月3日": "√", "8月4日": "迟"}),
        (
            SheetKind.SCORES,
            {
                "姓名": "索南才让", "证件号码": id_number(1), "理论成绩": 80, "技能成绩": 75.5,
                "考核日期": "2026-09-12",
            },
        ),
    ],
)  # fmt: skip
def test_a_filled_template_is_read(
    training_class: TrainingClass, send: Callable[..., Any], kind: SheetKind, values: dict[str, object]
) -> None:
    if kind != SheetKind.ROSTER:
        send(SheetKind.ROSTER, roster(person(1)))
    for day in (3, 4):
        Lesson.objects.create(training_class=training_class, held_on=datetime.date(2026, 8, day), hours=8)

    content = _filled(template_of(kind, training_class), values)
    judgement = judge(kind, content, "a.xlsx", training_class=training_class, today=TODAY)

    assert judgement.report.counts["data_rows"] == judgement.report.counts["accepted"] == 1
    assert [each.why for each in judgement.report.layout.skipped] == ["example"]


def test_a_register_without_timetable_begins_with_the_first_day(training_class: TrainingClass) -> None:
    book = openpyxl.load_workbook(io.BytesIO(template_of(SheetKind.ATTENDANCE, training_class)))

    assert [cell.value for cell in book.worksheets[0][3]] == ["序号", "姓名*", "证件号码*", "8月3日"]
