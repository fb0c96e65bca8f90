"""The catalogue of courses as a workbook: the very rows of the screen."""

from __future__ import annotations

import datetime
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.exchange.columns import Column
from office.exchange.writing import Manifest, Sheet, write_workbook
from office.people.models import User

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


@transaction.atomic
def courses_workbook(
    rows: QuerySet[Course], *, actor: User, now: datetime.datetime, selection: str, link: str
) -> bytes:
    """Return the courses of a list in its order; who took how many is recorded."""
    courses = list(rows)
    audit.record("courses.course.exported", actor=actor, subject=actor, at=now, courses=len(courses))
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
    manifest = Manifest(actor.get_full_name(), now, selection, link)
    return write_workbook(Sheet(_("Catalogue of courses"), COLUMNS, values), manifest=manifest)
