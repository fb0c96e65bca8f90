"""What holds a case, and who was told that it is late."""

from __future__ import annotations

import datetime

from django.db.models import F, Q

from ..models import ApprovalFreeze, Case, Escalation


def freeze_on(case: Case, day: datetime.date) -> ApprovalFreeze | None:
    """Return the freeze that keeps a case from approval on a day, the one that lasts longest, or None."""
    return (
        ApprovalFreeze.objects.filter(
            Q(procedure="") | Q(procedure=case.procedure), starts_on__lte=day, ends_on__gte=day
        )
        .order_by("-ends_on")
        .first()
    )


def escalation_of(case: Case) -> Escalation | None:
    """Return the report of the day that a case misses now, with those who were told, or None."""
    return (
        Escalation.objects.filter(case=case, state=F("case__state"), due_on=F("case__due_on"))
        .prefetch_related("told")
        .first()
    )
