"""A sheet of marks by item (T12 实操各项): one person's entry for everybody in a stage.

The columns are made from the items: scores, then the deduction of each, then the time. Several judges' scores
stand in one cell, separated by spaces or strokes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from office.exchange.columns import Column
from office.exchange.headers import find_header
from office.exchange.report import JudgedRow, Report
from office.exchange.sheets import read_tables
from office.people.imports.judgement import refuse_repeated
from office.people.names import clean_name

from ..enums import EntryStatus
from ..models import Item, Performance, Stage
from ..queries import performances_of_stage
from ..rules.points import fault_of
from ..shapes import Paper
from .results import LONGEST_TIME, clean_plain, clean_time

_BETWEEN: Final = re.compile(r"[\s/／、,，;；|]+")


def columns_of(items: Sequence[Item]) -> tuple[Column, ...]:
    """Return the columns of a stage's sheet."""
    columns = [
        Column(
            "number",
            "参赛号",
            aliases=("参赛编号", "选手号", "编号"),
            required=True,
            clean=clean_plain,
            width=10,
        ),
        Column("name", "姓名", aliases=("选手姓名",), clean=clean_name),
    ]
    for item in items:
        columns += [
            Column(f"scores_{item.pk}", item.name, width=14, hint=hint_of(item)),
            Column(f"deduction_{item.pk}", f"{item.name}扣分", clean=clean_plain, text=False, width=12),
            Column(f"seconds_{item.pk}", f"{item.name}用时（秒）", clean=clean_time, text=False, width=14),
        ]
    return tuple(columns)


def hint_of(item: Item) -> str:
    """Say what goes into the cell of an item."""
    most = f"{item.full_mark.normalize():f}"
    if item.judges == 1:
        return _("0 to %(most)s") % {"most": most}
    return _("%(judges)d scores of 0 to %(most)s, separated by spaces") % {
        "judges": item.judges,
        "most": most,
    }


def judge(content: bytes, filename: str, *, stage: Stage) -> Report:
    """Read a sheet of a stage and judge every row; nothing is stored.

    Codes of a row: required, cell_error, unknown_entry, not_ranked, name_differs, number, time, scores_count,
    score_range, deduction_range, duplicate_in_file. Raises ValidationError for a file that cannot be read.
    """
    items = list(stage.items.order_by("position"))
    layout = find_header(read_tables(content, filename), columns_of(items))
    performances = {each.entry.number: each for each in performances_of_stage(stage)}
    rows = [layout.judge(row) for row in layout.rows()]
    for row in rows:
        _judge_entry(row, performances.get(row.values["number"]))
        for item in items:
            _judge_item(row, item)
    message = _("Row %(row)d has the same entry number. Keep one of the two rows.")
    refuse_repeated(rows, lambda row: row.values["number"], column="number", message=message)
    return Report(layout.recognised, rows)


def _judge_entry(row: JudgedRow, performance: Performance | None) -> None:
    if not row.values["number"]:
        return
    if performance is None:
        row.refuse("number", "unknown_entry", _("There is no entry of this number in this stage."))
        return
    if performance.status != EntryStatus.RANKED:
        row.refuse("number", "not_ranked", _("The entry withdrew or was disqualified, so it has no marks."))
    if (name := row.values.get("name")) and name != performance.entry.name:
        row.refuse("name", "name_differs", _("The list of entries has another name under this number."))


def _judge_item(row: JudgedRow, item: Item) -> None:
    try:
        paper = paper_of(row, item)
    except InvalidOperation:
        row.refuse(
            f"scores_{item.pk}",
            "number",
            _("“%(item)s” holds something that is no number.") % {"item": item.name},
        )
        return
    except ValueError:
        row.refuse(f"seconds_{item.pk}", "time", _("The time is a whole number of seconds, up to a day."))
        return
    if paper is not None and (fault := fault_of(paper, item=item)):
        row.refuse(f"scores_{item.pk}", str(fault.code), fault.message)


def paper_of(row: JudgedRow, item: Item) -> Paper | None:
    """Return what a row says of an item, or None for an empty cell.

    Raises InvalidOperation for what is no number, ValueError for a time that is none.
    """
    text = row.values.get(f"scores_{item.pk}", "")
    return paper_from(
        text, row.values.get(f"deduction_{item.pk}", ""), row.values.get(f"seconds_{item.pk}", "")
    )


def paper_from(scores: str, deduction: str, seconds: str) -> Paper | None:
    """Return a paper from what was typed, or None when no score was; raises as `paper_of`."""
    parts = [part for part in _BETWEEN.split(scores.strip()) if part]
    if not parts:
        return None
    time = int(seconds) if seconds else None
    if time is not None and not 0 <= time <= LONGEST_TIME:
        raise ValueError
    return Paper(
        tuple(Decimal(clean_plain(part)) for part in parts),
        Decimal(deduction) if deduction else Decimal(0),
        time,
    )


def papers_of(stage: Stage, report: Report) -> dict[int, dict[int, Paper]]:
    """Return the papers of the accepted rows by performance and item; empty cells are left out.

    Raises ValidationError `unknown_entry` when an entry has left the stage since the sheet was judged.
    """
    items = list(stage.items.order_by("position"))
    performances = {each.entry.number: each.pk for each in performances_of_stage(stage)}
    found: dict[int, dict[int, Paper]] = {}
    for row in report.accepted:
        if row.values["number"] not in performances:
            raise ValidationError(_("There is no entry of this number in this stage."), code="unknown_entry")
        papers = {item.pk: paper for item in items if (paper := paper_of(row, item)) is not None}
        if papers:
            found[performances[row.values["number"]]] = papers
    return found
