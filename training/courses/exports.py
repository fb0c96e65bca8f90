"""Lists of classes and trainees as workbooks, and blank sheets to fill in."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.certificates.rendering.certificate import render_batch
from office.certificates.rendering.facts import CertificateFacts
from office.exchange.columns import Column
from office.exchange.returning import error_workbook
from office.exchange.template import template_workbook
from office.exchange.writing import Manifest, Sheet, write_workbook
from office.people.models import User

from .actions.guards import ask
from .actions.sheets import PERMISSIONS
from .enums import SheetKind
from .imports import COLUMNS, Judgement
from .models import Enrolment, SheetImport, TrainingClass
from .queries import certificates_of_class

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
_NAMES: Final[Mapping[str, str]] = {
    SheetKind.ROSTER: "学员花名册",
    SheetKind.ATTENDANCE: "考勤表",
    SheetKind.SCORES: "成绩花名册",
}


@transaction.atomic
def classes_workbook(rows: QuerySet[TrainingClass], *, actor: User, now: datetime.datetime) -> bytes:
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
            each.completers,  # type: ignore[attr-defined]
            each.get_state_display(),
        )
        for each in classes
    ]
    manifest = Manifest(actor.get_full_name(), now, _("Classes as filtered on the screen"))
    return write_workbook(Sheet(_("Classes"), CLASS_COLUMNS, values), manifest=manifest)


@transaction.atomic
def trainees_workbook(
    training_class: TrainingClass, rows: QuerySet[Enrolment], *, actor: User, now: datetime.datetime
) -> bytes:
    """Return the trainees of a list with masked ID numbers; who took how many is recorded."""
    enrolments = list(rows)
    audit.record(
        "courses.trainees.exported", actor=actor, subject=training_class, at=now, trainees=len(enrolments)
    )
    values = [_trainee(each) for each in enrolments]
    manifest = Manifest(
        actor.get_full_name(), now, _("Trainees of class %(number)s") % {"number": training_class.number}
    )
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


def template_name(kind: SheetKind) -> str:
    """Return the file name of a template."""
    return f"模板_{_NAMES[kind]}_v1.xlsx"


def template_of(kind: SheetKind, training_class: TrainingClass) -> bytes:
    """Return the blank sheet of a kind for a class; the register has a column a day of the timetable."""
    columns: tuple[Column, ...] = COLUMNS[kind]
    band = [("培训机构", training_class.provider.name), ("班级编号", training_class.number)]
    if kind == SheetKind.ATTENDANCE:
        columns = (*columns, *_days_of(training_class))
    if kind == SheetKind.SCORES:
        band.append(("考核日期", ""))
    return template_workbook(
        f"{training_class.title}{_NAMES[kind]}", columns, sheet=_NAMES[kind], band=band, notes=_notes(kind)
    )


def _days_of(training_class: TrainingClass) -> list[Column]:
    days = sorted(set(training_class.lessons.values_list("held_on", flat=True))) or [training_class.starts_on]
    return [
        Column(
            day.isoformat(),
            f"{day.month}月{day.day}日",
            width=8,
            choices=("√", "迟", "假", "缺"),
            example="√",
        )
        for day in days
    ]


def _notes(kind: SheetKind) -> list[str]:
    return {
        SheetKind.ROSTER: ["证件号码、联系电话请用文本格式填写；单次不超过 5000 行。"],
        SheetKind.ATTENDANCE: [
            "每个上课日一列，表头写日期（如 8月3日）；√ 到课，迟 迟到，假 请假，缺 缺勤。迟到计入出勤。"
        ],
        SheetKind.SCORES: [
            "请在表头上方填写考核日期；理论、技能成绩为 0—100；缺考的在“缺考标记”列填“缺考”。"
        ],
    }[kind]


@transaction.atomic
def returned_workbook(
    sheet: SheetImport, *, only_rejected: bool, actor: User, now: datetime.datetime
) -> bytes:
    """Return an uploaded sheet with what is wrong in it; it holds ID numbers, so who took it is recorded.

    Raises PermissionDenied for somebody who may not send sheets of this kind.
    """
    ask(actor, PERMISSIONS[sheet.kind], sheet.training_class)
    report = Judgement.from_json(sheet.judgement).report
    content = error_workbook(
        sheet.content,
        sheet.filename,
        report,
        columns=COLUMNS[SheetKind(sheet.kind)],
        only_rejected=only_rejected,
    )
    audit.record(
        "courses.sheet.returned",
        actor=actor,
        subject=sheet.training_class,
        at=now,
        kind=sheet.kind,
        sha256=sheet.sha256,
        rows=len(report.rejected) if only_rejected else len(report.rows),
    )
    return content


@transaction.atomic
def certificates_pdf(training_class: TrainingClass, *, actor: User | None, now: datetime.datetime) -> bytes:
    """Return the valid certificates of a class as one file with a page each; who printed them is recorded.

    Raises PermissionDenied, or ValidationError `no_certificates`.
    """
    ask(actor, "courses.issue_certificates", training_class)
    certificates = certificates_of_class(training_class)
    if not certificates:
        raise ValidationError(
            _("Class %(number)s has no certificates yet. Issue them first."),
            code="no_certificates",
            params={"number": training_class.number},
        )
    content = render_batch([CertificateFacts.from_json(each.facts) for each in certificates])
    audit.record(
        "courses.certificates.printed",
        actor=actor,
        subject=training_class,
        at=now,
        certificates=len(certificates),
    )
    return content
