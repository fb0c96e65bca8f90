"""The form that two inspectors take along and sign: one page, filled with what is filed."""

from __future__ import annotations

import datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from office.audit import actions as audit
from office.certificates.rendering.documents import render_table_document
from office.people.models import User

from .enums import DefectCode
from .models import Inspection
from .queries.days import registered_on, teachers_on
from .queries.people import seated

TITLE: Final = "培训班现场检查记录表"
HEADERS: Final = ("检查项目", "备案（登记）情况", "现场情况", "是否一致")
BLANK: Final = "□是　□否"


@transaction.atomic
def inspection_form(inspection: Inspection, *, actor: User, now: datetime.datetime) -> bytes:
    """Return the form as PDF: what is filed beside what was found, blank where nothing is entered yet."""
    audit.record(
        "inspections.inspection.printed",
        actor=actor,
        subject=inspection.training_class,
        at=now,
        inspection=inspection.pk,
    )
    training_class = inspection.training_class
    return render_table_document(
        TITLE,
        [
            ("班级", f"{training_class.number} {training_class.title}"),
            ("培训机构", training_class.provider.name),
            ("培训课程", str(training_class.course)),
            ("培训期限", f"{training_class.starts_on} 至 {training_class.ends_on}"),
            ("抽查方式", str(inspection.get_choice_display())),
            ("检查日期", str(inspection.visited_on or inspection.planned_on)),
        ],
        HEADERS,
        _rows(inspection),
        footer=f"检查结果须于 {inspection.entry_due_on} 前录入系统",
        author=actor.get_full_name(),
        made_on=timezone.localdate(now),
        closing=_closing(inspection),
        signature=(
            f"检查人员（签名）：{inspection.first_inspector.get_full_name()}　　　　　　　　",
            f"检查人员（签名）：{inspection.second_inspector.get_full_name()}　　　　　　　　",
            "培训机构负责人（签名）：　　　　　　　　　　",
            "　　　　年　　月　　日",
        ),
    )


def _rows(inspection: Inspection) -> list[tuple[str, str, str, str]]:
    training_class = inspection.training_class
    day = inspection.visited_on or inspection.planned_on
    enrolled = inspection.enrolled_count if inspection.is_entered else seated(training_class).count()
    registered = inspection.registered_count if inspection.is_entered else registered_on(training_class, day)
    teacher = inspection.teacher_filed or teachers_on(training_class, day)
    present = "" if inspection.present_count is None else str(inspection.present_count)
    return [
        ("花名册人数", _told(enrolled), present, ""),
        ("当日签到人数", _told(registered), present, ""),
        ("授课教师", teacher or "未填", "", _agrees(inspection.teacher_as_filed)),
        ("培训地点", inspection.place_filed or "未填", "", _agrees(inspection.place_as_filed)),
    ]


def _told(number: int | None) -> str:
    return "未登记" if number is None else f"{number} 人"


def _agrees(value: bool | None) -> str:
    return BLANK if value is None else "■是　□否" if value else "□是　■否"


def _closing(inspection: Inspection) -> list[str]:
    found = {defect.code for defect in inspection.defects.all()}
    boxes = "　".join(f"{'■' if code.value in found else '□'}{code.label}" for code in DefectCode)
    return [
        f"发现问题：{boxes}",
        f"情况说明：{inspection.remark or '　'}",
        f"检查结果：{inspection.get_result_display() or '□正常　□责令整改　□严重违规'}",
    ]
