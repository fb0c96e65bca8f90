"""Schemes with rates and budgets, claims with their judged people, and what became of their money."""

from .attestation import Attestation
from .bank import Bank, BankProfile
from .budget import Budget, BudgetEntry, Commitment
from .claim import Claim, ClaimLine
from .paper import FundedPaper
from .payment import AccountCorrection, BankFile, PaymentBatch, PaymentLine
from .recovery import RecoveryOrder, RecoveryReceipt
from .returned import BankReturn, ReturnRow
from .scheme import Rate, Scheme

__all__ = [
    "AccountCorrection",
    "Attestation",
    "Bank",
    "BankFile",
    "BankProfile",
    "BankReturn",
    "Budget",
    "BudgetEntry",
    "Claim",
    "ClaimLine",
    "Commitment",
    "FundedPaper",
    "PaymentBatch",
    "PaymentLine",
    "Rate",
    "RecoveryOrder",
    "RecoveryReceipt",
    "ReturnRow",
    "Scheme",
]
