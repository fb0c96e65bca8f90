"""Stories whose courier's consent comes to its end, or is about to."""

from __future__ import annotations

import datetime

from django.db.models import QuerySet
from django.utils import timezone

from office.people.models import Consent

from ..models import StoryPage

# How long before the end of a consent the editors are told.
NOTICE = datetime.timedelta(days=60)


def ended_consents(now: datetime.datetime) -> QuerySet[Consent]:
    """Return the consents that hold no longer while a story resting on them is still live."""
    consented = StoryPage.objects.consented(timezone.localdate(now))
    untold = StoryPage.objects.live().exclude(pk__in=consented.values("pk")).exclude(consent=None)
    return Consent.objects.filter(pk__in=untold.values("consent"))


def consents_ending_soon(on: datetime.date) -> QuerySet[StoryPage]:
    """Return the live stories whose consent ends within sixty days, the soonest first."""
    return (  # type: ignore[no-any-return]
        StoryPage.objects.consented(on)
        .filter(consent__expires_on__lte=on + NOTICE)
        .select_related("consent__courier")
        .order_by("consent__expires_on", "pk")
    )
