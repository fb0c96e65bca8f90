"""What reading a sheet found: the columns recognised and every row judged, in one shape for all importers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

from django.utils.functional import Promise


class Severity(StrEnum):
    """An error keeps the row out, a warning lets it in."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: sheet row, column key ("" for the whole row), a code, and a sentence."""

    row: int
    column: str
    code: str
    message: str
    severity: Severity = Severity.ERROR


@dataclass(slots=True)
class JudgedRow:
    """A data row: its number on the sheet, its cleaned values by column key, and its problems in order."""

    row: int
    values: dict[str, str]
    problems: list[Problem] = field(default_factory=list)

    @property
    def rejected(self) -> bool:
        """Whether an error keeps the row out."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def warned(self) -> bool:
        """Whether the row goes in with a warning."""
        return bool(self.problems) and not self.rejected

    @property
    def codes(self) -> list[str]:
        """The codes of its problems, in order."""
        return [problem.code for problem in self.problems]

    def refuse(self, column: str, code: str, message: str | Promise) -> None:
        """Add an error."""
        self.problems.append(Problem(self.row, column, code, str(message)))

    def warn(self, column: str, code: str, message: str | Promise) -> None:
        """Add a warning."""
        self.problems.append(Problem(self.row, column, code, str(message), Severity.WARNING))


@dataclass(frozen=True, slots=True)
class Matched:
    """A column that was recognised: our key and header, the header they wrote, and its letter."""

    key: str
    ours: str
    theirs: str
    letter: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """A column that was not recognised and is left aside: its letter and the header they wrote."""

    letter: str
    header: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is no data: number, why (a word of `why_no_data` or the importer), how it begins."""

    row: int
    why: str
    text: str


@dataclass(frozen=True, slots=True)
class Recognised:
    """Where the data was found: sheet, header rows (one, or two for a header over two lines), and columns."""

    sheet: str
    header_rows: tuple[int, ...]
    matched: tuple[Matched, ...]
    unknown: tuple[Unknown, ...] = ()
    skipped: tuple[Skipped, ...] = ()

    def header_of(self, key: str) -> str:
        """The header as they wrote it, or the key when the column is not on the sheet."""
        return next((match.theirs for match in self.matched if match.key == key), key)

    def letter_of(self, key: str) -> str:
        """The letter of a column, or "" when it is not on the sheet."""
        return next((match.letter for match in self.matched if match.key == key), "")


@dataclass(frozen=True, slots=True)
class Report:
    """The whole judgement of one sheet."""

    layout: Recognised
    rows: list[JudgedRow]

    @property
    def accepted(self) -> list[JudgedRow]:
        """The rows that go in, those with warnings too."""
        return [row for row in self.rows if not row.rejected]

    @property
    def rejected(self) -> list[JudgedRow]:
        """The rows that stay out."""
        return [row for row in self.rows if row.rejected]

    @property
    def warnings(self) -> list[JudgedRow]:
        """The rows that go in with a warning."""
        return [row for row in self.rows if row.warned]

    @property
    def problems(self) -> list[Problem]:
        """All problems in the order of the rows."""
        return [problem for row in self.rows for problem in row.problems]

    @property
    def counts(self) -> dict[str, int]:
        """data_rows, accepted, rejected, warnings."""
        return {
            "data_rows": len(self.rows),
            "accepted": len(self.accepted),
            "rejected": len(self.rejected),
            "warnings": len(self.warnings),
        }

    def with_code(self, *codes: str) -> list[JudgedRow]:
        """The rows that have a problem of one of the codes."""
        return [row for row in self.rows if set(codes).intersection(row.codes)]

    def to_json(self) -> dict[str, Any]:
        """Plain lists, dicts, texts and numbers, from which `from_json` makes an equal report."""
        layout = self.layout
        return {
            "layout": {
                "sheet": layout.sheet,
                "header_rows": list(layout.header_rows),
                "matched": [[each.key, each.ours, each.theirs, each.letter] for each in layout.matched],
                "unknown": [[each.letter, each.header] for each in layout.unknown],
                "skipped": [[each.row, each.why, each.text] for each in layout.skipped],
            },
            "rows": [
                {
                    "row": row.row,
                    "values": row.values,
                    "problems": [
                        [problem.column, problem.code, problem.message, problem.severity.value]
                        for problem in row.problems
                    ],
                }
                for row in self.rows
            ],
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Make the report anew from what `to_json` gave."""
        layout = data["layout"]
        return cls(
            Recognised(
                layout["sheet"],
                tuple(layout["header_rows"]),
                tuple(Matched(*each) for each in layout["matched"]),
                tuple(Unknown(*each) for each in layout["unknown"]),
                tuple(Skipped(*each) for each in layout["skipped"]),
            ),
            list(_rows_of(data["rows"])),
        )


def _rows_of(rows: Iterable[dict[str, Any]]) -> Iterable[JudgedRow]:
    for row in rows:
        problems = [
            Problem(row["row"], column, code, message, Severity(severity))
            for column, code, message, severity in row["problems"]
        ]
        yield JudgedRow(row["row"], dict(row["values"]), problems)
