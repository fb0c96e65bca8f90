"""The pages of awards."""

from .calls import CallList, CallPage, Decide, OpenCall, PassList, SetPlaces
from .chain import Recommend, RecordResult
from .juries import AppointJuror, BeginMarking, EndJuror, JuryPage, Recuse, Remind, SetJury
from .marking import AnswerConflicts, DeclareConflict, HandIn, ReadingList, ReadingPage
from .nominees import (
    AnswerNomination,
    ChangeParticulars,
    ChooseUnit,
    Merge,
    Nominate,
    NomineeList,
    Propose,
    Unmerge,
)
from .opinions import AnswerOpinion, AskOpinions, OpinionList
from .own import Endorse, NominateOneself
from .papers import KeepPortrait, KeepStatement, OpenStatement, approval_form, portrait
from .sheets import SheetPage, UploadSheet, returned, template
from .support import Candidate, SupportList, SupportPage

__all__ = [
    "AnswerConflicts",
    "AnswerNomination",
    "AnswerOpinion",
    "AppointJuror",
    "AskOpinions",
    "BeginMarking",
    "CallList",
    "CallPage",
    "Candidate",
    "ChangeParticulars",
    "ChooseUnit",
    "Decide",
    "DeclareConflict",
    "EndJuror",
    "Endorse",
    "HandIn",
    "JuryPage",
    "KeepPortrait",
    "KeepStatement",
    "Merge",
    "Nominate",
    "NominateOneself",
    "NomineeList",
    "OpenCall",
    "OpenStatement",
    "OpinionList",
    "PassList",
    "Propose",
    "ReadingList",
    "ReadingPage",
    "Recommend",
    "RecordResult",
    "Recuse",
    "Remind",
    "SetJury",
    "SetPlaces",
    "SheetPage",
    "SupportList",
    "SupportPage",
    "Unmerge",
    "UploadSheet",
    "approval_form",
    "portrait",
    "returned",
    "template",
]
