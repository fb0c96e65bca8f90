"""Sheets to fill in, blank or with the trainees, and sheets handed back with what is wrong in them."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone

from office.audit import actions as audit
from office.exchange.report import Report
from office.exchange.returning import error_workbook
from office.people.models import User

from ..actions.guards import ask
from ..actions.sheets import PERMISSIONS, takes_sheets
from ..enums import SheetKind
from ..handouts import (
    certificates_of,
    online_hours_of,
    register_of,
    results_of,
    sheet_name,
    template_name,
    template_of,
)
from ..imports import Judgement, columns_of
from ..models import SheetImport, TrainingClass


def names_trainees(
    kind: SheetKind, training_class: TrainingClass, user: User, *, today: datetime.date
) -> bool:
    """Tell whether the sheet a user gets of a class that takes it names its trainees, with full ID numbers.

    Else it is the blank template: a roster is what brings the names, and who may not record, or has nothing
    left to record, needs no ID numbers.
    """
    return (
        kind not in (SheetKind.ROSTER, SheetKind.FILING)
        and takes_sheets(kind, training_class, today)
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
    if not names_trainees(kind, training_class, actor, today=timezone.localdate(now)):
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
