"""The lists of committees as workbooks: the rows of the screen, in its order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, Unpack

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from office.exchange.columns import Column
from office.exchange.writing import Sheet, Value
from office.people.exports import Taken, list_workbook

from .models import Assignment, Committee, Dossier, Expert, Meeting, Panel
from .queries import outcomes_of, present_counts
from .queries.results import scores_of

COMMITTEE_COLUMNS: Final = (
    Column("name", "评审委员会", width=34),
    Column("organisation", "组建单位", width=30),
    Column("make", "组建方式", width=14),
    Column("size", "委员人数", text=False, width=10),
    Column("document", "批准文号", width=22),
    Column("term_from", "任期起", text=False),
    Column("term_to", "任期止", text=False),
    Column("quorum", "到会比例", width=10),
    Column("pass", "通过比例", width=10),
)
EXPERT_COLUMNS: Final = (
    Column("name", "姓名", width=12),
    Column("employer", "工作单位", width=30),
    Column("title", "职称", width=16),
    Column("level", "职称层级", width=12),
    Column("specialities", "专业领域", width=30),
    Column("filing", "备案编号", width=18),
    Column("filed_on", "备案日期", text=False),
    Column("filed_until", "备案有效期", text=False),
    Column("removed_on", "取消备案", text=False),
)
PANEL_COLUMNS: Final = (
    Column("title", "评审组", width=34),
    Column("committee", "评审委员会", width=30),
    Column("state", "状态", width=10),
    Column("due_on", "打分截止", text=False),
    Column("criteria", "评分标准与权重", width=60),
)
DOSSIER_COLUMNS: Final = (
    Column("alias", "盲审编号", width=12),
    Column("case", "案件编号", width=18),
    Column("committee", "评审委员会", width=30),
    Column("taken_in", "收件时间", text=False, width=18),
    Column("decided_on", "表决日期", text=False),
    Column("yes", "赞成", text=False, width=8),
    Column("present", "出席并参加评审", text=False, width=14),
    Column("result", "结果", width=10),
)
MEETING_COLUMNS: Final = (
    Column("held_on", "会议日期", text=False),
    Column("committee", "评审委员会", width=30),
    Column("place", "地点", width=20),
    Column("state", "状态", width=10),
    Column("members", "委员人数", text=False, width=10),
    Column("present", "出席人数", text=False, width=10),
    Column("items", "议题数", text=False, width=10),
    Column("chair", "主持人", width=12),
    Column("teller", "计票人", width=12),
    Column("scrutineer", "监票人", width=12),
)
FILE_COLUMNS: Final = (
    Column("alias", "盲审编号", width=12),
    Column("panel", "评审组", width=34),
    Column("due_on", "打分截止", text=False),
    Column("declared", "回避申报", width=14),
    Column("handed_in", "提交时间", text=False, width=18),
    Column("score", "本人评分", text=False, width=10),
)


def _written(
    title: str, columns: Sequence[Column], values: Sequence[Sequence[Value]], **taken: Unpack[Taken]
) -> bytes:
    """Record which list is taken, and return it with what it is."""
    sheet = Sheet(title, columns, values)
    return list_workbook("committees.list.exported", sheet, list=title, rows=len(values), **taken)


@transaction.atomic
def committees_workbook(rows: QuerySet[Committee], **taken: Any) -> bytes:
    """Return the committees of a list."""
    values = [
        (
            each.name,
            each.organisation.name,
            each.get_make_display(),
            each.size,
            each.document_number,
            each.term_from,
            each.term_to,
            f"{each.quorum_part}/{each.quorum_whole}",
            f"{each.pass_part}/{each.pass_whole}",
        )
        for each in rows
    ]
    return _written(_("Committees"), COMMITTEE_COLUMNS, values, **taken)


@transaction.atomic
def experts_workbook(rows: QuerySet[Expert], **taken: Any) -> bytes:
    """Return the experts of a list; their relatives stay in the office."""
    values = [
        (
            str(each),
            each.employer.name if each.employer else each.employer_name,
            each.title,
            each.get_level_display(),
            "、".join(field.name for field in each.specialities.all()),
            each.filing_number,
            each.filed_on,
            each.filed_until,
            each.removed_on,
        )
        for each in rows.prefetch_related("specialities")
    ]
    return _written(_("Experts"), EXPERT_COLUMNS, values, **taken)


@transaction.atomic
def panels_workbook(rows: QuerySet[Panel], **taken: Any) -> bytes:
    """Return the panels of a list with their criteria."""
    values = [
        (
            each.title,
            each.committee.name,
            each.get_state_display(),
            each.due_on,
            "；".join(f"{criterion.label} {criterion.weight}%" for criterion in each.criteria.all()),
        )
        for each in rows.prefetch_related("criteria")
    ]
    return _written(_("Panels"), PANEL_COLUMNS, values, **taken)


@transaction.atomic
def dossiers_workbook(rows: QuerySet[Dossier], **taken: Any) -> bytes:
    """Return the files of a list with what was decided; nobody is named."""
    found = list(rows)
    outcomes = outcomes_of(each.case for each in found)
    values = []
    for each in found:
        outcome = outcomes.get(each.case_id)
        decided = (
            (outcome.decided_on, outcome.yes, outcome.present, "通过" if outcome.passed else "未通过")
            if outcome
            else (None, None, None, "")
        )
        values.append((each.alias, each.case.number, each.committee.name, each.taken_in_at, *decided))
    return _written(_("Files before committees"), DOSSIER_COLUMNS, values, **taken)


@transaction.atomic
def meetings_workbook(rows: QuerySet[Meeting], **taken: Any) -> bytes:
    """Return the meetings of a list."""
    found = list(rows)
    counts = present_counts(found)
    values = [
        (
            each.held_on,
            each.committee.name,
            each.place,
            each.get_state_display(),
            each.members,
            counts[each.pk].present,
            counts[each.pk].items,
            str(each.chair or ""),
            each.teller.get_full_name() if each.teller else "",
            each.scrutineer.get_full_name() if each.scrutineer else "",
        )
        for each in found
    ]
    return _written(_("Meetings"), MEETING_COLUMNS, values, **taken)


@transaction.atomic
def files_workbook(rows: QuerySet[Assignment], **taken: Any) -> bytes:
    """Return an expert's own files with the expert's own scores."""
    found = list(rows)
    scores = scores_of(found)
    values = [
        (
            each.dossier.alias,
            each.panel.title,
            each.panel.due_on,
            each.declaration.get_answer_display(),
            each.handed_in_at,
            scores.get(each.pk),
        )
        for each in found
    ]
    return _written(_("Files to read"), FILE_COLUMNS, values, **taken)
