"""What the public pages show today."""

from __future__ import annotations

import datetime

from django.db.models import QuerySet

from office.casework.models import PublicNotice
from office.casework.queries import notices_for_everybody


def open_notices(day: datetime.date) -> QuerySet[PublicNotice]:
    """Return the notices that stand on a day, the last day included, newest first."""
    return notices_for_everybody(day).filter(closes_on__gte=day, concluded_at=None)
