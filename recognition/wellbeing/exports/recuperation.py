"""Bases, batches and stays as workbooks, and a batch's list on paper."""

from __future__ import annotations

import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.casework.procedures import procedure_of
from office.certificates.rendering.documents import render_table_document
from office.exchange.columns import MONEY_FORMAT, Column
from office.exchange.returning import error_workbook
from office.exchange.template import template_workbook
from office.exchange.writing import Sheet
from office.people.imports.judgement import Judgement
from office.people.models import User
from training.subsidies.capitals import yuan, yuan_text

from ..imports import COLUMNS
from ..models import Batch, Participation, RecuperationBase, StaySheet
from ..queries.recuperation import ListLine, stay_totals, with_places
from .book import written

BASE_COLUMNS: Final = (
    Column("name", "基地名称", width=28),
    Column("address", "地址", width=34),
    Column("beds", "床位", text=False, width=8),
    Column("contact", "联系人", width=12),
    Column("phone", "电话", width=16),
    Column("batches", "批次数", text=False, width=8),
    Column("closed_on", "停用日期", text=False),
)
BATCH_COLUMNS: Final = (
    Column("number", "批次编号", width=18),
    Column("base", "基地", width=28),
    Column("mode", "方式", width=10),
    Column("starts_on", "开始日期", text=False),
    Column("ends_on", "结束日期", text=False),
    Column("places", "名额", text=False, width=8),
    Column("asked", "报名（邀请）人数", text=False, width=14),
    Column("said_yes", "确认参加人数", text=False, width=14),
    Column("cost", "人均费用（元）", text=False, number_format=MONEY_FORMAT, width=14),
    Column("funding", "经费来源", width=20),
    Column("leader", "带队人", width=12),
    Column("state", "状态", width=16),
)
STAY_COLUMNS: Final = (
    Column("number", "批次编号", width=18),
    Column("base", "基地", width=28),
    Column("starts_on", "开始日期", text=False),
    Column("position", "顺序", text=False, width=8),
    Column("name", "姓名", width=14),
    Column("employer", "用人单位", width=28),
    Column("reply", "答复", width=10),
    Column("days", "参加天数", text=False, width=10),
)
TOTAL_COLUMNS: Final = (
    Column("by", "汇总方式", width=14),
    Column("of", "项目", width=30),
    Column("said_yes", "确认参加人次", text=False, width=14),
    Column("attended", "实际参加人次", text=False, width=14),
    Column("days", "疗养人天", text=False, width=12),
)
#: So many days have a column each on the list for signing; of a longer stay arrival and return are signed.
MOST_DAYS: Final = 8
TITLE: Final = "疗养名单"
HEADERS: Final = ("序号", "姓名", "用人单位", "结果", "联系电话", "备注")
BY: Final = {"years": "按年度", "bases": "按基地", "employers": "按单位"}


@transaction.atomic
def bases_workbook(rows: QuerySet[RecuperationBase], **taken: Any) -> bytes:
    """Return the bases of a list."""
    values = [
        (
            each.name,
            each.address,
            each.beds,
            each.contact,
            each.phone,
            each.batch_count,  # type: ignore[attr-defined]
            each.closed_on,
        )
        for each in rows
    ]
    return written("wellbeing.base.exported", Sheet(_("Recuperation bases"), BASE_COLUMNS, values), **taken)


@transaction.atomic
def batches_workbook(rows: QuerySet[Batch], **taken: Any) -> bytes:
    """Return the batches of a list."""
    values = [
        (
            each.case.number,
            each.base.name,
            each.get_mode_display(),
            each.starts_on,
            each.ends_on,
            each.places,
            each.asked,  # type: ignore[attr-defined]
            each.said_yes,  # type: ignore[attr-defined]
            yuan(each.cost_fen),
            each.funding,
            each.leader.get_full_name(),
            str(procedure_of(each.case).state(each.case.state).label),
        )
        for each in rows
    ]
    return written(
        "wellbeing.batch.exported", Sheet(_("Recuperation batches"), BATCH_COLUMNS, values), **taken
    )


@transaction.atomic
def stays_workbook(rows: QuerySet[Participation], **taken: Any) -> bytes:
    """Return who was to go and who was there, and the totals of the selection on a second sheet.

    Neither health nor the reason for a refusal is in it.
    """
    values = [
        (
            each.batch.case.number,
            each.batch.base.name,
            each.batch.starts_on,
            each.position,
            each.courier.name,
            str(each.employer or ""),
            each.get_reply_display(),
            each.days_attended,
        )
        for each in rows
    ]
    lines = [
        (BY[by], each.of, each.said_yes, each.attended, each.days)
        for by, totals in stay_totals(rows).items()
        for each in totals
    ]
    sheets = (Sheet(_("Stays"), STAY_COLUMNS, values), Sheet(_("Totals"), TOTAL_COLUMNS, lines))
    return written("wellbeing.stay.exported", *sheets, **taken)


