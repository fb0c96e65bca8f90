"""What the press may have, and who has it already."""

from __future__ import annotations

import datetime

from django.db.models import QuerySet

from office.audit.models import Entry
from office.people.enums import ConsentPurpose
from office.people.models import Consent

from ...models import StoryPage

HANDED = "cms.story.handed_to_press"


def press_consent_of(story: StoryPage, on: datetime.date) -> Consent | None:
    """Return the consent by which a story may be handed to the press on a day, or None.

    It is one of its own beside that for the site: the press handles the data for itself (PIPL art. 23).
    """
    if story.consent is None:
        return None
    given = story.consent.courier.consents.filter(purpose=ConsentPurpose.PRESS, withdrawn_at=None)
    return next((consent for consent in given if consent.is_valid(on)), None)


def handed_on(story: StoryPage) -> QuerySet[Entry]:
    """Return to whom a story was handed, newest first: they are told when the consent ends."""
    return Entry.objects.filter(
        action=HANDED, subject_type=StoryPage._meta.label_lower, subject_id=str(story.pk)
    ).order_by("-sequence")
