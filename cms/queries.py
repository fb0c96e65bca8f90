"""What the public pages show today."""

from __future__ import annotations

import datetime

from django.db.models import QuerySet

from office.casework.models import PublicNotice
from office.casework.queries import notices_for_everybody
from recognition.competitions.models import Event, ResultVersion
from recognition.competitions.queries import current_result


def open_notices(day: datetime.date) -> QuerySet[PublicNotice]:
    """Return the notices that stand on a day, the last day included, newest first."""
    return notices_for_everybody(day).filter(closes_on__gte=day, concluded_at=None)


def board_of(event: Event) -> ResultVersion | None:
    """Return the version of the results that the public reads, or None before the first one."""
    return current_result(event)
