"""A judged sheet of people: the report of its rows, what concerns all of it, and faults of ID numbers."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Self

from django.utils.translation import gettext as _

from office.exchange.cells import CellKind
from office.exchange.columns import Column
from office.exchange.layouts import DataRow
from office.exchange.report import JudgedRow, Problem, Report, Severity

from ..identifiers import ID_NUMBER_MESSAGES, check_id_number, clean_id_number

#: The column that says who a row is of.
ID_NUMBER: Final = Column(
    "id_number",
    "证件号码",
    aliases=("身份证号", "身份证号码", "公民身份号码", "身份证", "证件号"),
    required=True,
    clean=clean_id_number,
    width=22,
    example="99020319900101001X",
    hint="18 位，文本格式",
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """The report, `notes` (sentences) on the whole sheet, and `facts` (plain values) beside the rows."""

    report: Report
    notes: list[str] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return plain values from which `from_json` makes an equal judgement; they hold full ID numbers."""
        return {"report": self.report.to_json(), "notes": self.notes, "facts": self.facts}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Make the judgement anew."""
        return cls(Report.from_json(data["report"]), list(data["notes"]), dict(data["facts"]))


def reason_of(row: JudgedRow, precedence: Sequence[str]) -> Problem | None:
    """Return the problem under which a refused row is listed: the first in precedence; None if it goes in."""
    errors = [problem for problem in row.problems if problem.severity is Severity.ERROR]
    places = {code: place for place, code in enumerate(precedence)}
    return min(errors, key=lambda problem: places.get(problem.code, len(places)), default=None)


def judge_id_number(row: JudgedRow, source: DataRow, *, today: datetime.date) -> None:
    """Refuse a number in a number cell (its last digits are lost), else one that is not well formed."""
    value = row.values.get("id_number", "")
    if source["id_number"].kind is CellKind.NUMBER:
        row.refuse(
            "id_number",
            "id_numeric_cell",
            _(
                "The cell holds a number, so the last digits of the ID number were lost. Set the column to "
                "text and type the number again."
            ),
        )
    elif value and (fault := check_id_number(value, on=today)) is not None:
        row.refuse("id_number", fault, ID_NUMBER_MESSAGES[fault])


def refuse_too_long(row: JudgedRow, lengths: Mapping[str, int]) -> None:
    """Refuse texts that are longer than their columns may be, by column key."""
    for key, length in lengths.items():
        if len(row.values.get(key, "")) > length:
            message = _("The text is longer than %(length)d characters. Shorten it.") % {"length": length}
            row.refuse(key, "too_long", message)


def refuse_repeated(
    rows: Sequence[JudgedRow], key: Callable[[JudgedRow], Hashable], *, column: str, message: str
) -> None:
    """Refuse every further good row with the key of an earlier one, which the message names as %(row)d."""
    first: dict[Hashable, int] = {}
    for row in rows:
        if not row.rejected and (earlier := first.setdefault(key(row), row.row)) != row.row:
            row.refuse(column, "duplicate_in_file", message % {"row": earlier})


def refuse_duplicates(rows: Sequence[JudgedRow]) -> None:
    """Refuse every further row of an ID number that an earlier good row has."""
    message = _("Row %(row)d has the same ID number. Keep one of the two rows.")
    refuse_repeated(rows, lambda row: row.values["id_number"], column="id_number", message=message)
