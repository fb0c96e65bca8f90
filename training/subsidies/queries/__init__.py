"""Reading schemes, claims and the facts that rules ask for."""

from .claims import claims_visible_to, live_claim_of, payable_lines, payments_of, totals
from .entitlements import Entitlement, entitlements
from .facts import Training, facts_of_class, facts_of_people
from .schemes import claimable_kinds, scheme_or_refusal, schemes_for, schemes_with_versions
from .standings import attestations_visible_to

__all__ = [
    "Entitlement",
    "Training",
    "attestations_visible_to",
    "claimable_kinds",
    "claims_visible_to",
    "entitlements",
    "facts_of_class",
    "facts_of_people",
    "live_claim_of",
    "payable_lines",
    "payments_of",
    "scheme_or_refusal",
    "schemes_for",
    "schemes_with_versions",
    "totals",
]
