"""The catalogue, the seats and the results of a class as workbooks: the very rows of the screen."""

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

from .models import Attempt, Course, Enrolment, TrainingClass

COURSE_COLUMNS: Final = (
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
SEAT_COLUMNS: Final = (
    Column("position", "序号", text=False, width=6),
    Column("name", "姓名", width=18),
    Column("id_number", "证件号码", width=22),
    Column("category", "人员类别", width=22),
    Column("employer", "工作单位", width=28),
    Column("origin", "报名方式", width=16),
    Column("seat", "名额状态", width=10),
    Column("enrolled_at", "报名时间", text=False, width=18),
    Column("promoted_at", "递补时间", text=False, width=18),
    Column("cancelled_at", "退出时间", text=False, width=18),
    Column("reason", "退出原因", width=30),
)

ATTEMPT_COLUMNS: Final = (
    Column("position", "序号", text=False, width=6),
    Column("name", "姓名", width=18),
    Column("number", "第几次", text=False, width=8),
    Column("taken_on", "考核日期", text=False),
    Column("theory", "理论成绩", text=False, width=10),
    Column("practice", "技能成绩", text=False, width=10),
    Column("review", "综合评审", text=False, width=10),
    Column("outcome", "结果", width=10),
    Column("examiner", "考评员", width=14),
    Column("source", "来源", width=14),
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
    return write_workbook(Sheet(_("Catalogue of courses"), COURSE_COLUMNS, values), manifest=manifest)


@transaction.atomic
def seats_workbook(
    training_class: TrainingClass,
    rows: QuerySet[Enrolment],
    *,
    actor: User,
    now: datetime.datetime,
    selection: str,
    link: str,
) -> bytes:
    """Return the seats of a list with masked ID numbers; who took how many is recorded."""
    seats = list(rows)
    audit.record("courses.seats.exported", actor=actor, subject=training_class, at=now, seats=len(seats))
    values = [
        (
            each.position,
            each.courier.name,
            each.courier.id_number_masked,
            each.get_category_display(),
            each.employer_name,
            each.get_origin_display(),
            each.get_seat_display(),
            each.enrolled_at,
            each.promoted_at,
            each.cancelled_at,
            each.cancel_reason,
        )
        for each in seats
    ]
    whose = _("Seats of class %(number)s") % {"number": training_class.number}
    manifest = Manifest(actor.get_full_name(), now, f"{whose}; {selection}", link)
    return write_workbook(Sheet(_("Seats"), SEAT_COLUMNS, values), manifest=manifest)


@transaction.atomic
def attempts_workbook(
    training_class: TrainingClass,
    rows: QuerySet[Attempt],
    *,
    actor: User,
    now: datetime.datetime,
    selection: str,
    link: str,
) -> bytes:
    """Return the attempts of a list in its order; who took how many is recorded."""
    attempts = list(rows)
    audit.record(
        "courses.attempts.exported", actor=actor, subject=training_class, at=now, attempts=len(attempts)
    )
    values = [
        (
            each.enrolment.position,
            each.enrolment.courier.name,
            each.number,
            each.taken_on,
            each.theory,
            each.practice,
            each.review,
            _("Absent") if each.absent else _("Passed") if each.passed else _("Not passed"),
            each.examiner,
            each.get_source_display(),
        )
        for each in attempts
    ]
    whose = _("Results of class %(number)s") % {"number": training_class.number}
    manifest = Manifest(actor.get_full_name(), now, f"{whose}; {selection}", link)
    return write_workbook(Sheet(_("Results"), ATTEMPT_COLUMNS, values), manifest=manifest)
