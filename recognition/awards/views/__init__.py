"""The pages of awards."""

from .calls import CallList, CallPage, Decide, OpenCall, PassList, SetPlaces
from .chain import Recommend, RecordResult
from .nominees import (
    AnswerNomination,
    ChangeParticulars,
    ChooseUnit,
    GiveScore,
    Merge,
    Nominate,
    NomineeList,
    Propose,
    Unmerge,
)
from .opinions import AnswerOpinion, AskOpinions, OpinionList
from .sheets import SheetPage, UploadSheet, returned, template
from .support import Candidate, SupportList, SupportPage

__all__ = [
    "AnswerNomination",
    "AnswerOpinion",
    "AskOpinions",
    "CallList",
    "CallPage",
    "Candidate",
    "ChangeParticulars",
    "ChooseUnit",
    "Decide",
    "GiveScore",
    "Merge",
    "Nominate",
    "NomineeList",
    "OpenCall",
    "OpinionList",
    "PassList",
    "Propose",
    "Recommend",
    "RecordResult",
    "SetPlaces",
    "SheetPage",
    "SupportList",
    "SupportPage",
    "Unmerge",
    "UploadSheet",
    "returned",
    "template",
]
