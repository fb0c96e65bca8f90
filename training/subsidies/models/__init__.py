"""Schemes with rates and budgets, claims with their judged people, payments."""

from .attestation import Attestation
from .budget import Budget, BudgetEntry, Commitment
from .claim import Claim, ClaimLine
from .paper import FundedPaper
from .payment import Payment
from .scheme import Rate, Scheme

__all__ = [
    "Attestation",
    "Budget",
    "BudgetEntry",
    "Claim",
    "ClaimLine",
    "Commitment",
    "FundedPaper",
    "Payment",
    "Rate",
    "Scheme",
]
