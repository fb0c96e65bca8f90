"""`manage.py erase_health_declarations`: delete what was told for stays that are over."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from recognition.wellbeing.actions import erase_companions, erase_health


class Command(BaseCommand):
    """Delete declarations and names of companions whose time is over; run it every day."""

    help = "Delete health declarations of recuperation stays when the days that the rules allow are over."

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete and say how many."""
        gone = erase_health(now=timezone.now())
        companions = erase_companions(now=timezone.now())
        self.stdout.write(f"Deleted {gone} health declarations and the names of {companions} companions.")
