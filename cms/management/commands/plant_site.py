"""Make what the public site stands on: its front door, its columns, the two steps of publishing."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext

from cms.actions import plant
from office.desk.language import office_language


class Command(BaseCommand):
    """`manage.py plant_site`; run again, it adds what is missing and changes nothing that stands."""

    help = (
        "Make the public site's front door and columns as far as they are missing, and give pages, rest "
        "points, streets and the imprint the two steps of publishing. Run it before opening and after each "
        "upgrade."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare what the front door says."""
        parser.add_argument("--title", default=settings.OFFICE_NAME, help="the front door's heading")
        parser.add_argument("--lead", default="", help="a sentence below it")

    def handle(self, *args: Any, **options: Any) -> None:
        """Plant the site and print how many pages it has."""
        home = plant(settings.OFFICE_NAME, title=options["title"], lead=options["lead"], now=timezone.now())
        with office_language():
            told = gettext("The site stands, with %(pages)d pages below its front door.")
            self.stdout.write(told % {"pages": home.get_descendant_count()})
