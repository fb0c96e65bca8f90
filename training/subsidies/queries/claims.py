"""Reading claims."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from office.casework.queries import cases_visible_to
from training.courses.models import Enrolment, TrainingClass

from ..enums import Claimant
from ..models import Claim, ClaimLine, Scheme
from .papers import Paper


def claims_visible_to(user: Any) -> QuerySet[Claim]:
    """Return the claims whose case the user may see."""
    return Claim.objects.filter(case__in=cases_visible_to(user)).select_related(
        "case__organisation", "case__courier", "training_class__course", "scheme", "payee"
    )


def live_claims_of(training_class: TrainingClass) -> QuerySet[Claim]:
    """Return the claims of a class that are neither rejected nor withdrawn, one a scheme."""
    claims = Claim.objects.filter(training_class=training_class, live=True)
    return claims.select_related("case", "scheme").order_by("scheme__name")


def live_claim_of(training_class: TrainingClass, scheme: Scheme) -> Claim | None:
    """Return the claim of a class under a scheme that is neither rejected nor withdrawn."""
    return live_claims_of(training_class).filter(scheme=scheme).first()


def own_claim_of(paper: Paper, scheme: Scheme) -> Claim | None:
    """Return a person's own live claim under a scheme for a training or a certificate."""
    about = (
        {"lines__certificate": paper.certificate}
        if paper.certificate
        else {"lines__enrolment": paper.enrolment}
    )
    own = Claim.objects.filter(
        claimant=Claimant.PERSON, live=True, scheme=scheme, case__courier=paper.courier
    )
    return own.filter(**about).select_related("case").first()


def claimable_trainees(training_class: TrainingClass) -> QuerySet[Enrolment]:
    """Return the people of a class for whom its provider claims, in the order of the roster."""
    return training_class.enrolments.enrolled().select_related("courier").order_by("position")


def totals(claim: Claim) -> dict[str, int]:
    """Return the claim's counts of people and its sum in fen."""
    return claim.lines.aggregate(
        enrolled=Count("pk"),
        payable=Count("pk", filter=Q(amount__gt=0)),
        not_met=Count("pk", filter=Q(eligible=False, excluded=False)),
        unclear=Count("pk", filter=Q(eligible=None, excluded=False)),
        excluded=Count("pk", filter=Q(excluded=True)),
        amount=Sum("amount", default=0),
    )


def payable_lines(claim: Claim) -> QuerySet[ClaimLine]:
    """Return the people whom the claim pays for."""
    return claim.lines.filter(amount__gt=0).select_related(
        "courier", "enrolment__training_class__course", "certificate"
    )
