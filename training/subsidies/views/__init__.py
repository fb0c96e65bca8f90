"""Pages on which claims are made, examined and paid."""

from .budgets import AmendBudget, BudgetList, BudgetPage, NewBudget
from .claims import ClaimClass, DecisionSlip, ExcludeLine, JudgeAgain
from .lines import CheckAccount, CorrectAccount, LineList, RecordFailure
from .payments import (
    BatchList,
    BatchPage,
    CancelBatch,
    CheckBatch,
    ConfirmPaid,
    NewBatch,
    PaymentList,
    TakeBankFile,
)
from .recoveries import OrderRecovery, RecordReceipt, RecoveryList
from .returns import ReturnPage, SendReturn, return_notes
from .standings import Attest, AttestationList, MyEntitlements, RevokeAttestation

__all__ = [
    "AmendBudget",
    "Attest",
    "AttestationList",
    "BatchList",
    "BatchPage",
    "BudgetList",
    "BudgetPage",
    "CancelBatch",
    "CheckAccount",
    "CheckBatch",
    "ClaimClass",
    "ConfirmPaid",
    "CorrectAccount",
    "DecisionSlip",
    "ExcludeLine",
    "JudgeAgain",
    "LineList",
    "MyEntitlements",
    "NewBatch",
    "NewBudget",
    "OrderRecovery",
    "PaymentList",
    "RecordFailure",
    "RecordReceipt",
    "RecoveryList",
    "ReturnPage",
    "RevokeAttestation",
    "SendReturn",
    "TakeBankFile",
    "return_notes",
]
