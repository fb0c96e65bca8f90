"""Lists of classes and trainees as workbooks, and sheets to fill in: blank or with the trainees."""

from __future__ import annotations

import datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.certificates.rendering.certificate import render_batch
from office.certificates.rendering.facts import CertificateFacts
from office.exchange.columns import Column
from office.exchange.report import Report
from office.exchange.returning import error_workbook
from office.exchange.writing import Manifest, Sheet, write_workbook
from office.people.models import User

from .actions.guards import ask
from .actions.sheets import PERMISSIONS, takes_sheets
from .enums import SheetKind
from .handouts import (
    certificates_of,
    online_hours_of,
    register_of,
    results_of,
    sheet_name,
    template_name,
    template_of,
)
from .imports import Judgement, columns_of
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


def names_trainees(kind: SheetKind, training_class: TrainingClass, user: User) -> bool:
    """Tell whether the sheet a user gets of a class that takes it names its trainees, with full ID numbers.

    Else it is the blank template: a roster is what brings the names, and who may not record, or has nothing
    left to record, needs no ID numbers.
    """
    return (
        kind not in (SheetKind.ROSTER, SheetKind.FILING)
        and takes_sheets(kind, training_class, timezone.localdate())
        and user.has_perm(PERMISSIONS[kind], training_class)
        and training_class.enrolments.enrolled().exists()
    )


@transaction.atomic
def sheet_to_fill_in(
    kind: SheetKind, training_class: TrainingClass, *, actor: User, now: datetime.datetime
) -> tuple[str, bytes]:
    """Return file name and content of the class's own sheet where `names_trainees`, else of the template.

    Who took how many full ID numbers is recorded.
    """
    if not names_trainees(kind, training_class, actor):
        return template_name(kind), template_of(kind, training_class)
    people = [
        (each.position, each.courier.name, each.courier.id_number)
        for each in training_class.enrolments.enrolled().select_related("courier").order_by("position")
    ]
    audit.record(
        "courses.sheet.handed_out",
        actor=actor,
        subject=training_class,
        at=now,
        kind=kind.value,
        people=len(people),
    )
    make = {
        SheetKind.ATTENDANCE: register_of,
        SheetKind.SCORES: results_of,
        SheetKind.ONLINE: online_hours_of,
        SheetKind.CERTIFICATES: certificates_of,
    }[kind]
    return sheet_name(kind, training_class), make(training_class, people)


@transaction.atomic
def returned_workbook(
    sheet: SheetImport, *, only_rejected: bool, actor: User, now: datetime.datetime
) -> bytes:
    """Return an uploaded sheet with what is wrong in it; it holds ID numbers, so who took it is recorded.

    Raises PermissionDenied for somebody who may not send sheets of this kind.
    """
    ask(actor, PERMISSIONS[sheet.kind], sheet.training_class)
    judgement = Judgement.from_json(sheet.judgement)
    report = judgement.report
    further = [Report.from_json(judgement.facts["info"])] if "info" in judgement.facts else []
    content = error_workbook(
        sheet.content,
        sheet.filename,
        report,
        further=further,
        columns=columns_of(SheetKind(sheet.kind), judgement),
        only_rejected=only_rejected and not further,
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
