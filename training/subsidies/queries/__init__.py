"""Reading schemes, claims, the facts that rules ask for, and what became of the money."""

from .budgets import (
    balances,
    budget_or_refusal,
    budgets_visible_to,
    commitment_of,
    entries_of,
)
from .claims import claims_visible_to, live_claim_of, payable_lines, totals
from .entitlements import Entitlement, entitlements
from .facts import Training, facts_of_class, facts_of_people
from .payees import payees_due
from .payments import (
    batches_visible_to,
    budgets_of_batch,
    default_profile,
    lines_of_claim,
    lines_visible_to,
    paid_amount,
    returns_visible_to,
)
from .recoveries import overdue, recoveries_visible_to
from .schemes import claimable_kinds, scheme_or_refusal, schemes_for, schemes_with_versions
from .standings import attestations_visible_to

__all__ = [
    "Entitlement",
    "Training",
    "attestations_visible_to",
    "balances",
    "batches_visible_to",
    "budget_or_refusal",
    "budgets_of_batch",
    "budgets_visible_to",
    "claimable_kinds",
    "claims_visible_to",
    "commitment_of",
    "default_profile",
    "entitlements",
    "entries_of",
    "facts_of_class",
    "facts_of_people",
    "lines_of_claim",
    "lines_visible_to",
    "live_claim_of",
    "overdue",
    "paid_amount",
    "payable_lines",
    "payees_due",
    "recoveries_visible_to",
    "returns_visible_to",
    "scheme_or_refusal",
    "schemes_for",
    "schemes_with_versions",
    "totals",
]
