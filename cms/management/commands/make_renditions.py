"""Cut the sizes of pictures that lack one: after a change of the sizes, or where a task was lost."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

from cms.pictures.cutting import cut, uncut


class Command(BaseCommand):
    """Cut what is missing; running it again cuts nothing."""

    help = "Cut the missing sizes of all pictures. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        """Go through the pictures; a file that cannot be read is named and stops no other."""
        pictures = sizes = 0
        for image in uncut():
            try:
                sizes += cut(image)
                pictures += 1
            except (SourceImageIOError, InvalidFilterSpecError, OSError) as fault:
                self.stderr.write(f"{image.pk} {image.title}: {fault}")
        self.stdout.write(f"{sizes} sizes of {pictures} pictures cut.")
