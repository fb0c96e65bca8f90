"""Workbooks of published results, marks by item, empty templates, and sheets with their errors."""

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

from ..enums import EntryStatus
from ..imports.readings import columns_of
from ..imports.results import COLUMNS
from ..models import ResultSheet, ResultVersion, Stage
from ..queries import lines_of, performances_of_stage

BOARD: Final = (
    Column("rank", "名次", text=False, width=8),
    Column("entry", "参赛号", width=10),
    Column("name", "姓名", width=20),
    Column("unit", "单位", width=32),
    Column("theory", "理论", text=False, width=10),
    Column("practice", "实操", text=False, width=10),
    Column("total", "总分", text=False, width=10),
    Column("award", "奖项", width=16),
    Column("status", "备注", width=16),
)
TEAMS: Final = (
    Column("rank", "名次", text=False, width=8),
    Column("name", "代表队", width=32),
    Column("members", "计分队员", width=44),
    Column("total", "团体总分", text=False, width=12),
    Column("award", "奖项", width=16),
)


def version_words(version: ResultVersion) -> str:
    """Say which version in which state: the same words in the manifest, the sheet and the file's name."""
    return _("version %(version)d (%(state)s)") % {
        "version": version.version,
        "state": version.get_state_display(),
    }


@transaction.atomic
def result_workbook(version: ResultVersion, *, actor: User, now: datetime.datetime) -> bytes:
    """Return exactly the rows of one published version; who took it is recorded."""
    event = version.event
    audit.record("competitions.results.exported", actor=actor, subject=event, at=now, version=version.version)
    manifest = Manifest(
        actor.get_full_name(),
        now,
        _("%(event)s, %(version)s") % {"event": event, "version": version_words(version)},
    )
    sheets = [
        Sheet(f"{event.name[:16]} {version_words(version)}", BOARD, [_row(row) for row in version.rows])
    ]
    if version.team_rows:
        sheets.append(Sheet(_("Teams"), TEAMS, [_team_row(row) for row in version.team_rows]))
    return write_workbook(*sheets, manifest=manifest)


def _row(row: dict[str, Any]) -> tuple[object, ...]:
    ranked = row["status"] == EntryStatus.RANKED
    marks = [_number(row[key]) for key in ("theory", "practice", "total")]
    remark = row.get("stage", "") if ranked else EntryStatus(row["status"]).label
    return (row["rank"], row["entry"], row["name"], row["unit"], *marks, row["award"], remark)


def _team_row(row: dict[str, Any]) -> tuple[object, ...]:
    return (row["rank"], row["name"], "；".join(row["members"]), _number(row["total"]), row["award"])


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def template() -> bytes:
    """Return the empty sheet of results."""
    notes = (
        _("Marks are out of 100; the office weighs them and ranks."),
        _("Leave the state empty for who took part."),
    )
    return template_workbook(_("Results of an event"), COLUMNS, sheet="成绩表", notes=notes)


def marks_template(stage: Stage) -> bytes:
    """Return the sheet of a stage's marks with everybody who is ranked, to be filled from the papers."""
    columns = columns_of(list(stage.items.order_by("position")))
    rows = [
        (each.entry.number, each.entry.name, *[None] * (len(columns) - 2))
        for each in performances_of_stage(stage)
        if each.status == EntryStatus.RANKED
    ]
    notes = (_("Each mark is entered by two people: each fills a sheet of one's own from the papers."),)
    return template_workbook(
        _("Marks: %(stage)s") % {"stage": stage}, columns, sheet="成绩录入表", notes=notes, rows=rows
    )


@transaction.atomic
def marks_workbook(stage: Stage, *, actor: User, now: datetime.datetime, link: str) -> bytes:
    """Return the marks of a stage that stand, item by item, and how many readings of the rest are in."""
    items = list(stage.items.order_by("position"))
    columns = (
        Column("number", "参赛号", width=10),
        Column("name", "姓名"),
        *(Column(f"item_{item.pk}", item.name, text=False) for item in items),
        Column("open", "未定", width=20),
    )
    rows = []
    for line in lines_of(stage):
        points = [cell.mark.points if cell.mark else None for cell in line.cells]
        waiting = "、".join(cell.item.name for cell in line.cells if cell.mark is None)
        rows.append((line.performance.entry.number, line.performance.entry.name, *points, waiting))
    audit.record(
        "competitions.marks.exported",
        actor=actor,
        subject=stage.event,
        at=now,
        stage=stage.position,
        rows=len(rows),
    )
    manifest = Manifest(
        actor.get_full_name(), now, _("%(stage)s, marks as they stand") % {"stage": stage}, link
    )
    return write_workbook(Sheet(stage.name, columns, rows), manifest=manifest)


def returned(sheet: ResultSheet) -> bytes:
    """Return the uploader's workbook with what is wrong beside each row."""
    report = Report.from_json(sheet.report)
    columns = columns_of(list(sheet.stage.items.order_by("position"))) if sheet.stage else COLUMNS
    return error_workbook(sheet.content, sheet.filename, report, columns=columns)
