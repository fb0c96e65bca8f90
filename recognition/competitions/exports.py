"""Workbooks of published results, of the empty template, and of a sheet with its errors."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.exchange.columns import Column
from office.exchange.report import Report
from office.exchange.returning import error_workbook
from office.exchange.template import template_workbook
from office.exchange.writing import Manifest, Sheet, write_workbook
from office.people.models import User

from .enums import EntryStatus
from .imports import COLUMNS
from .models import Event, ResultSheet, ResultVersion

BOARD: Final = (
    Column("rank", "名次", text=False, width=8),
    Column("entry", "参赛号", width=10),
    Column("name", "姓名", width=20),
    Column("unit", "单位", width=32),
    Column("theory", "理论", text=False, width=10),
    Column("practice", "实操", text=False, width=10),
    Column("total", "总分", text=False, width=10),
    Column("award", "奖项", width=16),
    Column("status", "备注", width=12),
)
EVENTS: Final = (
    Column("code", "赛项编号", width=16),
    Column("competition", "竞赛", width=36),
    Column("name", "赛项", width=24),
    Column("organiser", "主办单位", width=30),
    Column("held_on", "比赛日期", text=False),
    Column("place", "地点", width=24),
)


@transaction.atomic
def events_workbook(
    rows: QuerySet[Event], *, actor: User, now: datetime.datetime, selection: str, link: str
) -> bytes:
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
    audit.record("competitions.events.exported", actor=actor, subject=actor, at=now, events=len(events))
    manifest = Manifest(actor.get_full_name(), now, selection, link)
    return write_workbook(Sheet(_("Competitions"), EVENTS, events), manifest=manifest)


@transaction.atomic
def result_workbook(version: ResultVersion, *, actor: User, now: datetime.datetime) -> bytes:
    """Return exactly the rows of one published version; who took it is recorded."""
    event = version.event
    audit.record("competitions.results.exported", actor=actor, subject=event, at=now, version=version.version)
    manifest = Manifest(
        actor.get_full_name(),
        now,
        _("%(event)s, version %(version)d (%(state)s)")
        % {"event": event, "version": version.version, "state": version.get_state_display()},
    )
    return write_workbook(Sheet(event.name, BOARD, [_row(row) for row in version.rows]), manifest=manifest)


def _row(row: dict[str, Any]) -> tuple[object, ...]:
    ranked = row["status"] == EntryStatus.RANKED
    marks = [Decimal(row[key]) if row[key] else None for key in ("theory", "practice", "total")]
    remark = "" if ranked else EntryStatus(row["status"]).label
    return (row["rank"], row["entry"], row["name"], row["unit"], *marks, row["award"], remark)


def template() -> bytes:
    """Return the empty sheet of results."""
    notes = (
        _("Marks are out of 100; the office weighs them and ranks."),
        _("Leave the state empty for who took part."),
    )
    return template_workbook(_("Results of an event"), COLUMNS, sheet="成绩表", notes=notes)


def returned(sheet: ResultSheet) -> bytes:
    """Return the uploader's workbook with what is wrong beside each row."""
    report = Report.from_json(sheet.report)
    return error_workbook(sheet.content, sheet.filename, report, columns=COLUMNS)
