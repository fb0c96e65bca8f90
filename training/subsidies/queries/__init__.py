"""Reading schemes, claims, the facts that rules ask for, and what became of the money."""

from .budgets import balances, budget_of, budget_or_refusal, budgets_visible_to, commitment_of, entries_of
from .claimed import facts_of_claim
from .claims import (
    claimable_trainees,
    claims_visible_to,
    live_claim_of,
    live_claims_of,
    own_claim_of,
    payable_lines,
    totals,
)
from .entitlements import Entitlement, entitlements
from .facts import facts_of_people
from .figures import Spending, budget_years, spending
from .lines import certificate_numbers, certificates_of_lines, occupation_of, people_of, people_visible_to
from .own import oneself, outlook, own_lines
from .papers import Paper, chosen_papers, employed_by, free_papers
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
from .review import Review, reason_of, review_of, reviews, with_figures
from .schemes import (
    claimable_kinds,
    rates_for_classes,
    schemes_for,
    schemes_taking,
    schemes_with_versions,
)
from .standings import attestations_visible_to

__all__ = [
    "Entitlement",
    "Paper",
    "Review",
    "Spending",
    "attestations_visible_to",
    "balances",
    "batches_visible_to",
    "budget_of",
    "budget_or_refusal",
    "budget_years",
    "budgets_of_batch",
    "budgets_visible_to",
    "certificate_numbers",
    "certificates_of_lines",
    "chosen_papers",
    "claimable_kinds",
    "claimable_trainees",
    "claims_visible_to",
    "commitment_of",
    "default_profile",
    "employed_by",
    "entitlements",
    "entries_of",
    "facts_of_claim",
    "facts_of_people",
    "free_papers",
    "lines_of_claim",
    "lines_visible_to",
    "live_claim_of",
    "live_claims_of",
    "occupation_of",
    "oneself",
    "outlook",
    "overdue",
    "own_claim_of",
    "own_lines",
    "paid_amount",
    "payable_lines",
    "payees_due",
    "people_of",
    "people_visible_to",
    "rates_for_classes",
    "reason_of",
    "recoveries_visible_to",
    "returns_visible_to",
    "review_of",
    "reviews",
    "schemes_for",
    "schemes_taking",
    "schemes_with_versions",
    "spending",
    "totals",
    "with_figures",
]
