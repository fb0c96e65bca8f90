"""Reading claims."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from office.casework.queries import cases_visible_to
from training.courses.models import TrainingClass

from ..models import Claim, ClaimLine


def claims_visible_to(user: Any) -> QuerySet[Claim]:
    """Return the claims whose case the user may see."""
    return Claim.objects.filter(case__in=cases_visible_to(user)).select_related(
        "case", "training_class__course", "scheme", "payee"
    )


def live_claim_of(training_class: TrainingClass) -> Claim | None:
    """Return the claim of a class that is neither rejected nor withdrawn."""
    return (
        Claim.objects.filter(training_class=training_class, live=True)
        .select_related("case", "scheme")
        .first()
    )


def totals(claim: Claim) -> dict[str, int]:
    """Return the claim's counts of people and its sum in fen."""
    return claim.lines.aggregate(
        enrolled=Count("pk"),
        payable=Count("pk", filter=Q(amount__gt=0)),
        not_met=Count("pk", filter=Q(eligible=False)),
        unclear=Count("pk", filter=Q(eligible=None, excluded=False)),
        excluded=Count("pk", filter=Q(excluded=True)),
        amount=Sum("amount", default=0),
    )


def payable_lines(claim: Claim) -> QuerySet[ClaimLine]:
    """Return the people whom the claim pays for."""
    return claim.lines.filter(amount__gt=0).select_related("courier", "enrolment")
