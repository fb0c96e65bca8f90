"""Reading schemes, claims and the facts that rules ask for."""

from .budgets import budget_or_refusal, commitment_of
from .claims import claims_visible_to, live_claim_of, payable_lines, payments_of, totals
from .facts import facts_of_class
from .schemes import claimable_kinds, scheme_or_refusal, schemes_for

__all__ = [
    "budget_or_refusal",
    "claimable_kinds",
    "claims_visible_to",
    "commitment_of",
    "facts_of_class",
    "live_claim_of",
    "payable_lines",
    "payments_of",
    "scheme_or_refusal",
    "schemes_for",
    "totals",
]
