"""`manage.py import_recorded FILE --class-number N`: take certificates of other bodies in (T6)."""

from __future__ import annotations

from typing import Any

from training.courses.enums import SheetKind
from training.courses.imports import Judgement
from training.courses.management.sheets import SheetCommand, id_number_of, rejected_of, seen_rows
from training.courses.models import TrainingClass


class Command(SheetCommand):
    """Records the certificates that other bodies issued; `rows` tell everybody's number."""

    help = "Judge the certificates that other bodies issued to a class, and record them."
    kind = SheetKind.CERTIFICATES

    def answer(
        self, filename: str, judgement: Judgement, training_class: TrainingClass, *, reveal: bool
    ) -> dict[str, Any]:
        """Return rows (id_number, number of the certificate) and rejected."""
        return {
            "file": filename,
            "rows": [
                {"id_number": id_number_of(row, reveal=reveal), "number": row.values["number"]}
                for row in seen_rows(judgement)
            ],
            "rejected": rejected_of(judgement),
        }
