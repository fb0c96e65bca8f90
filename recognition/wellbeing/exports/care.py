"""Care activities, who came, and totals as workbooks; what may be in them was narrowed by the query."""

from __future__ import annotations

from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from office.exchange.columns import MONEY_FORMAT, Column
from office.exchange.writing import Sheet
from training.subsidies.capitals import yuan

from ..models import CareActivity, CareAttendance
from ..queries.care import Total, totals_of
from .book import written

ACTIVITY_COLUMNS: Final = (
    Column("number", "活动编号", width=16),
    Column("kind", "类别", width=14),
    Column("title", "名称", width=34),
    Column("state", "状态", width=10),
    Column("held_on", "日期", text=False),
    Column("place", "地点", width=28),
    Column("employer", "面向单位", width=26),
    Column("people", "参加人数", text=False, width=10),
    Column("planned", "计划经费（元）", text=False, number_format=MONEY_FORMAT, width=14),
    Column("spent", "实际支出（元）", text=False, number_format=MONEY_FORMAT, width=14),
)
ATTENDANCE_COLUMNS: Final = (
    Column("number", "活动编号", width=16),
    Column("kind", "类别", width=14),
    Column("title", "名称", width=34),
    Column("held_on", "日期", text=False),
    Column("name", "姓名", width=14),
    Column("employer", "用人单位", width=28),
    Column("entry", "登记方式", width=14),
    Column("given", "发放（元）", text=False, number_format=MONEY_FORMAT, width=12),
)
TOTAL_COLUMNS: Final = (
    Column("by", "汇总方式", width=14),
    Column("of", "项目", width=30),
    Column("attendances", "人次", text=False, width=10),
    Column("people", "人数", text=False, width=10),
    Column("given", "发放（元）", text=False, number_format=MONEY_FORMAT, width=14),
    Column("spent", "活动支出（元）", text=False, number_format=MONEY_FORMAT, width=14),
)


@transaction.atomic
def activities_workbook(rows: QuerySet[CareActivity], *, with_sums: bool, **taken: Any) -> bytes:
    """Return the activities of a list (`queries.with_counts`); sums are for the union, blank for others."""
    values = [
        (
            each.number,
            each.get_kind_display(),
            each.title,
            each.get_state_display(),
            each.held_on,
            each.place,
            str(each.employer or "全体"),
            each.people,  # type: ignore[attr-defined]
            yuan(each.planned_fen) if with_sums else None,
            yuan(each.spent_fen) if with_sums and each.spent_fen is not None else None,
        )
        for each in rows
    ]
    sheet = Sheet(_("Care activities"), ACTIVITY_COLUMNS, values)
    return written("wellbeing.activity.exported", sheet, **taken)


@transaction.atomic
def attendances_workbook(rows: QuerySet[CareAttendance], *, with_sums: bool, **taken: Any) -> bytes:
    """Return who came, and on a second sheet the totals of the very selection."""
    values = [
        (
            each.activity.number,
            each.activity.get_kind_display(),
            each.activity.title,
            each.activity.held_on,
            each.courier.name,
            str(each.employer or ""),
            each.get_entry_display(),
            yuan(each.given_fen) if with_sums else None,
        )
        for each in rows
    ]
    totals = totals_of(rows)
    lines = [
        _total("按类别", total, spent if with_sums else None, with_sums) for total, spent in totals.by_kind
    ]
    lines += [_total("按月份", total, None, with_sums) for total in totals.by_month]
    lines += [_total("按单位", total, None, with_sums) for total in totals.by_employer]
    sheet = Sheet(_("Attendance at activities"), ATTENDANCE_COLUMNS, values)
    return written("wellbeing.attendance.exported", sheet, Sheet(_("Totals"), TOTAL_COLUMNS, lines), **taken)


def _total(by: str, total: Total, spent: int | None, with_sums: bool) -> tuple[object, ...]:
    given = yuan(total.given) if with_sums else None
    return (by, total.of, total.attendances, total.people, given, None if spent is None else yuan(spent))
