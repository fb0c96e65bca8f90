"""Sheets in two steps: received and judged, then committed once."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import asdict
from decimal import Decimal
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from office.audit import actions as audit
from office.exchange.files import inspect
from office.exchange.report import JudgedRow, Report
from office.people.actions import CourierFacts
from office.people.actions.sheets import claim_sheet, keep_sheet, nothing_to_commit, settle_sheet
from office.people.models import User

from ..enums import SheetKind
from ..imports import Judgement, attendance, attendance_list, certificates, judge, scores, words
from ..imports.enrolled import ENROLMENT
from ..imports.filing import phones_on_record
from ..imports.timetable import facts_of as lesson_facts
from ..models import SheetImport, TrainingClass
from .guards import ask, locked_class, locked_open, locked_planned
from .marks import Mark, record_marks
from .online import OnlineReport, record_online_hours
from .plans import Plan, change_plan
from .recorded import record_certificates
from .register import record_attendance
from .results import Result, record_results
from .roster import Seat, enrol
from .timetable import set_timetable

PERMISSIONS: Final[Mapping[str, str]] = {
    SheetKind.ROSTER: "courses.enrol",
    SheetKind.ATTENDANCE: "courses.record_attendance",
    SheetKind.SCORES: "courses.record_results",
    SheetKind.ONLINE: "courses.record_attendance",
    SheetKind.CERTIFICATES: "courses.record_certificates",
    SheetKind.FILING: "courses.plan_class",
}


def takes_sheets(kind: SheetKind, training_class: TrainingClass, today: datetime.date) -> bool:
    """Tell whether a class takes in sheets of a kind on a day.

    A filing goes into a plan; results come until the window for retakes is over, certificates of other
    bodies whenever they are issued, all else while the class is open.
    """
    if kind == SheetKind.FILING:
        return training_class.is_planned
    if training_class.is_open:
        return True
    if kind == SheetKind.SCORES:
        return training_class.retakes_until is not None and today <= training_class.retakes_until
    return kind == SheetKind.CERTIFICATES and training_class.is_closed


def locked_for_sheet(
    kind: SheetKind, training_class: TrainingClass, *, today: datetime.date
) -> TrainingClass:
    """Return the class locked, where it `takes_sheets`.

    Raises ValidationError `class_closed`, `class_not_open`, or what `locked_planned` raises.
    """
    if kind == SheetKind.FILING:
        return locked_planned(training_class)
    locked = locked_class(training_class)
    return locked if takes_sheets(kind, locked, today) else locked_open(locked)


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
    locked = locked_for_sheet(kind, training_class, today=timezone.localdate(now))
    digest = inspect(content, filename).digest
    judgement = judge(kind, content, filename, training_class=locked, today=timezone.localdate(now))
    sheet = SheetImport.objects.filter(
        training_class=locked, kind=kind, sha256=digest, committed_at=None
    ).first() or SheetImport(training_class=locked, kind=kind, sha256=digest)
    keep_sheet(sheet, judgement, content=content, filename=filename, actor=actor, now=now)
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
    locked = locked_for_sheet(kind, sheet.training_class, today=timezone.localdate(now))
    claim_sheet(sheet, now=now)
    content = sheet.content
    judgement = judge(kind, content, sheet.filename, training_class=locked, today=timezone.localdate(now))
    if not is_committable(kind, judgement):
        raise nothing_to_commit()
    written = _WRITERS[kind](locked, judgement, actor=actor, now=now, digest=sheet.sha256)
    settle_sheet(sheet, judgement, **written)
    return sheet


def is_committable(kind: SheetKind, judgement: Judgement) -> bool:
    """Tell whether something may go in: the good rows of a list, a filing only as a whole."""
    if kind != SheetKind.FILING:
        return bool(judgement.report.accepted)
    info = Report.from_json(judgement.facts["info"])
    return not judgement.report.rejected and not info.rejected


def _write_filing(training_class: TrainingClass, judgement: Judgement, **deed: Any) -> dict[str, int]:
    deed.pop("digest")
    change_plan(training_class, plan_of(training_class, judgement.facts["plan"]), **deed)
    lessons = [lesson_facts(row) for row in judgement.report.accepted]
    return {"lessons": len(set_timetable(training_class, lessons, **deed))}


def plan_of(training_class: TrainingClass, values: Mapping[str, str]) -> Plan:
    """Return the plan that a filing's labels make; course, completion rule and telephones left empty stay."""
    texts = {name: values[name] for name in _PLAN_TEXTS}
    on_record = phones_on_record(training_class)
    return Plan(
        course=training_class.course,
        starts_on=datetime.date.fromisoformat(values["starts_on"]),
        ends_on=datetime.date.fromisoformat(values["ends_on"]),
        capacity=int(values["capacity"]),
        delivery=words.DELIVERY_OF_WORD[values["delivery"]],
        fee=Decimal(values["fee"]) if values["fee"] else None,
        subsidy_asked=Decimal(values["subsidy_asked"]) if values["subsidy_asked"] else None,
        self_enrolment=training_class.self_enrolment,
        hours_share_required=training_class.hours_share_required,
        pass_mark=training_class.pass_mark,
        **{name: text or on_record.get(name, "") for name, text in texts.items()},
    )


