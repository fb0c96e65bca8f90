"""Pages on which claims are made, examined and paid."""

from .claims import ClaimClass, DecisionSlip, ExcludeLine, JudgeAgain
from .payments import ConfirmPaid, ListPayment, PaymentList
from .standings import Attest, AttestationList, MyEntitlements, RevokeAttestation

__all__ = [
    "Attest",
    "AttestationList",
    "ClaimClass",
    "ConfirmPaid",
    "DecisionSlip",
    "ExcludeLine",
    "JudgeAgain",
    "ListPayment",
    "MyEntitlements",
    "PaymentList",
    "RevokeAttestation",
]
