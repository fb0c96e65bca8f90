"""Lists of classes and of their trainees as workbooks: the very rows of the screen."""

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

from ..models import Enrolment, TrainingClass

CLASS_COLUMNS: Final = (
    Column("number", "班级编号", width=18),
    Column("title", "班级名称", width=36),
    Column("course", "培训课程", width=28),
    Column("kind", "培训类型", width=14),
    Column("provider", "培训机构", width=30),
    Column("starts_on", "开班日期", text=False),
    Column("ends_on", "结业日期", text=False),
    Column("hours", "课时", text=False, width=8),
    Column("capacity", "计划人数", text=False, width=10),
    Column("trainees", "学员人数", text=False, width=10),
    Column("waiting", "候补人数", text=False, width=10),
    Column("completers", "结业人数", text=False, width=10),
    Column("state", "状态", width=10),
)
TRAINEE_COLUMNS: Final = (
    Column("position", "序号", text=False, width=6),
    Column("name", "姓名", width=18),
    Column("id_number", "证件号码", width=22),
    Column("category", "人员类别", width=22),
    Column("employer", "工作单位", width=28),
    Column("hours", "出勤课时", text=False, width=10),
    Column("theory", "理论成绩", text=False, width=10),
    Column("practice", "技能成绩", text=False, width=10),
    Column("completed", "是否结业", width=10),
)


@transaction.atomic
def classes_workbook(
    rows: QuerySet[TrainingClass], *, actor: User, now: datetime.datetime, selection: str, link: str
) -> bytes:
    """Return the classes of a list in its order; who took how many is recorded."""
    classes = list(rows)
    audit.record("courses.class.exported", actor=actor, subject=actor, at=now, classes=len(classes))
    values = [
        (
            each.number,
            each.title,
            str(each.course),
            each.course.get_kind_display(),
            each.provider.name,
            each.starts_on,
            each.ends_on,
            each.course.hours,
            each.capacity,
            each.trainees,  # type: ignore[attr-defined]
            each.waiting,  # type: ignore[attr-defined]
            each.completers,  # type: ignore[attr-defined]
            each.get_state_display(),
        )
        for each in classes
    ]
    manifest = Manifest(actor.get_full_name(), now, selection, link)
    return write_workbook(Sheet(_("Classes"), CLASS_COLUMNS, values), manifest=manifest)


@transaction.atomic
def trainees_workbook(
    training_class: TrainingClass,
    rows: QuerySet[Enrolment],
    *,
    actor: User,
    now: datetime.datetime,
    selection: str,
    link: str,
) -> bytes:
    """Return the trainees of a list with masked ID numbers; who took how many is recorded."""
    enrolments = list(rows)
    audit.record(
        "courses.trainees.exported", actor=actor, subject=training_class, at=now, trainees=len(enrolments)
    )
    values = [_trainee(each) for each in enrolments]
    whose = _("Trainees of class %(number)s") % {"number": training_class.number}
    manifest = Manifest(actor.get_full_name(), now, f"{whose}; {selection}", link)
    return write_workbook(Sheet(_("Trainees"), TRAINEE_COLUMNS, values), manifest=manifest)


def _trainee(enrolment: Enrolment) -> tuple[object, ...]:
    test = getattr(enrolment, "assessment", None)
    completion = getattr(enrolment, "completion", None)
    verdict = (
        ""
        if completion is None
        else _("Training completed")
        if completion.completed
        else _("Training not completed")
    )
    return (
        enrolment.position,
        enrolment.courier.name,
        enrolment.courier.id_number_masked,
        enrolment.get_category_display(),
        enrolment.employer_name,
        enrolment.attended_hours,  # type: ignore[attr-defined]
        test.theory if test else None,
        test.practice if test else None,
        verdict,
    )
