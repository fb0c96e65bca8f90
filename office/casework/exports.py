"""Lists taken out of the room."""

from __future__ import annotations

from typing import Unpack

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from office.exchange.columns import Column
from office.exchange.writing import Sheet
from office.people.exports import Taken, list_workbook
from office.people.permissions import is_staff_member

from .models import Case, Evidence, Objection, PublicNotice
from .procedures import procedure_of

COLUMNS = (
    Column("number", "案件编号", width=20),
    Column("procedure", "事项", width=16),
    Column("title", "标题", width=44),
    Column("applicant", "申请人", width=32),
    Column("state", "状态", width=18),
    Column("opened_on", "立案日期", width=12, text=False),
    Column("due_on", "办理期限", width=12, text=False),
)
NOTICE_COLUMNS = (
    Column("number", "公示编号", width=20),
    Column("title", "标题", width=44),
    Column("office", "公示单位", width=32),
    Column("opens_on", "公示起", width=12, text=False),
    Column("closes_on", "公示止", width=12, text=False),
    Column("filed", "收到异议", width=10, text=False),
    Column("unruled", "待处理异议", width=12, text=False),
    Column("concluded_at", "公示结束时间", width=18, text=False),
)
OBJECTION_COLUMNS = (
    Column("receipt", "异议受理号", width=20),
    Column("case", "案件编号", width=20),
    Column("title", "案件标题", width=44),
    Column("notice", "公示编号", width=20),
    Column("filed_at", "提出时间", width=18, text=False),
    Column("outcome", "处理结果", width=14),
    Column("ruled_at", "处理时间", width=18, text=False),
)
PAPER_COLUMNS = (
    Column("kind", "材料种类", width=20),
    Column("name", "文件名", width=36),
    Column("owner", "所属", width=32),
    Column("issuer", "出具单位", width=28),
    Column("issued_on", "出具日期", width=12, text=False),
    Column("valid_until", "有效期至", width=12, text=False),
    Column("kept_on", "上传日期", width=12, text=False),
    Column("sha256", "SHA-256", width=66),
)


def cases_workbook(cases: QuerySet[Case], **taken: Unpack[Taken]) -> bytes:
    """Return the cases as an .xlsx with a manifest sheet, and record that they were taken.

    States are named as on the page: for staff by the office's words, for others by the public ones.
    """
    public = not is_staff_member(taken["actor"])
    rows = [
        (
            case.number,
            str(procedure_of(case).label),
            case.title,
            str(case.applicant),
            _state_of(case, public),
            timezone.localdate(case.opened_at),
            case.due_on,
        )
        for case in cases.select_related("organisation", "courier")
    ]
    return list_workbook(
        "casework.case.exported", Sheet(_("Case list"), COLUMNS, rows), cases=len(rows), **taken
    )


def notices_workbook(notices: QuerySet[PublicNotice], **taken: Unpack[Taken]) -> bytes:
    """Return the notices of the desk with their objections counted, and record that they were taken."""
    rows = [
        (
            notice.number,
            notice.title,
            notice.office.name,
            notice.opens_on,
            notice.closes_on,
            notice.filed,  # type: ignore[attr-defined]
            notice.unruled,  # type: ignore[attr-defined]
            notice.concluded_at,
        )
        for notice in notices.select_related("office")
    ]
    return list_workbook(
        "casework.notice.exported", Sheet(_("Notices"), NOTICE_COLUMNS, rows), notices=len(rows), **taken
    )


def objections_workbook(objections: QuerySet[Objection], **taken: Unpack[Taken]) -> bytes:
    """Return the objections without their objectors, and record that they were taken."""
    rows = [
        (
            each.receipt_number,
            each.case.number,
            each.case.title,
            each.notice.number,
            each.filed_at,
            ruling.get_outcome_display() if ruling else "",
            ruling.ruled_at if ruling else None,
        )
        for each in objections.select_related("case", "notice", "ruling")
        for ruling in [getattr(each, "ruling", None)]
    ]
    return list_workbook(
        "casework.objection.exported",
        Sheet(_("Objections"), OBJECTION_COLUMNS, rows),
        objections=len(rows),
        **taken,
    )


def evidence_workbook(papers: QuerySet[Evidence], **taken: Unpack[Taken]) -> bytes:
    """Return a list of papers, never the files, as an .xlsx with a manifest; record that it was taken."""
    rows = [
        (
            paper.kind_label,
            paper.name,
            str(paper.owner),
            paper.issuer,
            paper.issued_on,
            paper.valid_until,
            timezone.localdate(paper.kept_at),
            paper.sha256,
        )
        for paper in papers
    ]
    return list_workbook(
        "casework.evidence.exported",
        Sheet(_("List of papers"), PAPER_COLUMNS, rows),
        papers=len(rows),
        **taken,
    )


def _state_of(case: Case, public: bool) -> str:
    state = procedure_of(case).state(case.state)
    return str(state.public_label if public else state.label)
