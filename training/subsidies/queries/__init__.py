"""Reading schemes, claims and the facts that rules ask for."""

from .budgets import budget_or_refusal, commitment_of
from .claims import claims_visible_to, live_claim_of, payable_lines, payments_of, totals
from .facts import facts_of
from .schemes import claimable_kinds, rate_in_force, scheme_or_refusal, schemes_for

__all__ = [
    "budget_or_refusal",
    "claimable_kinds",
    "claims_visible_to",
    "commitment_of",
    "facts_of",
    "live_claim_of",
    "payable_lines",
    "payments_of",
    "rate_in_force",
    "scheme_or_refusal",
    "schemes_for",
    "totals",
]
