"""Workbooks of published results, of the empty template, and of a sheet with its errors."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any, Final

from django.db import transaction
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
from .models import ResultSheet, ResultVersion

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
