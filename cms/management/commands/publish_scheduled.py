"""Publish what is scheduled; a story whose consent has ended meanwhile does not stop the others."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.management.commands.publish_scheduled import Command as WagtailCommand
from wagtail.models import Revision

from cms.actions import record_publication
from cms.models import StoryPage


class Command(WagtailCommand):
    """Wagtail's command, which publishes and takes down by the clock, with the guard of consent before it."""

    help = "Publish and take down pages as scheduled. Run it every few minutes."

    def handle(self, *args: Any, **options: Any) -> None:
        """Take what may not go live off the schedule and say so, then do the rest and record it."""
        stories = []
        for revision in Revision.objects.filter(approved_go_live_at__lt=timezone.now()):
            story = revision.as_object()
            if not isinstance(story, StoryPage):
                continue
            try:
                story.check_publishable(timezone.localdate())
                stories.append(story.pk)
            except ValidationError as refusal:
                self.stderr.write(f"{story.get_admin_display_title()}: {' '.join(refusal.messages)}")
                if not options["dryrun"]:
                    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
        super().handle(*args, **options)
        if not options["dryrun"]:
            for story in StoryPage.objects.filter(pk__in=stories, live=True):
                record_publication(story, actor=None)
