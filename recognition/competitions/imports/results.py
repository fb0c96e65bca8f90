"""Reading a sheet of results: columns, and the judgement of every row."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from office.exchange.columns import Column
from office.exchange.headers import find_header
from office.exchange.report import JudgedRow, Report
from office.exchange.sheets import read_tables
from office.people.names import (
    NAME_MESSAGE,
    PRIVATE_USE_MESSAGE,
    check_name,
    clean_name,
    private_use_characters,
)

from ..enums import EntryStatus
from ..shapes import EntryFacts

STATUSES: Final = {
    "正常": EntryStatus.RANKED,
    "弃权": EntryStatus.WITHDRAWN,
    "取消资格": EntryStatus.DISQUALIFIED,
}
_STATUS_ALIASES: Final = {
    "弃赛": "弃权",
    "退赛": "弃权",
    "缺考": "弃权",
    "取消成绩": "取消资格",
    "取消参赛资格": "取消资格",
}
_HALF_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_TIME: Final = re.compile(r"([0-9]{1,3})(?:[:分′'])([0-5]?[0-9])(?:[秒″\"])?", re.ASCII)
LONGEST_NUMBER: Final = 12
LONGEST_TIME: Final = 24 * 3600
LONGEST_UNIT: Final = 120
MOST_PLACES: Final = 3


def clean_plain(text: str) -> str:
    """Return a text in half width without spaces: entry numbers, marks and states."""
    return "".join(text.translate(_HALF_WIDTH).split())


def clean_status(text: str) -> str:
    """Return a state as the sheet's template has it."""
    plain = clean_plain(text)
    return _STATUS_ALIASES.get(plain, plain)


def clean_time(text: str) -> str:
    """Return a time as whole seconds: 755, 12:35, 12分35秒, 12′35″ are the same; anything else as it is."""
    plain = clean_plain(text)
    parts = _TIME.fullmatch(plain)
    return str(60 * int(parts[1]) + int(parts[2])) if parts else plain


COLUMNS: Final = (
    Column(
        "number",
        "参赛号",
        aliases=("参赛编号", "选手编号", "选手号", "编号", "抽签号"),
        required=True,
        clean=clean_plain,
        width=10,
        example="001",
    ),
    Column("name", "姓名", aliases=("选手姓名", "参赛选手"), required=True, clean=clean_name, example="张三"),
    Column(
        "unit",
        "单位",
        aliases=("参赛单位", "工作单位", "所在单位", "代表单位"),
        required=True,
        width=28,
        example="某某快递平安网点",
    ),
    Column(
        "theory",
        "理论",
        aliases=("理论成绩", "理论分", "理论知识", "理论(原始分)"),
        clean=clean_plain,
        text=False,
        width=8,
        example="85.5",
    ),
    Column(
        "practice",
        "实操",
        aliases=("实操成绩", "实操分", "实际操作", "操作技能", "技能"),
        clean=clean_plain,
        text=False,
        width=8,
        example="90",
    ),
    Column(
        "seconds", "用时", aliases=("用时（秒）", "用时(秒)", "时间"), clean=clean_time, text=False, width=8
    ),
    Column(
        "status",
        "状态",
        aliases=("参赛状态", "情况", "备注"),
        clean=clean_status,
        choices=tuple(STATUSES),
        width=10,
    ),
)
_RANGE = gettext_lazy("A mark is a number from 0 to 100 with at most three decimals, not “%(value)s”.")


def judge(content: bytes, filename: str) -> Report:
    """Read a sheet and judge every row; nothing is stored.

    Codes of a row: required, choice, cell_error, name, number_length, unit_length, score_range, time,
    duplicate_in_file (every row after the first). Raises ValidationError for a file that cannot be read at
    all (see office.exchange) and `missing_columns` when a part of the marks has no column.
    """
    layout = find_header(read_tables(content, filename), COLUMNS)
    missing = [
        column.header for column in COLUMNS if column.key in {"theory", "practice"} - layout.places.keys()
    ]
    if missing:
        raise ValidationError(
            _("The sheet “%(sheet)s” lacks these columns: %(headers)s. Add them and send the file again.")
            % {"sheet": layout.table.name, "headers": "、".join(missing)},
            code="missing_columns",
        )
    rows = [layout.judge(row) for row in layout.rows()]
    for row in rows:
        _judge_entry(row)
        _judge_marks(row)
        _judge_time(row)
    _judge_duplicates(rows)
    return Report(layout.recognised, rows)


def entries_of(report: Report) -> list[EntryFacts]:
    """Return the accepted rows as facts for `actions.import_results`."""
    return [_facts(row) for row in report.accepted]


def _facts(row: JudgedRow) -> EntryFacts:
    values = row.values
    return EntryFacts(
        number=values["number"],
        name=values["name"],
        unit=values["unit"],
        theory=_mark(values["theory"]),
        practice=_mark(values["practice"]),
        status=_status(row),
        seconds=int(row.values["seconds"]) if row.values.get("seconds") else None,
    )


def _status(row: JudgedRow) -> EntryStatus:
    return STATUSES.get(row.values.get("status") or "正常", EntryStatus.RANKED)


def _mark(text: str) -> Decimal | None:
    """Return a mark, or None for an empty text. Raises InvalidOperation."""
    return Decimal(text) if text else None


def _judge_entry(row: JudgedRow) -> None:
    values = row.values
    name = values["name"]
    if name and not check_name(name):
        row.refuse("name", "name", NAME_MESSAGE)
    elif private := private_use_characters(name):
        shown = "、".join(f"U+{ord(char):04X}" for char in private)
        row.warn("name", "private_use", str(PRIVATE_USE_MESSAGE) % {"characters": shown})
    if len(values["number"]) > LONGEST_NUMBER:
        row.refuse("number", "number_length", _("An entry number has at most 12 characters."))
    if len(values["unit"]) > LONGEST_UNIT:
        row.refuse("unit", "unit_length", _("A unit's name has at most 120 characters."))


def _judge_marks(row: JudgedRow) -> None:
    """Hold both marks against 0-100; who is not ranked may have none."""
    refused = {problem.column for problem in row.problems}
    for key, header in (("theory", "理论"), ("practice", "实操")):
        text = row.values[key]
        if key in refused:
            continue
        if not text:
            if _status(row) == EntryStatus.RANKED:
                row.refuse(key, "required", _("“%(header)s” is empty. Fill it in.") % {"header": header})
        elif not _within(text):
            row.refuse(key, "score_range", _RANGE % {"value": text[:20]})


def _judge_time(row: JudgedRow) -> None:
    text = row.values.get("seconds", "")
    if text and not (text.isascii() and text.isdigit() and int(text) <= LONGEST_TIME):
        row.refuse("seconds", "time", _("The time is a whole number of seconds, up to a day."))


def _within(text: str) -> bool:
    try:
        mark = Decimal(text)
    except InvalidOperation:
        return False
    if not mark.is_finite() or not 0 <= mark <= 100:
        return False
    return mark == round(mark, MOST_PLACES)


def _judge_duplicates(rows: Iterable[JudgedRow]) -> None:
    """The first row of an entry number stands, the others are refused with its row named."""
    first: dict[str, int] = {}
    for row in rows:
        number = row.values["number"]
        if number and first.setdefault(number, row.row) != row.row:
            row.refuse(
                "number",
                "duplicate_in_file",
                _("Entry %(number)s already stands in row %(row)d.")
                % {"number": number, "row": first[number]},
            )
