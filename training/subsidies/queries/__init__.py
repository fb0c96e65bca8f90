"""Reading schemes, claims and the facts that rules ask for."""

from .budgets import budget_or_refusal, commitment_of
from .claimed import claimed_on, facts_of_claim, facts_of_papers
from .claims import (
    claimable_trainees,
    claims_visible_to,
    live_claim_of,
    live_claims_of,
    own_claim_of,
    payable_lines,
    payments_of,
    totals,
)
from .facts import Training, facts_of_class, facts_of_people
from .lines import (
    certificate_numbers,
    certificates_of_lines,
    lines_visible_to,
    occupation_of,
    people_of,
)
from .own import Chance, chances_of, oneself, outlook, own_lines
from .papers import Paper, chosen_papers, employed_by, free_papers
from .review import Review, plain, reason_of, review_of, reviews, with_figures
from .schemes import claimable_kinds, schemes_for, schemes_taking
from .standings import attestations_visible_to

__all__ = [
    "Chance",
    "Paper",
    "Review",
    "Training",
    "attestations_visible_to",
    "budget_or_refusal",
    "certificate_numbers",
    "certificates_of_lines",
    "chances_of",
    "chosen_papers",
    "claimable_kinds",
    "claimable_trainees",
    "claimed_on",
    "claims_visible_to",
    "commitment_of",
    "employed_by",
    "facts_of_claim",
    "facts_of_class",
    "facts_of_papers",
    "facts_of_people",
    "free_papers",
    "lines_visible_to",
    "live_claim_of",
    "live_claims_of",
    "occupation_of",
    "oneself",
    "outlook",
    "own_claim_of",
    "own_lines",
    "payable_lines",
    "payments_of",
    "people_of",
    "plain",
    "reason_of",
    "review_of",
    "reviews",
    "schemes_for",
    "schemes_taking",
    "totals",
    "with_figures",
]
