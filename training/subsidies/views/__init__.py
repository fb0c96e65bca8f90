"""Pages on which claims are made, examined and paid."""

from .claims import ClaimClass, DecisionSlip, ExcludeLine, JudgeAgain
from .payments import ConfirmPaid, ListPayment, PaymentList

__all__ = [
    "ClaimClass",
    "ConfirmPaid",
    "DecisionSlip",
    "ExcludeLine",
    "JudgeAgain",
    "ListPayment",
    "PaymentList",
]
