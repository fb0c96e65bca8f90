"""Reading budgets."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..models import Budget, Commitment, Scheme


def budget_or_refusal(scheme: Scheme, year: int) -> Budget:
    """Return a scheme's budget of a year; raise ValidationError `no_budget` when none is entered."""
    found = Budget.objects.filter(scheme=scheme, year=year).first()
    if found is None:
        message = _(
            "No budget is entered for %(scheme)s in %(year)s, so nothing can be approved under it. Ask the "
            "payment officer to enter the budget with its document first."
        )
        raise ValidationError(message % {"scheme": scheme, "year": year}, code="no_budget")
    return found


def commitment_of(claim_id: int) -> Commitment | None:
    """Return what a claim binds now; None when it binds nothing."""
    return (
        Commitment.objects.filter(claim=claim_id, released_at=None).select_related("budget__scheme").first()
    )
