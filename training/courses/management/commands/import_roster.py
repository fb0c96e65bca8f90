"""`manage.py import_roster FILE --class-number N`: enrol the people of a roster."""

from __future__ import annotations

from typing import Any

from office.people.identifiers import mask_phone
from office.people.names import mask_name
from training.courses.enums import SheetKind
from training.courses.imports import Judgement
from training.courses.management.sheets import SheetCommand, id_number_of, rejected_of
from training.courses.models import TrainingClass


class Command(SheetCommand):
    """Enrols the good rows of a roster; `rows` are those that went in, with the sheet's own row numbers."""

    help = "Judge a roster and enrol its good rows in a class. Sent again it changes nothing."
    kind = SheetKind.ROSTER

    def answer(
        self, filename: str, judgement: Judgement, training_class: TrainingClass, *, reveal: bool
    ) -> dict[str, Any]:
        """Return data_rows, accepted, rejected and rows."""
        report = judgement.report
        return {
            "file": filename,
            "data_rows": len(report.rows),
            "accepted": len(report.accepted),
            "rejected": rejected_of(judgement),
            "rows": [
                {
                    "row": row.row,
                    "name": row.values["name"] if reveal else mask_name(row.values["name"]),
                    "id_number": id_number_of(row, reveal=reveal),
                    "phone": row.values["phone"] if reveal else mask_phone(row.values["phone"]),
                }
                for row in report.accepted
            ],
        }
