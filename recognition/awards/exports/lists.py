"""Lists of awards as workbooks: the rows of the screen, in its order; the summary sheet in its own shape."""

from __future__ import annotations

import datetime
from typing import Final, Unpack

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.exchange.columns import Column
from office.exchange.returning import error_workbook
from office.exchange.template import template_workbook
from office.exchange.writing import Sheet, Value
from office.people.enums import Sex
from office.people.exports import Taken, list_workbook
from office.people.imports.judgement import Judgement
from office.people.models import Organisation, User

from .. import queries
from ..models import Call, NominationSheet, Nominee, Opinion
from ..summary import CATEGORY_WORDS, COLUMNS, RESULT_WORDS, SECTOR_WORDS, word_for

CALL_COLUMNS: Final = (
    Column("name", "评选活动", width=34),
    Column("award", "奖项", width=24),
    Column("kind", "类别", width=14),
    Column("organiser", "组织单位", width=26),
    Column("opens_on", "推荐开始", text=False),
    Column("closes_on", "推荐截止", text=False),
    Column("places", "名额", text=False, width=8),
    Column("nominees", "推荐对象", text=False, width=10),
    Column("listed", "拟定名单", text=False, width=10),
)
OPINION_COLUMNS: Final = (
    Column("case", "案件编号", width=18),
    Column("nominee", "推荐对象", width=20),
    Column("call", "评选活动", width=30),
    Column("department", "征求意见部门", width=26),
    Column("due_on", "答复期限", text=False),
    Column("outcome", "意见", width=12),
    Column("words", "理由", width=40),
    Column("document", "文号", width=22),
)


def calls_workbook(rows: QuerySet[Call], **taken: Unpack[Taken]) -> bytes:
    """Return the calls of a list with their counts; who took how many is recorded."""
    values = [
        (
            each.name,
            each.award.name,
            each.award.get_kind_display(),
            each.award.organiser.name,
            each.opens_on,
            each.closes_on,
            each.places,
            each.nominee_count,  # type: ignore[attr-defined]
            each.listed_count,  # type: ignore[attr-defined]
        )
        for each in rows
    ]
    sheet = Sheet(_("Calls for nominations"), CALL_COLUMNS, values)
    return list_workbook("awards.call.exported", sheet, rows=len(values), **taken)


def opinions_workbook(rows: QuerySet[Opinion], **taken: Unpack[Taken]) -> bytes:
    """Return the opinions of a list; who took how many is recorded."""
    values = [
        (
            each.nominee.case.number,
            each.nominee.name,
            each.nominee.call.name,
            each.department.name,
            each.due_on,
            each.get_outcome_display(),
            each.words,
            each.document_number,
        )
        for each in rows
    ]
    sheet = Sheet(_("Opinions of departments"), OPINION_COLUMNS, values)
    return list_workbook("awards.opinion.exported", sheet, rows=len(values), **taken)


def nominees_workbook(rows: QuerySet[Nominee], **taken: Unpack[Taken]) -> bytes:
    """Return the nominees of a list as the summary sheet T11, without ID numbers, telephones masked.

    Opinions are told to those alone who may see them, the photograph's name where it may be shown. Votes of
    support stand in no export.
    """
    actor, today = taken["actor"], timezone.localdate(taken["now"])
    found = list(queries.all_details(rows))
    known = queries.opinions_visible_to(actor).filter(nominee__in=[each.pk for each in found])
    said: dict[int, list[str]] = {}
    for each in known:
        told = each.get_outcome_display() or _("not answered")
        said.setdefault(each.nominee_id, []).append(f"{each.department.name}：{told}")
    values = [
        _summary(place, each, "；".join(said.get(each.pk, [])), today)
        for place, each in enumerate(found, start=1)
    ]
    sheet = Sheet("评优推荐汇总表", COLUMNS, values)
    return list_workbook("awards.nominee.exported", sheet, rows=len(values), **taken)


def _summary(place: int, nominee: Nominee, opinions: str, today: datetime.date) -> tuple[Value, ...]:
    courier, portrait = nominee.courier, queries.public_portrait(nominee, on=today)
    notice = ""
    if nominee.notice_from and nominee.notice_until:
        notice = f"{nominee.notice_from.isoformat()}至{nominee.notice_until.isoformat()}"
    return (
        place,
        nominee.name,
        {Sex.MALE: "男", Sex.FEMALE: "女"}.get(Sex(courier.sex), "") if courier else "",
        courier.ethnicity if courier else "",
        f"{courier.birth_date:%Y-%m}" if courier else "",
        nominee.politics,
        courier.education if courier else "",
        nominee.post,
        word_for(CATEGORY_WORDS, nominee.category),
        _yes(nominee.is_new_employment),
        word_for(SECTOR_WORDS, nominee.is_public_sector),
        _yes(nominee.union_member),
        "" if nominee.service_years is None else str(nominee.service_years),
        nominee.honours_told,
        nominee.short_text,
        nominee.long_text,
        nominee.unit.name,
        nominee.assembly_on.isoformat() if nominee.assembly_on else "",
        notice,
        word_for(RESULT_WORDS, nominee.notice_result),
        opinions,
        courier.phone_masked if courier else "",
        portrait.name if portrait else "",
        nominee.conduct,
        "" if nominee.deliveries is None else str(nominee.deliveries),
        "" if nominee.safe_days is None else str(nominee.safe_days),
        nominee.remark,
    )


def _yes(value: bool | None) -> str:
    return "" if value is None else "是" if value else "否"


def template(call: Call, unit: Organisation) -> bytes:
    """Return the blank summary sheet of a unit for a call."""
    return template_workbook(
        "评优推荐汇总表",
        COLUMNS,
        sheet="推荐汇总表",
        band=[("评选活动", call.name), ("推荐单位", unit.name)],
        notes=[
            "推荐对象须为本单位在职人员，按姓名和出生年月与登记信息核对。",
            "主要事迹不超过 500 字，详细事迹不超过 2000 字。",
        ],
    )


@transaction.atomic
def returned(sheet: NominationSheet, *, actor: User, now: datetime.datetime) -> bytes:
    """Return the unit's own workbook with what is wrong in it; who took it is recorded."""
    report = Judgement.from_json(sheet.judgement).report
    content = error_workbook(sheet.content, sheet.filename, report, columns=COLUMNS, only_rejected=False)
    audit.record(
        "awards.sheet.returned",
        actor=actor,
        subject=sheet.call,
        at=now,
        sha256=sheet.sha256,
        rows=len(report.rows),
    )
    return content
