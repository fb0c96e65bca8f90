"""Publish and take down by the clock; a page that may not go live does not stop the others."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.management.commands.publish_scheduled import Command as WagtailCommand
from wagtail.models import Revision

from cms.actions import record_publication, take_down
from cms.editing.consents import ended_consents
from cms.editing.heartbeat import PUBLISHING, beat
from cms.models import SitePage, StoryPage
from cms.models.registers import Register


class Command(WagtailCommand):
    """Wagtail's command with our guards before it, the end of consents behind it, and a mark that it ran."""

    help = "Publish and take down pages as scheduled. Run it every few minutes."

    def handle(self, *args: Any, **options: Any) -> None:
        """Take what may not go live off the schedule and say so, then do the rest and record it."""
        stories = self._guard(options["dryrun"])
        super().handle(*args, **options)
        ended = ended_consents(timezone.now())
        if options["dryrun"]:
            for consent in ended:
                self.stdout.write(f"Consent ended, stories to be taken down: {consent}")
            return
        for story in StoryPage.objects.filter(pk__in=stories, live=True):
            record_publication(story, actor=None)
        for consent in ended:
            take_down(consent, None, timezone.now())
        beat(PUBLISHING, timezone.now())

    def _guard(self, dryrun: bool) -> list[int]:
        """Return the keys of the stories that may go live; drop what may not from the schedule."""
        stories = []
        for revision in Revision.objects.filter(approved_go_live_at__lt=timezone.now()):
            page = revision.as_object()
            if not isinstance(page, SitePage | Register):
                continue
            try:
                page.check_publishable(timezone.localdate())
            except ValidationError as refusal:
                self.stderr.write(f"{page}: {' '.join(refusal.messages)}")
                if not dryrun:
                    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
                continue
            if isinstance(page, StoryPage):
                stories.append(page.pk)
        return stories