@transaction.atomic
def attendance_paper(batch: Batch, *, actor: User, now: datetime.datetime) -> bytes:
    """Return the list for signing on the way as PDF: guests with their companions, a column for each day."""
    audit.record("wellbeing.batch.printed", actor=actor, subject=batch.case, at=now)
    days = [batch.starts_on + datetime.timedelta(days=place) for place in range(batch.days)]
    signing = [f"{day:%m-%d}" for day in days] if len(days) <= MOST_DAYS else ["报到签名", "返回签名"]
    rows = []
    for line in with_places(batch):
        if line.has_place:
            part = line.part
            employer = (part.employer.short_name or part.employer.name) if part.employer else ""
            rows.append((str(part.position), part.courier.name, employer, *([""] * len(signing))))
            rows += [
                ("", each.name, f"随行（{each.get_relation_display()}）", *([""] * len(signing)))
                for each in part.companions.all()
            ]
    guides = "、".join(f"{each.name} {each.unit}".strip() for each in batch.guides.all())
    return render_table_document(
        "疗养签到表",
        [
            ("批次", batch.case.number),
            ("疗养基地", f"{batch.base.name} {batch.base.address}".strip()),
            ("时间", f"{batch.starts_on} 至 {batch.ends_on}（{batch.days} 天）"),
            ("带队人", batch.leader.get_full_name()),
            ("陪同人员", guides or "无"),
        ],
        ("顺序", "姓名", "单位", *signing),
        rows,
        author=actor.get_full_name(),
        made_on=timezone.localdate(now),
        signature=("带队人签名：", "　　　　年　　月　　日"),
        landscape=True,
    )


def stays_template(batch: Batch) -> bytes:
    """Return the attendance list of a batch to be filled in, everybody with a place on it."""
    rows = [
        (
            line.part.position,
            line.part.courier.name,
            str(line.part.employer or ""),
            line.part.days_attended,
            None,
        )
        for line in with_places(batch)
        if line.has_place
    ]
    return template_workbook(
        "疗养签到登记表",
        COLUMNS,
        sheet="签到登记",
        band=[("批次", batch.case.number), ("天数", str(batch.days))],
        notes=["参加天数写 0 到疗养天数，缺席写 0；还不清楚的行可以删去。"],
        rows=rows,
    )


@transaction.atomic
def stays_returned(sheet: StaySheet, *, actor: User, now: datetime.datetime) -> bytes:
    """Return the union's own workbook with what is wrong in it; who took it is recorded."""
    report = Judgement.from_json(sheet.judgement).report
    content = error_workbook(sheet.content, sheet.filename, report, columns=COLUMNS, only_rejected=False)
    audit.record(
        "wellbeing.sheet.returned",
        actor=actor,
        subject=sheet.batch.case,
        at=now,
        sha256=sheet.sha256,
        rows=len(report.rows),
    )
    return content


@transaction.atomic
def batch_paper(batch: Batch, *, actor: User, now: datetime.datetime) -> bytes:
    """Return the list of a batch as PDF, for the bus and for signing; telephone numbers are masked."""
    audit.record("wellbeing.batch.printed", actor=actor, subject=batch.case, at=now)
    listed = [line for line in with_places(batch) if line.has_place or line.reserve]
    return render_table_document(
        TITLE,
        [
            ("批次", batch.case.number),
            ("疗养基地", f"{batch.base.name} {batch.base.address}".strip()),
            ("时间", f"{batch.starts_on} 至 {batch.ends_on}（{batch.days} 天）"),
            ("名额", f"{batch.places} 人"),
            ("经费", f"人均不超过 {yuan_text(batch.cost_fen)} 元　{batch.funding}".strip()),
            ("带队人", batch.leader.get_full_name()),
        ],
        HEADERS,
        [_row(number, line) for number, line in enumerate(listed, start=1)],
        footer=f"排序依据：{batch.policy or '未排序'}",
        author=actor.get_full_name(),
        made_on=timezone.localdate(now),
        signature=(f"{batch.case.organisation}", "　　　　年　　月　　日"),
    )


def _row(number: int, line: ListLine) -> tuple[str, ...]:
    part = line.part
    outcome = "正选" if line.has_place else f"候补 {line.reserve}"
    stayed = "" if part.days_attended is None else f"参加 {part.days_attended} 天"
    employer = part.employer
    name = (employer.short_name or employer.name) if employer else ""
    return (str(number), part.courier.name, name, outcome, part.courier.phone_masked, stayed)
