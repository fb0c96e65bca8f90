"""Reading schemes, claims and the facts that rules ask for."""

from .budgets import budget_or_refusal, commitment_of
from .claims import claims_visible_to, live_claim_of, payable_lines, payments_of, totals
from .facts import Training, facts_of_class, facts_of_people
from .schemes import claimable_kinds, scheme_or_refusal, schemes_for
from .standings import attestations_visible_to

__all__ = [
    "Training",
    "attestations_visible_to",
    "budget_or_refusal",
    "claimable_kinds",
    "claims_visible_to",
    "commitment_of",
    "facts_of_class",
    "facts_of_people",
    "live_claim_of",
    "payable_lines",
    "payments_of",
    "scheme_or_refusal",
    "schemes_for",
    "totals",
]
