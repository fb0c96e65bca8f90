"""Lists of classes and of their trainees as workbooks: the very rows of the screen."""

from __future__ import annotations

from typing import Final, Unpack

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from office.exchange.columns import Column
from office.exchange.writing import Sheet
from office.people.exports import Taken, list_workbook

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


def classes_workbook(rows: QuerySet[TrainingClass], **taken: Unpack[Taken]) -> bytes:
    """Return the classes of a list in its order; who took how many is recorded."""
    classes = list(rows)
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
    return list_workbook(
        "courses.class.exported", Sheet(_("Classes"), CLASS_COLUMNS, values), classes=len(classes), **taken
    )


def trainees_workbook(
    training_class: TrainingClass, rows: QuerySet[Enrolment], **taken: Unpack[Taken]
) -> bytes:
    """Return the trainees of a list with masked ID numbers; who took how many is recorded."""
    enrolments = list(rows)
    values = [_trainee(each) for each in enrolments]
    whose = _("Trainees of class %(number)s") % {"number": training_class.number}
    return list_workbook(
        "courses.trainees.exported",
        Sheet(_("Trainees"), TRAINEE_COLUMNS, values),
        subject=training_class,
        about=whose,
        trainees=len(enrolments),
        **taken,
    )


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
