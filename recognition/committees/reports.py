"""What leaves the reading: progress, the register of specialities, scores by criterion, sheets of readers."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.casework.models import Case
from office.exchange.columns import Column
from office.exchange.returning import error_workbook
from office.exchange.template import template_workbook
from office.exchange.writing import Sheet, Value
from office.people.exports import list_workbook
from office.people.imports.judgement import Judgement
from office.people.models import User

from . import readers
from .enums import Answer
from .models import Assignment, AssignmentSheet, Criterion, Panel, Score
from .queries import loads_of, members_on, seats_of
from .queries.results import scores_of

READING_COLUMNS: Final = (
    Column("expert", "评委", width=12),
    Column("committee", "评审委员会", width=30),
    Column("panel", "评审组", width=30),
    Column("alias", "盲审编号", width=12),
    Column("declared", "回避申报", width=14),
    Column("due_on", "打分截止", text=False),
    Column("handed_in", "提交时间", text=False, width=18),
    Column("reminded_on", "最近催办", text=False),
)
LOAD_COLUMNS: Final = (
    Column("expert", "评委", width=12),
    Column("given", "分配", text=False, width=8),
    Column("done", "已提交", text=False, width=8),
    Column("waiting", "待提交", text=False, width=8),
    Column("late", "逾期", text=False, width=8),
    Column("shut", "回避", text=False, width=8),
)
FIELD_COLUMNS: Final = (
    Column("speciality", "专业领域", width=24),
    Column("expert", "专家", width=12),
    Column("employer", "工作单位", width=30),
    Column("title", "职称", width=16),
    Column("level", "职称层级", width=12),
    Column("filing", "备案编号", width=20),
    Column("filed_on", "备案日期", text=False),
    Column("filed_until", "备案有效期", text=False),
    Column("removed_on", "取消备案", text=False),
    Column("seats", "任职与任期", width=60),
)


@transaction.atomic
def readings_workbook(rows: QuerySet[Assignment], **taken: Any) -> bytes:
    """Return the files of the selection with their readers; on a second sheet what each expert carries."""
    values = [
        (
            str(each.expert),
            each.panel.committee.name,
            each.panel.title,
            each.dossier.alias,
            each.declaration.get_answer_display(),
            each.panel.due_on,
            each.handed_in_at,
            each.reminded_on,  # type: ignore[attr-defined]
        )
        for each in rows
    ]
    loads = [
        (load.name, load.given, load.done, load.waiting, load.late, load.shut)
        for load in loads_of(rows, timezone.localdate(taken["now"]))
    ]
    title = _("Reading progress")
    sheets = (Sheet(title, READING_COLUMNS, values), Sheet(_("Load of each expert"), LOAD_COLUMNS, loads))
    return list_workbook("committees.list.exported", *sheets, list=title, rows=len(values), **taken)


@transaction.atomic
def fields_workbook(rows: QuerySet[Any], **taken: Any) -> bytes:
    """Return the register of specialities with filings and the terms of seats."""
    found = list(rows)
    seats = seats_of({row.expert_id for row in found})
    values = [
        (
            row.speciality.name,
            str(row.expert),
            row.expert.employer.name if row.expert.employer else row.expert.employer_name,
            row.expert.title,
            row.expert.get_level_display(),
            row.expert.filing_number,
            row.expert.filed_on,
            row.expert.filed_until,
            row.expert.removed_on,
            "；".join(
                f"{seat.committee.name} {seat.get_post_display()} "
                f"{seat.valid_from} – {seat.ended_on or seat.valid_to}"
                for seat in seats[row.expert_id]
            ),
        )
        for row in found
    ]
    title = _("Register of specialities")
    sheet = Sheet(title, FIELD_COLUMNS, values)
    return list_workbook("committees.list.exported", sheet, list=title, rows=len(values), **taken)


@transaction.atomic
def scores_workbook(panel: Panel, **taken: Any) -> bytes:
    """Return every mark of a panel: a line a reader of a file, a column a criterion with its weight."""
    criteria = list(panel.criteria.order_by("position"))
    columns = (
        Column("alias", "盲审编号", width=12),
        Column("case", "案件编号", width=18),
        Column("expert", "评委", width=12),
        Column("declared", "回避申报", width=14),
        *(
            Column(f"criterion_{each.pk}", f"{each.label}（{each.weight.normalize():f}%）", text=False)
            for each in criteria
        ),
        Column("score", "加权得分", text=False),
        Column("remark", "评语", width=50),
        Column("handed_in", "提交时间", text=False, width=18),
    )
    found = list(
        panel.assignments.select_related("dossier__case", "expert__user", "declaration").order_by(
            "dossier__alias", "pk"
        )
    )
    lines = _score_lines(found, criteria)
    title = _("Scores by criterion")
    return list_workbook(
        "committees.scores.exported",
        Sheet(title, columns, lines),
        subject=panel,
        about=str(panel),
        rows=len(lines),
        **taken,
    )


def _score_lines(found: Sequence[Assignment], criteria: Sequence[Criterion]) -> list[tuple[Value, ...]]:
    scores = scores_of(found)
    marks: dict[tuple[int, int], Decimal] = {
        (assignment, criterion): mark
        for assignment, criterion, mark in Score.objects.filter(
            assignment__in=found, assignment__handed_in_at__isnull=False
        ).values_list("assignment", "criterion", "mark")
    }
    return [
        (
            each.dossier.alias,
            each.dossier.case.number,
            str(each.expert),
            Answer(each.declaration.answer).label,
            *(marks.get((each.pk, criterion.pk)) for criterion in criteria),
            scores.get(each.pk),
            each.remark,
            each.handed_in_at,
        )
        for each in found
    ]


def readers_template(panel: Panel, cases: QuerySet[Case], today: datetime.date) -> bytes:
    """Return the sheet of readers with the cases that wait, and the members of the day among its notes."""
    members = members_on(panel.committee, today)
    return template_workbook(
        "评委分配表",
        readers.COLUMNS,
        sheet="评委分配表",
        band=[("评审组", panel.title), ("评审委员会", panel.committee.name)],
        notes=[
            "一件材料由几位评委审阅就写几行；也可用 CSV 文件，首行为表头。",
            *(f"{expert.filing_number}　{expert}" for expert in members),
        ],
        rows=[(place, case.number, case.title, None, None) for place, case in enumerate(cases, start=1)],
    )


@transaction.atomic
def readers_returned(sheet: AssignmentSheet, *, actor: User, now: datetime.datetime) -> bytes:
    """Return the secretary's own workbook with what is wrong in it; who took it is recorded."""
    report = Judgement.from_json(sheet.judgement).report
    content = error_workbook(
        sheet.content, sheet.filename, report, columns=readers.COLUMNS, only_rejected=False
    )
    audit.record(
        "committees.readers.returned",
        actor=actor,
        subject=sheet.panel,
        at=now,
        sha256=sheet.sha256,
        rows=len(report.rows),
    )
    return content
