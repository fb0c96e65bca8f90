"""`manage.py erase_health_declarations`: delete what was declared for stays that are over."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from recognition.wellbeing.actions import erase_health


class Command(BaseCommand):
    """Delete the health declarations whose time is over; run it every day, it finds each once."""

    help = "Delete health declarations of recuperation stays when the days that the rules allow are over."

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete and say how many."""
        gone = erase_health(now=timezone.now())
        self.stdout.write(f"Deleted {gone} health declarations.")
