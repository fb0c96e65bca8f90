"""Enter the schemes that ship with the product where they are missing; safe to repeat."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.translation import ngettext

from training.subsidies import shipped


class Command(BaseCommand):
    """`manage.py load_schemes`."""

    help = "Enter the schemes that ship with the product where they are missing; what is there stays."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Enter them and say how many rows were new."""
        made = shipped.enter(apps.get_model)
        self.stdout.write(ngettext("%(made)s row entered", "%(made)s rows entered", made) % {"made": made})
