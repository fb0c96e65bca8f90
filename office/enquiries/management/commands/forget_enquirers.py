"""Erase who asked once the time of keeping is over."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from ...actions import erase_contacts


class Command(BaseCommand):
    """Erase names and telephones of askers ENQUIRY_CONTACT_DAYS after their answer. Run it daily."""

    help = "Erase the contacts of askers whose enquiries were answered long ago."

    def handle(self, *args: Any, **options: Any) -> None:
        """Erase and say of how many."""
        self.stdout.write(f"{erase_contacts(now=timezone.now())} contacts erased.")