_PLAN_TEXTS: Final = (
    "title",
    "place",
    "room",
    "programme",
    "head_teacher",
    "head_teacher_phone",
    "assessor",
    "contact",
    "contact_phone",
)


def _write_roster(training_class: TrainingClass, judgement: Judgement, **deed: Any) -> dict[str, int]:
    rows = enrol(training_class, [_seat(row.values) for row in judgement.report.accepted], **deed)
    enrolled = sum(row.is_enrolled for row in rows)
    return {"enrolled": enrolled, "waiting": len(rows) - enrolled}


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
    if judgement.facts.get("form") == "list":
        listed = {
            (int(row.values[ENROLMENT]), int(row.values[attendance_list.LESSON])): Mark(
                *attendance_list.mark_of(row)
            )
            for row in judgement.report.accepted
        }
        return asdict(record_marks(training_class, listed, **deed))
    days = judgement.facts["days"]
    marks = {int(row.values[ENROLMENT]): attendance.marks_of(row, days) for row in judgement.report.accepted}
    return asdict(record_attendance(training_class, marks, **deed))


def _write_scores(training_class: TrainingClass, judgement: Judgement, **deed: Any) -> dict[str, int]:
    results = {int(row.values[ENROLMENT]): _result(row) for row in judgement.report.accepted}
    taken_on = datetime.date.fromisoformat(judgement.facts["taken_on"])
    return asdict(record_results(training_class, results, taken_on=taken_on, **deed))


def _result(row: JudgedRow) -> Result:
    marks = scores.marks_of(row)
    return Result(
        theory=marks.theory,
        practice=marks.practice,
        review=marks.review,
        performance=marks.performance,
        absent=marks.absent,
        taken_on=datetime.date.fromisoformat(row.values["taken_on"]),
        ticket=row.values.get("ticket", ""),
        examiner=row.values.get("examiner", ""),
    )


def _write_online(training_class: TrainingClass, judgement: Judgement, **deed: Any) -> dict[str, int]:
    reports = [_report(row.values) for row in judgement.report.accepted]
    return asdict(record_online_hours(training_class, reports, **deed))


def _report(values: Mapping[str, str]) -> OnlineReport:
    def moment(key: str) -> datetime.datetime | None:
        return datetime.datetime.fromisoformat(values[key]) if values.get(key) else None

    return OnlineReport(
        enrolment=int(values[ENROLMENT]),
        platform=values["platform"],
        course=values["course"],
        hours_due=Decimal(values["hours_due"]),
        hours_done=Decimal(values["hours_done"]),
        record_number=values.get("record_number", ""),
        first_at=moment("first_at"),
        last_at=moment("last_at"),
        devices=int(values["devices"]) if values.get("devices") else None,
    )


def _write_certificates(training_class: TrainingClass, judgement: Judgement, **deed: Any) -> dict[str, int]:
    rows = [(int(row.values[ENROLMENT]), certificates.facts_of(row)) for row in judgement.report.accepted]
    return asdict(record_certificates(training_class, rows, **deed))


_WRITERS: Final[Mapping[SheetKind, Callable[..., dict[str, int]]]] = {
    SheetKind.ROSTER: _write_roster,
    SheetKind.ATTENDANCE: _write_attendance,
    SheetKind.SCORES: _write_scores,
    SheetKind.ONLINE: _write_online,
    SheetKind.CERTIFICATES: _write_certificates,
    SheetKind.FILING: _write_filing,
}
