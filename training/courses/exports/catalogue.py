"""The catalogue of courses as a workbook: the very rows of the screen."""

from __future__ import annotations

from typing import Final, Unpack

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from office.exchange.columns import Column
from office.exchange.writing import Sheet
from office.people.exports import Taken, list_workbook

from ..models import Course

COLUMNS: Final = (
    Column("name", "课程名称", width=30),
    Column("kind", "培训类型", width=16),
    Column("occupation_code", "职业编码", width=14),
    Column("occupation", "职业（工种）", width=20),
    Column("level", "等级", width=16),
    Column("theory", "理论课时", text=False, width=10),
    Column("practice", "实操课时", text=False, width=10),
    Column("online", "线上课时", text=False, width=10),
    Column("hours", "总课时", text=False, width=10),
    Column("size", "班级人数上限", text=False, width=14),
    Column("active_from", "启用日期", text=False),
    Column("retired_on", "停用日期", text=False),
    Column("classes", "开班数", text=False, width=10),
)


def courses_workbook(rows: QuerySet[Course], **taken: Unpack[Taken]) -> bytes:
    """Return the courses of a list in its order; who took how many is recorded."""
    courses = list(rows)
    values = [
        (
            each.name,
            each.get_kind_display(),
            each.occupation_code,
            each.occupation,
            each.level,
            each.theory_hours,
            each.practice_hours,
            each.online_hours,
            each.hours,
            each.max_class_size,
            each.active_from,
            each.retired_on,
            each.class_count,  # type: ignore[attr-defined]
        )
        for each in courses
    ]
    return list_workbook(
        "courses.course.exported",
        Sheet(_("Catalogue of courses"), COLUMNS, values),
        courses=len(courses),
        **taken,
    )
