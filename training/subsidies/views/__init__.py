"""Pages on which claims are made, examined and paid."""

from .claims import ChangeAccount, ChangeOwnAccount, ExcludeLine, JudgeAgain, TakeInLine
from .lists import ClaimList
from .opening import ClaimClass, ClaimForOneself, ClaimForPeople
from .own import ClaimProgress, MySubsidies
from .payments import ConfirmPaid, ListPayment, PaymentList
from .slips import ApplicationForm, BatchCheck, DecisionSlip, ReplayPage, SlipPaper

__all__ = [
    "ApplicationForm",
    "BatchCheck",
    "ChangeAccount",
    "ChangeOwnAccount",
    "ClaimClass",
    "ClaimForOneself",
    "ClaimForPeople",
    "ClaimList",
    "ClaimProgress",
    "ConfirmPaid",
    "DecisionSlip",
    "ExcludeLine",
    "JudgeAgain",
    "ListPayment",
    "MySubsidies",
    "PaymentList",
    "ReplayPage",
    "SlipPaper",
    "TakeInLine",
]
