"""`manage.py import_online FILE --class-number N`: take hours studied on a platform in (T4)."""

from __future__ import annotations

from typing import Any

from training.courses.enums import SheetKind
from training.courses.imports import Judgement
from training.courses.management.sheets import SheetCommand, id_number_of, rejected_of, seen_rows
from training.courses.models import TrainingClass


class Command(SheetCommand):
    """Takes a platform's list in; `rows` tell the hours of everybody whose row is good."""

    help = "Judge a platform's list of hours studied online and take it into a class."
    kind = SheetKind.ONLINE

    def answer(
        self, filename: str, judgement: Judgement, training_class: TrainingClass, *, reveal: bool
    ) -> dict[str, Any]:
        """Return rows (id_number, course, hours as the list has them) and rejected."""
        return {
            "file": filename,
            "rows": [
                {
                    "id_number": id_number_of(row, reveal=reveal),
                    "course": row.values["course"],
                    "hours": row.values["hours_done"],
                }
                for row in seen_rows(judgement)
            ],
            "rejected": rejected_of(judgement),
        }
