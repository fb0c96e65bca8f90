"""Lists that are taken out: events, entries, honours, costs."""

from __future__ import annotations

import datetime
from typing import Final, Unpack

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.exchange.columns import Column, money_column
from office.exchange.returning import error_workbook
from office.exchange.template import template_workbook
from office.exchange.writing import Sheet
from office.people.exports import Taken, list_workbook
from office.people.imports.judgement import Judgement
from office.people.models import User
from training.subsidies.capitals import yuan

from ..imports import entries as entry_sheets
from ..models import ContestCost, ContestHonour, Entry, EntrySheet, Event

EVENTS: Final = (
    Column("code", "赛项编号", width=16),
    Column("competition", "竞赛", width=36),
    Column("name", "赛项", width=24),
    Column("organiser", "主办单位", width=30),
    Column("held_on", "比赛日期", text=False),
    Column("place", "地点", width=24),
)
ENTRIES: Final = (
    Column("number", "参赛号", width=10),
    Column("name", "姓名", width=16),
    Column("id_number", "证件号码", width=22),
    Column("unit", "单位", width=30),
    Column("team", "代表队", width=30),
    Column("skill_level", "现等级", width=16),
    Column("group", "组别", width=12),
    Column("reserve", "替补", width=8),
)
HONOURS: Final = (
    Column("competition", "竞赛", width=36),
    Column("event", "赛项", width=20),
    Column("rank", "名次", text=False, width=8),
    Column("name", "姓名或代表队", width=26),
    Column("unit", "单位", width=30),
    Column("honour", "荣誉", width=16),
    Column("version", "成绩版本", width=16),
    Column("given_on", "授予日期", text=False),
    Column("document", "文号", width=24),
    Column("withdrawn_on", "撤销日期", text=False),
)
LISTS: Final = (
    Column("employer", "用人单位", width=30),
    Column("competition", "竞赛", width=36),
    Column("event", "赛项", width=20),
    Column("filename", "文件", width=30),
    Column("rows", "行数", text=False, width=8),
    Column("accepted", "可报名", text=False, width=8),
    Column("sent_at", "报送时间", text=False, width=18),
    Column("committed_at", "录入时间", text=False, width=18),
    Column("refused_at", "退回时间", text=False, width=18),
    Column("refusal", "退回原因", width=40),
)
COSTS: Final = (
    Column("competition", "竞赛", width=36),
    Column("kind", "类别", width=16),
    Column("description", "用途", width=30),
    money_column("amount", "金额（元）"),
    Column("source", "列支渠道", width=24),
    Column("document", "凭证", width=18),
    Column("paid_on", "支付日期", text=False),
    Column("void", "作废原因", width=24),
)


def events_workbook(rows: QuerySet[Event], **taken: Unpack[Taken]) -> bytes:
    """Return the events of a list; who took how many is recorded."""
    events = [
        (
            each.code,
            each.competition.name,
            each.name,
            each.competition.organiser.name,
            each.competition.held_on,
            each.competition.place,
        )
        for each in rows.select_related("competition__organiser")
    ]
    sheet = Sheet(_("Competitions"), EVENTS, events)
    return list_workbook("competitions.events.exported", sheet, events=len(events), **taken)


def entries_workbook(rows: QuerySet[Entry], **taken: Unpack[Taken]) -> bytes:
    """Return the entries of a list with masked ID numbers; who took how many is recorded."""
    entries = [
        (
            each.number,
            each.name,
            each.courier.id_number_masked if each.courier else "",
            each.unit,
            each.team.name if each.team else "",
            each.skill_level,
            each.get_group_display(),
            _("Yes") if each.is_reserve else _("No"),
        )
        for each in rows.select_related("courier", "team")
    ]
    sheet = Sheet(_("List of entries"), ENTRIES, entries)
    return list_workbook("competitions.entries.exported", sheet, entries=len(entries), **taken)


def honours_workbook(rows: QuerySet[ContestHonour], **taken: Unpack[Taken]) -> bytes:
    """Return honours with version and state of the results they rest on; who took how many is recorded."""
    honours = [
        (
            each.honour_list.event.competition.name,
            each.honour_list.event.name,
            each.rank,
            each.entry.name if each.entry else str(each.team),
            each.entry.unit if each.entry else "",
            each.name,
            f"{each.honour_list.result.version} {each.honour_list.result.get_state_display()}",
            each.honour_list.given_on,
            each.honour_list.document_number,
            each.record.withdrawn_on if each.record else None,
        )
        for each in rows
    ]
    sheet = Sheet(_("Honours of competitions"), HONOURS, honours)
    return list_workbook("competitions.honours.exported", sheet, honours=len(honours), **taken)


def own_lists_workbook(rows: QuerySet[EntrySheet], **taken: Unpack[Taken]) -> bytes:
    """Return what became of employers' lists, without the people on them; who took how many is recorded."""
    lists = [
        (
            str(each.employer),
            each.event.competition.name,
            each.event.name,
            each.filename,
            each.outcome.get("data_rows"),
            each.outcome.get("accepted"),
            each.sent_at,
            each.committed_at,
            each.refused_at,
            each.refusal,
        )
        for each in rows
    ]
    sheet = Sheet(_("Entries for competitions"), LISTS, lists)
    return list_workbook("competitions.lists.exported", sheet, lists=len(lists), **taken)


def costs_workbook(rows: QuerySet[ContestCost], **taken: Unpack[Taken]) -> bytes:
    """Return costs in yuan, voided ones with why; who took how many is recorded."""
    costs = [
        (
            each.competition.name,
            each.get_kind_display(),
            each.description,
            yuan(each.amount),
            each.get_source_display(),
            each.document,
            each.paid_on,
            each.void_reason,
        )
        for each in rows
    ]
    sheet = Sheet(_("Costs of competitions"), COSTS, costs)
    return list_workbook("competitions.costs.exported", sheet, costs=len(costs), **taken)


def entry_template(event: Event) -> bytes:
    """Return the empty list of entries (T12) of an event."""
    notes = (
        _("One row a person; “参赛项目” is %(event)s.") % {"event": event.name},
        _("Sex, size, insurance and photo are for the day; they stay in this sheet."),
        _("A reserve (“替补”: 是) takes part only once called up, in the order of the list."),
    )
    return template_workbook(_("List of entries"), entry_sheets.COLUMNS, sheet="竞赛报名表", notes=notes)


@transaction.atomic
def returned_entries(sheet: EntrySheet, *, actor: User, now: datetime.datetime) -> bytes:
    """Return a list of entries with what is wrong in it; it holds ID numbers, so who took it is recorded."""
    report = Judgement.from_json(sheet.judgement).report
    content = error_workbook(sheet.content, sheet.filename, report, columns=entry_sheets.COLUMNS)
    audit.record(
        "competitions.entries.returned",
        actor=actor,
        subject=sheet.event,
        at=now,
        sha256=sheet.sha256,
        rows=len(report.rows),
    )
    return content
