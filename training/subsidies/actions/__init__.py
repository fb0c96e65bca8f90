"""What is done to claims and with their money."""

from . import budgets
from .accounts import check_correction, correct_account
from .attestations import Evidence, attest, attest_all, revoke_attestation
from .claim_accounts import change_account, change_account_of_person
from .claims import PROCEDURE, claim_for_class, claim_for_oneself, claim_for_people
from .guards import is_open, may_change_people
from .judging import judge_again
from .lines import exclude, take_in
from .payments import cancel_batch, check_batch, confirm_paid, list_payment, make_batch, record_failure
from .recoveries import order_recovery, record_receipt
from .returns import commit_return, receive_return
from .steps import follow_step

__all__ = [
    "PROCEDURE",
    "Evidence",
    "attest",
    "attest_all",
    "budgets",
    "cancel_batch",
    "change_account",
    "change_account_of_person",
    "check_batch",
    "check_correction",
    "claim_for_class",
    "claim_for_oneself",
    "claim_for_people",
    "commit_return",
    "confirm_paid",
    "correct_account",
    "exclude",
    "follow_step",
    "is_open",
    "judge_again",
    "list_payment",
    "make_batch",
    "may_change_people",
    "order_recovery",
    "receive_return",
    "record_failure",
    "record_receipt",
    "revoke_attestation",
    "take_in",
]
