"""Walk the chain of recorded deeds and say whether it is whole."""

from __future__ import annotations

import json
import re
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from office.audit.queries import verify_chain


def expected_head(text: str) -> tuple[int, str]:
    """Return (sequence, digest) of a head written as `SEQ:DIGEST`; raise CommandError for anything else."""
    found = re.fullmatch(r"(\d+):([0-9a-f]{64})", text.strip().lower())
    if not found:
        raise CommandError(
            f"--expect takes a head as an earlier run printed it, number:digest (64 hex digits), not {text!r}"
        )
    return int(found[1]), found[2]


class Command(BaseCommand):
    """`manage.py verify_audit`."""

    help = (
        "Check the record of deeds: every digest, the numbering and the end of the chain. "
        "Exits with 1 when something was edited, deleted, inserted, swapped or cut off."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare --json and --expect."""
        parser.add_argument("--json", action="store_true", help="print the result as JSON")
        parser.add_argument(
            "--expect",
            action="append",
            default=[],
            metavar="SEQ:DIGEST",
            help="a head printed earlier and kept elsewhere; it must still lie on the chain (repeatable)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the verdict; raise CommandError (exit 1) when the chain is broken."""
        verdict = verify_chain(dict(expected_head(text) for text in options["expect"]))
        if options["json"]:
            self.stdout.write(json.dumps(verdict.to_json(), ensure_ascii=False))
        elif verdict.intact:
            self.stdout.write(f"The record is whole: {verdict.entries} entries.")
            self.stdout.write(f"Head, to be kept outside this machine: {verdict.entries}:{verdict.head}")
        if not verdict.intact:
            raise CommandError(
                f"The record is broken at entry {verdict.first_bad}: {verdict.reason}. "
                "Keep the database as it is and compare it with the last backup.",
                returncode=1,
            )
