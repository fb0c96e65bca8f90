"""Judge a list of fact records by the rules of a scheme, with the very code that the desk uses."""

from __future__ import annotations

import contextlib
import datetime
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TextIO

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from training.subsidies.capitals import yuan_text
from training.subsidies.judging import judge_for, judges_for
from training.subsidies.models import Scheme
from training.subsidies.queries import schemes_with_versions
from training.subsidies.records import CHUNK, Tally, write_answers
from training.subsidies.rules import SHAPE


class Command(BaseCommand):
    """`manage.py judge --scheme CODE --on DATE --facts FILE.json --json`."""

    help = (
        "Judge fact records (a JSON array or JSON Lines, - for standard input) by the rules of a scheme. "
        "Amounts are yuan with two places, 0.00 when nothing is to be paid. A record may carry its rate; "
        "otherwise the scheme's own is looked up by occupation, level and the day that the version names."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Say what may be given."""
        parser.add_argument("--scheme", help="code of the scheme; --list shows them")
        parser.add_argument("--on", type=_day, help="day of judging, as 2026-03-01; today by default")
        parser.add_argument("--facts", help="file of records, or - for standard input")
        parser.add_argument("--json", action="store_true", help="print the answers in the records' order")
        parser.add_argument("--output", help="write the answers to this file instead of standard output")
        parser.add_argument(
            "--keep-going",
            action="store_true",
            help="report a record that cannot be read in its place, go on",
        )
        parser.add_argument("--schema", action="store_true", help="print the JSON Schema of a record")
        parser.add_argument("--list", action="store_true", help="list the schemes with their versions")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what was asked for."""
        on = options["on"] or timezone.localdate()
        try:
            if options["schema"]:
                self._schema()
            elif options["list"]:
                self._list(on)
            elif not options["scheme"] or not options["facts"]:
                raise CommandError(_("Name a scheme and a file of facts, or ask for --schema or --list."))
            else:
                self._judge(options, on)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except UnicodeDecodeError as error:
            raise CommandError(_("The file is not UTF-8. Save it as UTF-8; nothing was written.")) from error

    def _schema(self) -> None:
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **SHAPE.schema}
        self.stdout.write(json.dumps(schema, ensure_ascii=False, indent=2))

    def _list(self, on: datetime.date) -> None:
        listed = schemes_with_versions()
        judges = judges_for([scheme for scheme, _versions in listed], on)
        for (scheme, versions), judge in zip(listed, judges, strict=True):
            self.stdout.write(f"{scheme.code}\t{scheme.name}")
            for version in versions:
                end = version.ends_on or "…"
                self.stdout.write(f"  {version.valid_from} – {end}\t{version.label}\t{version.source}")
            for warning in judge.warnings:
                self.stdout.write(f"  ! {warning}")

    def _judge(self, options: dict[str, Any], on: datetime.date) -> None:
        scheme = Scheme.objects.filter(code=options["scheme"]).first()
        if scheme is None:
            raise CommandError(
                _("There is no scheme “%(code)s”. --list shows them.") % {"code": options["scheme"]}
            )
        judge = judge_for(scheme, on)
        # Answers wait in a file of their own until all are there: nothing is ever half written.
        with (
            _records(options["facts"]) as records,
            tempfile.TemporaryFile("w+", encoding="utf-8") as answers,
        ):
            tally = write_answers(records, answers, judge, keep_going=options["keep_going"])
            answers.seek(0)
            self._hand_out(answers, tally, options)
        for warning in judge.warnings:
            self.stderr.write(warning)
        if tally.faulty:
            raise CommandError(
                _("%(faulty)s of %(records)s records could not be read; their places tell why.")
                % {"faulty": tally.faulty, "records": tally.records}
            )

    def _hand_out(self, answers: TextIO, tally: Tally, options: dict[str, Any]) -> None:
        if options["output"]:
            with Path(options["output"]).open("w", encoding="utf-8") as target:
                _copy(answers, target.write)
        if options["json"] and not options["output"]:
            _copy(answers, lambda piece: self.stdout.write(piece, ending=""))
        elif not options["json"]:
            self.stdout.write(
                _(
                    "%(records)s records: %(eligible)s eligible, %(refused)s not eligible, %(unclear)s "
                    "unclear; %(amount)s yuan"
                )
                % {
                    "records": tally.records,
                    "eligible": tally.eligible,
                    "refused": tally.refused,
                    "unclear": tally.unclear,
                    "amount": yuan_text(tally.amount),
                }
            )


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def _copy(source: TextIO, write: Callable[[str], Any]) -> None:
    while piece := source.read(CHUNK):
        write(piece)


@contextlib.contextmanager
def _records(name: str) -> Iterator[TextIO]:
    if name == "-":
        yield sys.stdin
        return
    try:
        with Path(name).open(encoding="utf-8-sig") as stream:
            yield stream
    except OSError as error:
        raise CommandError(
            _("%(file)s cannot be read: %(reason)s") % {"file": name, "reason": error.strerror}
        ) from error
