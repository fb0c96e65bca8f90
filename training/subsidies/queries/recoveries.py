"""Reading recoveries."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import F, QuerySet

from office.casework.queries import cases_visible_to

from ..models import RecoveryOrder


def recoveries_visible_to(user: Any) -> QuerySet[RecoveryOrder]:
    """Return the recoveries of claims that the user may see, the next due first."""
    return (
        RecoveryOrder.objects.filter(claim__case__in=cases_visible_to(user))
        .select_related("claim__case__organisation", "claim__case__courier", "claim__scheme", "ordered_by")
        .order_by("due_on", "pk")
    )


def overdue(recoveries: QuerySet[RecoveryOrder], on: datetime.date) -> QuerySet[RecoveryOrder]:
    """Return those of which money is outstanding after its day."""
    return recoveries.filter(received__lt=F("amount"), due_on__lt=on)
