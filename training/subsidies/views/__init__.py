"""Pages on which claims are made, examined and paid."""

from .budgets import AmendBudget, BudgetList, BudgetPage, NewBudget
from .claims import ChangeAccount, ChangeOwnAccount, ExcludeLine, JudgeAgain, TakeInLine
from .lines import CheckAccount, CorrectAccount, LineList, RecordFailure
from .lists import ClaimList
from .opening import ClaimClass, ClaimForOneself, ClaimForPeople
from .own import ClaimProgress, MySubsidies
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
from .slips import ApplicationForm, DecisionSlip, PeopleCheck, ReplayPage, SlipPaper
from .standings import Attest, AttestationList, MyEntitlements, RevokeAttestation

__all__ = [
    "AmendBudget",
    "ApplicationForm",
    "Attest",
    "AttestationList",
    "BatchList",
    "BatchPage",
    "BudgetList",
    "BudgetPage",
    "CancelBatch",
    "ChangeAccount",
    "ChangeOwnAccount",
    "CheckAccount",
    "CheckBatch",
    "ClaimClass",
    "ClaimForOneself",
    "ClaimForPeople",
    "ClaimList",
    "ClaimProgress",
    "ConfirmPaid",
    "CorrectAccount",
    "DecisionSlip",
    "ExcludeLine",
    "JudgeAgain",
    "LineList",
    "MyEntitlements",
    "MySubsidies",
    "NewBatch",
    "NewBudget",
    "OrderRecovery",
    "PaymentList",
    "PeopleCheck",
    "RecordFailure",
    "RecordReceipt",
    "RecoveryList",
    "ReplayPage",
    "ReturnPage",
    "RevokeAttestation",
    "SendReturn",
    "SlipPaper",
    "TakeBankFile",
    "TakeInLine",
    "return_notes",
]
