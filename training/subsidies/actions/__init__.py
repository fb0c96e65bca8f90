"""What is done to claims and with their money."""

from . import budgets
from .attestations import Evidence, attest, attest_all, revoke_attestation
from .claims import PROCEDURE, check_transition, claim_for_class, exclude, judge_again
from .payments import confirm_paid, list_payment

__all__ = [
    "PROCEDURE",
    "Evidence",
    "attest",
    "attest_all",
    "budgets",
    "check_transition",
    "claim_for_class",
    "confirm_paid",
    "exclude",
    "judge_again",
    "list_payment",
    "revoke_attestation",
]
