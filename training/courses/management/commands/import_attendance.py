"""`manage.py import_attendance FILE --class-number N`: take a register in."""

from __future__ import annotations

from typing import Any

from training.courses.enums import SheetKind
from training.courses.imports import Judgement
from training.courses.imports.attendance import attended_days
from training.courses.management.sheets import SheetCommand, id_number_of, rejected_of, seen_rows
from training.courses.models import TrainingClass


class Command(SheetCommand):
    """Takes the marks of enrolled people in; `rows` count the days of everybody whose row is good."""

    help = "Judge a register of attendance (√ 迟 假 缺) and take it into a class."
    kind = SheetKind.ATTENDANCE

    def answer(
        self, filename: str, judgement: Judgement, training_class: TrainingClass, *, reveal: bool
    ) -> dict[str, Any]:
        """Return rows (id_number, present, of) and rejected; who is not enrolled is in both."""
        days = judgement.facts["days"]
        return {
            "file": filename,
            "rows": [
                {
                    "id_number": id_number_of(row, reveal=reveal),
                    "present": attended_days(row, days),
                    "of": len(days),
                }
                for row in seen_rows(judgement)
            ],
            "rejected": rejected_of(judgement),
        }
