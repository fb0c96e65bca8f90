"""Honours as workbooks: the rows of the screen, in its order."""

from __future__ import annotations

from typing import Final, Unpack

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from office.exchange.columns import Column
from office.exchange.writing import Sheet
from office.people.exports import Taken, list_workbook

from .models import CorrectionRequest, Honour

HONOUR_COLUMNS: Final = (
    Column("holder", "获得者", width=24),
    Column("organisation", "所属单位", width=30),
    Column("kind", "荣誉类别", width=12),
    Column("title", "荣誉名称", width=30),
    Column("level", "级别", width=10),
    Column("occasion", "获奖事由", width=40),
    Column("issuer", "授予单位", width=30),
    Column("document", "文号", width=24),
    Column("decided_on", "授予日期", text=False),
    Column("source", "竞赛成绩版本", width=24),
    Column("withdrawn_on", "撤销日期", text=False),
    Column("withdrawal_document", "撤销文号", width=24),
)
CORRECTION_COLUMNS: Final = (
    Column("courier", "申请人", width=16),
    Column("honour", "所涉荣誉", width=36),
    Column("words", "申请内容", width=50),
    Column("asked_at", "申请时间", text=False, width=18),
    Column("due_on", "答复期限", text=False),
    Column("outcome", "处理结果", width=12),
    Column("answer", "答复", width=50),
    Column("answered_at", "答复时间", text=False, width=18),
)


def honours_workbook(rows: QuerySet[Honour], **taken: Unpack[Taken]) -> bytes:
    """Return the honours of a list, without ID numbers; who took how many is recorded."""
    values = [
        (
            each.holder_name,
            each.organisation.name if each.organisation else "",
            each.get_kind_display(),
            each.title,
            each.get_level_display(),
            each.occasion,
            each.issuer,
            each.document_number,
            each.decided_on,
            each.source,
            each.withdrawn_on,
            each.withdrawal_document,
        )
        for each in rows
    ]
    sheet = Sheet(_("Honours"), HONOUR_COLUMNS, values)
    return list_workbook("honours.honour.exported", sheet, rows=len(values), **taken)


def corrections_workbook(rows: QuerySet[CorrectionRequest], **taken: Unpack[Taken]) -> bytes:
    """Return the requests for correction of a list; who took how many is recorded."""
    values = [
        (
            each.courier.name,
            str(each.honour or ""),
            each.words,
            each.asked_at,
            each.due_on,
            each.get_outcome_display(),
            each.answer,
            each.answered_at,
        )
        for each in rows
    ]
    sheet = Sheet(_("Requests for correction"), CORRECTION_COLUMNS, values)
    return list_workbook("honours.correction.exported", sheet, rows=len(values), **taken)
