"""What is done to claims and with their money."""

from . import budgets
from .accounts import check_correction, correct_account
from .attestations import Evidence, attest, attest_all, revoke_attestation
from .claims import PROCEDURE, check_transition, claim_for_class, exclude, judge_again
from .payments import cancel_batch, check_batch, confirm_paid, list_payment, make_batch, record_failure
from .recoveries import order_recovery, record_receipt
from .returns import commit_return, receive_return

__all__ = [
    "PROCEDURE",
    "Evidence",
    "attest",
    "attest_all",
    "budgets",
    "cancel_batch",
    "check_batch",
    "check_correction",
    "check_transition",
    "claim_for_class",
    "commit_return",
    "confirm_paid",
    "correct_account",
    "exclude",
    "judge_again",
    "list_payment",
    "make_batch",
    "order_recovery",
    "receive_return",
    "record_failure",
    "record_receipt",
    "revoke_attestation",
]
