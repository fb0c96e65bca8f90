"""What is done to claims and with their money."""

from . import budgets
from .accounts import change_account, change_account_of_person
from .attestations import Evidence, attest, attest_all, revoke_attestation
from .claims import PROCEDURE, claim_for_class, claim_for_oneself, claim_for_people
from .judging import judge_again
from .lines import exclude, take_in
from .payments import confirm_paid, list_payment
from .steps import follow_step

__all__ = [
    "PROCEDURE",
    "Evidence",
    "attest",
    "attest_all",
    "budgets",
    "change_account",
    "change_account_of_person",
    "claim_for_class",
    "claim_for_oneself",
    "claim_for_people",
    "confirm_paid",
    "exclude",
    "follow_step",
    "judge_again",
    "list_payment",
    "revoke_attestation",
    "take_in",
]
