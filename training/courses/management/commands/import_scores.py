"""`manage.py import_scores FILE --class-number N`: take the results of a test in."""

from __future__ import annotations

from typing import Any

from training.courses.enums import SheetKind
from training.courses.imports import Judgement
from training.courses.imports.scores import has_passed
from training.courses.management.sheets import SheetCommand, id_number_of, rejected_of, seen_rows
from training.courses.models import TrainingClass


class Command(SheetCommand):
    """Takes the results of enrolled people in; `rows` tell who passed of everybody whose row is good."""

    help = "Judge the results of a test (theory and practice, 缺考) and take them into a class."
    kind = SheetKind.SCORES

    def answer(
        self, filename: str, judgement: Judgement, training_class: TrainingClass, *, reveal: bool
    ) -> dict[str, Any]:
        """Return rows (id_number, passed) and rejected; who is not enrolled is in both."""
        return {
            "file": filename,
            "rows": [
                {
                    "id_number": id_number_of(row, reveal=reveal),
                    "passed": has_passed(row),
                }
                for row in seen_rows(judgement)
            ],
            "rejected": rejected_of(judgement),
        }
