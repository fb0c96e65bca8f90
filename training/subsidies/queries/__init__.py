"""Reading schemes, claims, the facts that rules ask for, and what became of the money."""

from .budgets import (
    balances,
    budget_or_refusal,
    budgets_visible_to,
    commitment_of,
    entries_of,
)
from .claims import claims_visible_to, live_claim_of, payable_lines, totals
from .facts import facts_of
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
from .schemes import claimable_kinds, rate_in_force, scheme_or_refusal, schemes_for

__all__ = [
    "balances",
    "batches_visible_to",
    "budget_or_refusal",
    "budgets_of_batch",
    "budgets_visible_to",
    "claimable_kinds",
    "claims_visible_to",
    "commitment_of",
    "default_profile",
    "entries_of",
    "facts_of",
    "lines_of_claim",
    "lines_visible_to",
    "live_claim_of",
    "overdue",
    "paid_amount",
    "payable_lines",
    "payees_due",
    "rate_in_force",
    "recoveries_visible_to",
    "returns_visible_to",
    "scheme_or_refusal",
    "schemes_for",
    "totals",
]
