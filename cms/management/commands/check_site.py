"""Say what on the public site has gone stale, empty, dead or missing; meant for every night."""

from __future__ import annotations

import datetime
import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext

from cms.checkup import Finding, examine
from office.desk.language import office_language


class Command(BaseCommand):
    """`manage.py check_site`."""

    help = (
        "Check the public site: duties of the footer, stale and empty columns, dead links, missing files, "
        "guides without a section, objections not answered in time. Exits with 1 when something is found."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare --format."""
        parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print it")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the findings in the office's language; raise CommandError (exit 1) when there are any."""
        today = timezone.localdate()
        with office_language():
            findings = examine(today)
            told = _as_json(today, findings) if options["format"] == "json" else _as_text(findings)
        self.stdout.write(told)
        if findings:
            raise CommandError(f"{len(findings)} findings.", returncode=1)


def _as_json(today: datetime.date, findings: list[Finding]) -> str:
    told = {"checked_on": str(today), "findings": [finding.to_json() for finding in findings]}
    return json.dumps(told, ensure_ascii=False, indent=2)


def _as_text(findings: list[Finding]) -> str:
    if not findings:
        return gettext("Nothing is stale, empty, dead or missing.")
    return "\n".join(
        f"{finding.kind.label} | {finding.subject} | {finding.sentence} {finding.url}" for finding in findings
    )
