"""Sheets in two steps: received and judged, then committed once."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.exchange.files import inspect
from office.people.actions import CourierFacts
from office.people.models import User

from ..enums import SheetKind
from ..imports import Judgement, attendance, judge, scores, words
from ..imports.enrolled import ENROLMENT
from ..models import SheetImport, TrainingClass
from .guards import ask, locked_open
from .register import Result, record_attendance, record_results
from .roster import Seat, enrol

PERMISSIONS: Final[Mapping[str, str]] = {
    SheetKind.ROSTER: "courses.enrol",
    SheetKind.ATTENDANCE: "courses.record_attendance",
    SheetKind.SCORES: "courses.record_results",
}


@transaction.atomic
def receive_sheet(
    training_class: TrainingClass,
    *,
    kind: SheetKind,
    content: bytes,
    filename: str,
    actor: User | None,
    now: datetime.datetime,
) -> SheetImport:
    """Judge a file and keep it sealed until somebody commits it; nothing else is stored.

    The same file that still waits for the same class is judged anew in its place. Raises PermissionDenied, or
    ValidationError `class_closed` or for a file that cannot be used (nothing is stored then).
    """
    ask(actor, PERMISSIONS[kind], training_class)
    locked = locked_open(training_class)
    digest = inspect(content, filename).digest
    judgement = judge(kind, content, filename, training_class=locked, today=timezone.localdate(now))
    sheet = SheetImport.objects.filter(
        training_class=locked, kind=kind, sha256=digest, committed_at=None
    ).first() or SheetImport(training_class=locked, kind=kind, sha256=digest)
    sheet.filename = filename[-200:]
    sheet.uploaded_by = actor
    sheet.uploaded_at = now
    sheet.outcome = judgement.report.counts
    sheet.seal(content, judgement.to_json())
    sheet.save()
    audit.record(
        "courses.sheet.received",
        actor=actor,
        subject=training_class,
        at=now,
        kind=kind,
        sha256=digest,
        counts=judgement.report.counts,
    )
    return sheet


@transaction.atomic
def commit_sheet(sheet: SheetImport, *, actor: User | None, now: datetime.datetime) -> SheetImport:
    """Take the good rows of a sheet in, once, in one transaction.

    The file is judged again, for the class may have changed since the preview: who got a seat meanwhile is
    not enrolled twice. Raises PermissionDenied, or ValidationError `already_committed`, `class_closed`,
    `nothing_to_commit`.
    """
    kind = SheetKind(sheet.kind)
    ask(actor, PERMISSIONS[kind], sheet.training_class)
    locked = locked_open(sheet.training_class)
    if not SheetImport.objects.filter(pk=sheet.pk, committed_at=None).update(committed_at=now):
        raise ValidationError(
            _("This sheet was committed already; nothing was done twice. Send a new file for further rows."),
            code="already_committed",
        )
    sheet.refresh_from_db()
    content = sheet.content
    judgement = judge(kind, content, sheet.filename, training_class=locked, today=timezone.localdate(now))
    if not judgement.report.accepted:
        raise ValidationError(
            _(
                "No row of this sheet can go in. Mend the rows that the error workbook names "
                "and send it again."
            ),
            code="nothing_to_commit",
        )
    written = _WRITERS[kind](locked, judgement, actor=actor, now=now, digest=sheet.sha256)
    sheet.outcome = {**judgement.report.counts, **written}
    sheet.seal(content, judgement.to_json())
    sheet.save(update_fields=["outcome", "content_sealed", "judgement_sealed"])
    return sheet


def _write_roster(training_class: TrainingClass, judgement: Judgement, **deed: Any) -> dict[str, int]:
    rows = enrol(training_class, [_seat(row.values) for row in judgement.report.accepted], **deed)
    return {"enrolled": len(rows)}


def _seat(values: Mapping[str, str]) -> Seat:
    return Seat(
        facts=CourierFacts(
            name=values["name"],
            id_number=values["id_number"],
            phone=values["phone"],
            ethnicity=values.get("ethnicity", ""),
            education=values.get("education", ""),
        ),
        category=words.CATEGORY_OF_WORD[values["category"]],
        employer_name=values["employer"],
        station_name=values.get("station", ""),
        post=values.get("post", ""),
        level=values.get("level", ""),
        remark=values.get("remark", ""),
    )


def _write_attendance(training_class: TrainingClass, judgement: Judgement, **deed: Any) -> dict[str, int]:
    days = judgement.facts["days"]
    marks = {int(row.values[ENROLMENT]): attendance.marks_of(row, days) for row in judgement.report.accepted}
    return asdict(record_attendance(training_class, marks, **deed))


def _write_scores(training_class: TrainingClass, judgement: Judgement, **deed: Any) -> dict[str, int]:
    results = {int(row.values[ENROLMENT]): Result(*scores.marks_of(row)) for row in judgement.report.accepted}
    taken_on = datetime.date.fromisoformat(judgement.facts["taken_on"])
    return asdict(record_results(training_class, results, taken_on=taken_on, **deed))


_WRITERS: Final[Mapping[SheetKind, Callable[..., dict[str, int]]]] = {
    SheetKind.ROSTER: _write_roster,
    SheetKind.ATTENDANCE: _write_attendance,
    SheetKind.SCORES: _write_scores,
}
