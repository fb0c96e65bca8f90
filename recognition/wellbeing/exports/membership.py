"""Members and homes as workbooks."""

from __future__ import annotations

from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from office.exchange.columns import Column
from office.exchange.writing import Sheet

from ..models import Membership, UnionHome
from .book import written

MEMBER_COLUMNS: Final = (
    Column("number", "会员证号", width=18),
    Column("name", "姓名", width=14),
    Column("id_number", "证件号码", width=22),
    Column("employer", "用人单位", width=28),
    Column("home", "所属工会", width=24),
    Column("state", "状态", width=12),
    Column("applied_at", "申请时间", text=False, width=18),
    Column("admitted_on", "入会日期", text=False),
    Column("ended_on", "终止日期", text=False),
    Column("reason", "原因", width=30),
)
HOME_COLUMNS: Final = (
    Column("name", "名称", width=28),
    Column("kind", "类型", width=20),
    Column("employer", "用人单位", width=28),
    Column("place", "地址", width=34),
    Column("contact", "联系人", width=12),
    Column("set_up_on", "建立日期", text=False),
    Column("closed_on", "撤销日期", text=False),
    Column("members", "会员人数", text=False, width=10),
)


@transaction.atomic
def members_workbook(rows: QuerySet[Membership], **taken: Any) -> bytes:
    """Return the memberships of a list, numbers masked."""
    values = [
        (
            each.number,
            each.courier.name,
            each.courier.id_number_masked,
            each.employer.name,
            str(each.home or ""),
            each.get_state_display(),
            each.applied_at,
            each.admitted_on,
            each.ended_on,
            each.reason,
        )
        for each in rows
    ]
    return written(
        "wellbeing.membership.exported", Sheet(_("Union members"), MEMBER_COLUMNS, values), **taken
    )


@transaction.atomic
def homes_workbook(rows: QuerySet[UnionHome], **taken: Any) -> bytes:
    """Return the homes of a list with their members counted (`queries.with_members`)."""
    values = [
        (
            each.name,
            each.get_kind_display(),
            each.employer.name,
            each.place,
            each.contact,
            each.set_up_on,
            each.closed_on,
            each.member_count,  # type: ignore[attr-defined]
        )
        for each in rows
    ]
    return written("wellbeing.home.exported", Sheet(_("Union homes"), HOME_COLUMNS, values), **taken)
