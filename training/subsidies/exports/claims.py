"""Sheet T8, the review's summary: the very claims that the list shows."""

from __future__ import annotations

from typing import Unpack

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from office.casework.procedures import procedure_of
from office.exchange.columns import Column, money_column
from office.exchange.writing import Sheet
from office.people.exports import Taken, list_workbook

from .. import queries
from ..capitals import yuan
from ..models import Claim

COLUMNS = (
    Column("place", "序号", text=False, width=6),
    Column("number", "申请编号", width=18),
    Column("applicant", "机构（申请人）", width=30),
    Column("class", "班级", width=16),
    Column("scheme", "补贴项目", width=26),
    Column("occupation", "职业", width=12),
    Column("level", "等级", width=14),
    Column("filed", "备案人数", text=False, width=9),
    Column("completed", "结业人数", text=False, width=9),
    Column("certified", "取证人数", text=False, width=9),
    Column("claimed", "申请人数", text=False, width=9),
    Column("granted", "核准人数", text=False, width=9),
    Column("refused", "不予补贴人数", text=False, width=12),
    Column("reasons", "不予补贴原因", width=40),
    Column("standard", "标准（元/人）", width=12),
    money_column("amount", "核准金额（元）", width=14),
    Column("state", "状态", width=16),
    Column("reviewer", "初审人", width=10),
    Column("approver", "审批人", width=10),
    Column("due_on", "办理期限", text=False, width=12),
    Column("remark", "备注", width=50),
)


def claims_workbook(claims: QuerySet[Claim], **taken: Unpack[Taken]) -> bytes:
    """Return the claims as an .xlsx with a manifest sheet, and record that they were taken.

    The number of queries does not grow with the claims.
    """
    rows = list(claims.select_related("case__reviewed_by", "case__approved_by"))
    reviews = queries.reviews(rows)
    sheet = Sheet(
        _("Review summary"),
        COLUMNS,
        [_row(place, claim, reviews[claim.pk]) for place, claim in enumerate(rows, start=1)],
    )
    return list_workbook("subsidies.claim.exported", sheet, claims=len(rows), **taken)


def _row(place: int, claim: Claim, review: queries.Review) -> tuple[object, ...]:
    case, course = claim.case, claim.training_class.course if claim.training_class else None
    return (
        place,
        case.number,
        claim.applicant_name,
        claim.training_class.number if claim.training_class else "",
        claim.scheme.name,
        course.occupation if course else "",
        course.level if course else "",
        review.filed,
        review.completed,
        review.certified,
        review.claimed,
        review.granted,
        review.refused,
        "；".join(f"{reason} {count}人" for reason, count in review.reasons.items()),
        review.standard,
        yuan(review.amount),
        str(procedure_of(case).state(case.state).label),
        case.reviewed_by.get_full_name() if case.reviewed_by else "",
        case.approved_by.get_full_name() if case.approved_by else "",
        case.due_on,
        review.remark,
    )
