"""What the public pages show today."""

from __future__ import annotations

import datetime

from django.db.models import OuterRef, Q, QuerySet, Subquery

from office.casework.models import PublicNotice
from office.casework.queries import notices_for_everybody
from office.policy.models import PolicyVersion
from training.subsidies.models import Scheme


def open_notices(day: datetime.date) -> QuerySet[PublicNotice]:
    """Return the notices that stand on a day, the last day included, newest first."""
    return notices_for_everybody(day).filter(closes_on__gte=day, concluded_at=None)


def versions_resting_on(number: str) -> QuerySet[PolicyVersion]:
    """Return the versions of the office's rules whose source, or whose extension, bears a document number.

    `scheme_name` is what the scheme is called where it pays money; None for the rules of other rooms.
    """
    if not number:
        return PolicyVersion.objects.none()
    named = Scheme.objects.filter(code=OuterRef("scheme")).values("name")[:1]
    return (
        PolicyVersion.objects.filter(Q(source__number=number) | Q(extended_by__number=number))
        .select_related("source", "extended_by")
        .annotate(scheme_name=Subquery(named))
        .order_by("scheme", "-valid_from")
    )
