"""A judged sheet for a class: what every sheet of people has, and the code a row is refused under."""

from __future__ import annotations

from typing import Final

from office.exchange.report import JudgedRow, Problem
from office.people.imports import judgement
from office.people.imports.judgement import (
    ID_NUMBER,
    Judgement,
    judge_id_number,
    refuse_duplicates,
    refuse_repeated,
    refuse_too_long,
)

__all__ = [
    "ID_NUMBER",
    "PRECEDENCE",
    "Judgement",
    "judge_id_number",
    "reason_of",
    "refuse_duplicates",
    "refuse_repeated",
    "refuse_too_long",
]

#: One code names a refused row: the first of these that it has. What is missing comes before what is wrong,
#: the person before the rest, and what only the other rows or the class can tell comes last.
PRECEDENCE: Final = (
    "required",
    "cell_error",
    "name",
    "id_numeric_cell",
    "id_length",
    "id_birth_date",
    "id_checksum",
    "sex_mismatch",
    "phone",
    "choice",
    "too_long",
    "mark",
    "score",
    "hours",
    "moment",
    "exam_day",
    "result_mismatch",
    "number_form",
    "number_year",
    "number_level",
    "day",
    "other_class",
    "date",
    "time",
    "times",
    "number",
    "outside",
    "reason_missing",
    "no_lesson",
    "signed_off",
    "ambiguous",
    "duplicate_in_file",
    "already_enrolled",
    "not_enrolled",
    "clash",
    "record_taken",
    "number_taken",
    "result_frozen",
    "attempt_order",
    "passed_already",
    "no_retakes_left",
    "retake_too_late",
)


def reason_of(row: JudgedRow) -> Problem | None:
    """Return the problem under which a refused row is listed; None for a row that goes in."""
    return judgement.reason_of(row, PRECEDENCE)
