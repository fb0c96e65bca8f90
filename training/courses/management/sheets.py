"""What the import commands of a class share: read a file, judge it, commit it, print the answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.exchange.files import MAX_BYTES, refusal
from office.exchange.report import JudgedRow
from office.people.identifiers import mask_id_number

from ..actions import commit_sheet, receive_sheet
from ..enums import SheetKind
from ..imports import Judgement, judge
from ..imports.judgement import reason_of
from ..models import TrainingClass
from ..queries import class_numbered


class SheetCommand(BaseCommand):
    """Judges every row of a file; commits the good ones unless it is a dry run.

    A file that cannot be used, or a class that is unknown or closed, ends with a sentence and exit code 1.
    Rows that stay out are no failure: they are in the answer.
    """

    kind: SheetKind

    def add_arguments(self, parser: CommandParser) -> None:
        """Read the file, the class, and the form of the answer."""
        parser.add_argument("file", metavar="FILE", help="an .xlsx workbook or a .csv file")
        parser.add_argument("--class-number", required=True, help="number of the class, as PX-2026-001")
        parser.add_argument("--dry-run", action="store_true", help="judge only, store nothing")
        parser.add_argument("--json", action="store_true", help="print JSON instead of sentences")
        parser.add_argument("--reveal", action="store_true", help="print ID and telephone numbers in full")

    def handle(self, *args: Any, **options: Any) -> None:
        """Judge, commit, print."""
        path = Path(options["file"])
        try:
            training_class = class_numbered(options["class_number"])
            content = read_file(path)
            self._tell(_("Reading %(file)s …") % {"file": path.name})
            judgement = self._judged(training_class, content, path.name, dry_run=options["dry_run"])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        answer = self.answer(path.name, judgement, training_class, reveal=options["reveal"])
        if options["json"]:
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(self._sentences(judgement, dry_run=options["dry_run"])))

    def answer(
        self, filename: str, judgement: Judgement, training_class: TrainingClass, *, reveal: bool
    ) -> dict[str, Any]:
        """Return the answer as plain values; each command has its own."""
        return {"file": filename, "rejected": rejected_of(judgement)}

    def _judged(
        self, training_class: TrainingClass, content: bytes, filename: str, *, dry_run: bool
    ) -> Judgement:
        now = timezone.now()
        if dry_run:
            today = timezone.localdate(now)
            return judge(self.kind, content, filename, training_class=training_class, today=today)
        with transaction.atomic():
            sheet = receive_sheet(
                training_class, kind=self.kind, content=content, filename=filename, actor=None, now=now
            )
            judgement = Judgement.from_json(sheet.judgement)
            if judgement.report.accepted:
                sheet = commit_sheet(sheet, actor=None, now=now)
                return Judgement.from_json(sheet.judgement)
            # Nothing to take in: a file sent again leaves no trace.
            transaction.set_rollback(True)
            return judgement

    def _sentences(self, judgement: Judgement, *, dry_run: bool) -> list[str]:
        counts = judgement.report.counts
        head = _(
            "%(data_rows)d rows: %(accepted)d go in, %(rejected)d stay out, %(warnings)d with a warning."
        )
        lines = [head % counts, *judgement.notes]
        lines += [_("Row %(row)d: %(message)s [%(code)s]") % each for each in rejected_of(judgement)]
        if dry_run:
            lines.append(_("This was a dry run: nothing was stored."))
        return lines

    def _tell(self, text: str) -> None:
        if self.stderr.isatty():
            self.stderr.write(text)


def read_file(path: Path) -> bytes:
    """Read a file; raise ValidationError `no_file`, `too_large` before anything large is read."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise refusal("too_large")
        return path.read_bytes()
    except OSError as error:
        raise ValidationError(
            _("The file %(file)s cannot be read (%(reason)s). Check its path and its rights."),
            code="no_file",
            params={"file": path, "reason": error.strerror},
        ) from error


def rejected_of(judgement: Judgement) -> list[dict[str, Any]]:
    """Return each refused row under one code: row, column (as the sheet calls it), code, message."""
    layout = judgement.report.layout
    return [
        {
            "row": row.row,
            "column": layout.header_of(reason.column),
            "code": reason.code,
            "message": reason.message,
        }
        for row in judgement.report.rejected
        if (reason := reason_of(row)) is not None
    ]


def id_number_of(row: JudgedRow, *, reveal: bool) -> str:
    """Return the ID number of a row, masked unless it is to be revealed."""
    number = row.values.get("id_number", "")
    return number if reveal else mask_id_number(number)


def seen_rows(judgement: Judgement) -> list[JudgedRow]:
    """Return the rows whose contents are good, of people in the class or not."""
    return [
        row
        for row in judgement.report.rows
        if (reason := reason_of(row)) is None or reason.code == "not_enrolled"
    ]
