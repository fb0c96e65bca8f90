"""`manage.py continue_batches [--json]`: take up every batch of certificates that stopped somewhere."""

from __future__ import annotations

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
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
        """Work off each batch and print its counts; raise CommandError when papers cannot be signed now.

        Then no other batch is tried, which would wait for the same.
        """
        answers, stopped = [], None
        for batch in unfinished():
            try:
                self._work_off(batch)
            except ValidationError as error:
                stopped = error
                break
            finally:
                answers.append(_answer(batch))
        if options["json"]:
            self.stdout.write(json.dumps(answers, ensure_ascii=False, indent=1))
        else:
            self._tell(answers)
        if stopped is not None:
            raise CommandError(" ".join(stopped.messages)) from stopped

    def _work_off(self, batch: Batch) -> None:
        while issue_portion(batch, actor=None, now=timezone.now()):
            if self.stderr.isatty():
                self.stderr.write(".", ending="")

    def _tell(self, answers: list[dict[str, Any]]) -> None:
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
        "waiting": counted.waiting,
    }
