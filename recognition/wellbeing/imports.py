"""Reading the attendance list of a batch that came back filled in; nothing is stored."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _

from office.exchange.columns import Column
from office.exchange.headers import find_header
from office.exchange.report import JudgedRow, Report
from office.exchange.sheets import read_tables
from office.people.imports.judgement import Judgement, refuse_repeated
from office.people.names import clean_name

from .models import Batch
from .queries.recuperation import with_places

PRECEDENCE: Final = (
    "required", "cell_error", "no_place", "name_differs", "number", "too_many_days", "duplicate_in_file",
)  # fmt: skip
DUPLICATES: Final = ("duplicate_in_file",)


def _plain(text: str) -> str:
    return "".join(text.split()).removesuffix("天")


COLUMNS: Final = (
    Column("position", "顺序", aliases=("序号", "名单顺序"), required=True, clean=_plain, width=8),
    Column("name", "姓名", required=True, clean=clean_name, width=14),
    Column("employer", "用人单位", aliases=("单位",), width=28),
    Column(
        "days",
        "参加天数",
        aliases=("实到天数", "天数"),
        required=True,
        clean=_plain,
        width=10,
        hint="缺席写 0",
    ),
    Column("remark", "备注", width=30),
)


def judge(content: bytes, filename: str, *, batch: Batch) -> Judgement:
    """Read a list and judge every row; codes as in PRECEDENCE. `facts["parts"]` holds the parts by row.

    A row is found by its place in the order and held against the name. Raises ValidationError for a file that
    cannot be used.
    """
    layout = find_header(read_tables(content, filename), COLUMNS)
    rows = [layout.judge(source) for source in layout.rows()]
    placed = {str(line.part.position): line.part for line in with_places(batch) if line.has_place}
    for row in rows:
        values, part = row.values, placed.get(row.values.get("position", ""))
        if values.get("position") and part is None:
            row.refuse("position", "no_place", _("Nobody with a place stands there in the list."))
        elif part is not None and values.get("name") and values["name"] != part.courier.name:
            message = _("%(name)s stands there in the list. Correct the place or the name.")
            row.refuse("name", "name_differs", message % {"name": part.courier.name})
        _judge_days(row, batch.days)
    message = _("Row %(row)d is of the same person. Keep one of the two rows.")
    refuse_repeated(rows, lambda row: row.values["position"], column="position", message=message)
    parts = {str(row.row): placed[row.values["position"]].pk for row in rows if not row.rejected}
    return Judgement(Report(layout.recognised, rows), [], {"parts": parts})


def _judge_days(row: JudgedRow, most: int) -> None:
    text = row.values.get("days", "")
    if text and not (text.isascii() and text.isdigit()):
        row.refuse("days", "number", _("Write the days as a whole number, 0 for whoever stayed away."))
    elif text and int(text) > most:
        message = _("The stay has %(days)d days. Enter 0 to %(days)d.") % {"days": most}
        row.refuse("days", "too_many_days", message)


def days_told(judgement: Judgement) -> dict[int, int]:
    """Return the days of the good rows by the keys of the parts."""
    parts = judgement.facts["parts"]
    return {parts[str(row.row)]: int(row.values["days"]) for row in judgement.report.accepted}
