"""`manage.py forget_deeds [--days N]`: delete the notes by which a second click is known."""

from __future__ import annotations

import datetime
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from office.desk.deeds import forget

KEPT_DAYS = 30


class Command(BaseCommand):
    """Says how many notes went; to be run now and then, like `clearsessions`."""

    help = "Delete the notes of sent forms that are older than --days; the record of deeds is not touched."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare --days."""
        parser.add_argument("--days", type=int, default=KEPT_DAYS, help="days kept (1 or more; default: 30)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete; a form is open for a session's hours, so a day is the least that is kept."""
        days: int = options["days"]
        if days < 1:
            raise CommandError("--days takes 1 or more: a form that is still open could be sent twice.")
        gone = forget(before=timezone.now() - datetime.timedelta(days=days))
        self.stdout.write(f"{gone} notes of sent forms were deleted.")
