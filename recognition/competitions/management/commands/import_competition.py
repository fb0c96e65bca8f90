"""`manage.py import_competition FILE --event CODE`: bring a sheet of results into an event."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from office.exchange.files import MAX_BYTES, MESSAGES
from office.exchange.report import JudgedRow, Report, Severity
from office.people.names import mask_name
from recognition.competitions.actions import EntryFacts, import_results
from recognition.competitions.imports import entries_of, judge
from recognition.competitions.models import Entry, Event, Performance
from recognition.competitions.queries import ranking_of, rule_of


class Command(BaseCommand):
    """Judges every row and commits the good ones; ends with 1 and a sentence when nothing could be read."""

    help = "Import the results of a competition's event from .xlsx or .csv, and print the ranking."

    def add_arguments(self, parser: CommandParser) -> None:
        """Read file, event and the form of the answer."""
        parser.add_argument("file", metavar="FILE", help="sheet of results (.xlsx or .csv)")
        parser.add_argument("--event", required=True, metavar="CODE", help="code of the event, as DEMO-KDY")
        parser.add_argument("--dry-run", action="store_true", help="judge and rank, store nothing")
        parser.add_argument("--json", action="store_true", help="print JSON instead of sentences")
        parser.add_argument("--reveal", action="store_true", help="print names in full")

    def handle(self, *args: Any, **options: Any) -> None:
        """Judge, commit unless it is a dry run, print."""
        event = self.event(options["event"])
        content = self.content(options["file"])
        try:
            report = judge(content, Path(options["file"]).name)
            rows = entries_of(report)
            if not options["dry_run"]:
                digest = hashlib.sha256(content).hexdigest()
                import_results(event, rows=rows, digest=digest, actor=None, now=timezone.now())
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        answer = summary(event, report, rows, reveal=options["reveal"])
        if options["json"]:
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(sentences(answer, dry_run=options["dry_run"])))

    def event(self, code: str) -> Event:
        """Return the event of a code."""
        try:
            return Event.objects.select_related("competition").get(code=code)
        except Event.DoesNotExist:
            raise CommandError(_("There is no event %(code)s. Check the code.") % {"code": code}) from None

    def content(self, file: str) -> bytes:
        """Return the bytes of the file, unless it is too large to be a sheet."""
        try:
            if Path(file).stat().st_size > MAX_BYTES:
                raise CommandError(str(MESSAGES["too_large"]))
            return Path(file).read_bytes()
        except OSError as error:
            raise CommandError(
                _("%(path)s cannot be read: %(error)s") % {"path": file, "error": error.strerror}
            ) from error


def summary(event: Event, report: Report, rows: list[EntryFacts], *, reveal: bool) -> dict[str, Any]:
    """Return the outcome of the sheet as plain values: entries, ranking, who is not ranked, rejected rows."""
    performances = [
        Performance(
            entry=Entry(event=event, number=row.number),
            theory=row.theory,
            practice=row.practice,
            status=row.status,
            seconds=row.seconds,
        )
        for row in rows
    ]
    placed = ranking_of(performances, rule_of(event))
    status = {row.number: str(row.status) for row in rows}
    return {
        "event": event.code,
        "entries": len(report.rows),
        "ranking": [
            {"entry": each.number, "total": f"{each.total:.2f}", "rank": each.rank}
            for each in placed
            if each.total is not None
        ],
        "unranked": [
            {"entry": each.number, "status": status[each.number]} for each in placed if each.total is None
        ],
        "rejected": [_rejected(row) for row in report.rejected],
        "rows": [
            {"row": row.row, "entry": row.values["number"], "name": _name(row, reveal)}
            for row in report.accepted
        ],
    }


def sentences(answer: dict[str, Any], *, dry_run: bool) -> list[str]:
    """Return the outcome for a reader."""
    names = {row["entry"]: row["name"] for row in answer["rows"]}
    lines = [
        f"{each['rank']:>4}  {each['entry']}  {each['total']:>6}  {names[each['entry']]}"
        for each in answer["ranking"]
    ]
    lines += [
        f"   -  {each['entry']}  {each['status']:>12}  {names[each['entry']]}" for each in answer["unranked"]
    ]
    lines += [
        _("Row %(row)d: %(message)s") % {"row": each["row"], "message": each["message"]}
        for each in answer["rejected"]
    ]
    counts = {"good": len(answer["rows"]), "bad": len(answer["rejected"])}
    if dry_run:
        lines.append(_("%(good)d rows are good, %(bad)d are not. Nothing was stored.") % counts)
    else:
        lines.append(_("%(good)d rows were imported, %(bad)d were not.") % counts)
    return lines


def _rejected(row: JudgedRow) -> dict[str, Any]:
    problem = next(each for each in row.problems if each.severity is Severity.ERROR)
    return {"row": row.row, "column": problem.column, "code": problem.code, "message": problem.message}


def _name(row: JudgedRow, reveal: bool) -> str:
    return row.values["name"] if reveal else mask_name(row.values["name"])
