"""A judged sheet of people: the report of its rows, what concerns all of it, and faults of ID numbers."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from django.utils.translation import gettext as _

from office.exchange.cells import CellKind
from office.exchange.layouts import DataRow
from office.exchange.report import JudgedRow, Problem, Report, Severity

from ..identifiers import ID_NUMBER_MESSAGES, check_id_number


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


def refuse_duplicates(rows: list[JudgedRow]) -> None:
    """Refuse every further row of an ID number that an earlier good row has."""
    first: dict[str, int] = {}
    for row in rows:
        if row.rejected:
            continue
        number = row.values["id_number"]
        if number in first:
            row.refuse(
                "id_number",
                "duplicate_in_file",
                _("Row %(row)d has the same ID number. Keep one of the two rows.") % {"row": first[number]},
            )
        else:
            first[number] = row.row
