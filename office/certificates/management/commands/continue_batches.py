"""`manage.py continue_batches [--json]`: take up every batch of certificates that stopped somewhere."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from office.certificates.batches.actions import issue_portion
from office.certificates.batches.queries import unfinished, with_counts
from office.certificates.models import Batch


class Command(BaseCommand):
    """Issues what waits, batch after batch; run by hand after a breakdown, or by cron."""

    help = "Issue what waits in batches of certificates that were started and not finished."

    def add_arguments(self, parser: CommandParser) -> None:
        """Read the form of the answer."""
        parser.add_argument("--json", action="store_true", help="print JSON instead of sentences")

    def handle(self, *args: Any, **options: Any) -> None:
        """Work off each batch and print its counts."""
        answers = []
        for batch in unfinished():
            while issue_portion(batch, actor=None, now=timezone.now()):
                if self.stderr.isatty():
                    self.stderr.write(".", ending="")
            answers.append(_answer(batch))
        if options["json"]:
            self.stdout.write(json.dumps(answers, ensure_ascii=False, indent=1))
            return
        for answer in answers:
            self.stdout.write(_("%(title)s: %(issued)d issued, %(refused)d refused.") % answer)
        if not answers:
            self.stdout.write(_("No batch waits."))


def _answer(batch: Batch) -> dict[str, Any]:
    counted: Any = with_counts(Batch.objects.filter(pk=batch.pk)).get()
    return {
        "batch": batch.pk,
        "title": batch.title,
        "issued": counted.issued,
        "refused": counted.refused,
    }
