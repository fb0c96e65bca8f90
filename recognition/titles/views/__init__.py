"""Pages of titles."""

from .applying import (
    AddAchievement,
    AddWork,
    CiteResult,
    Pledge,
    RemoveAchievement,
    RemoveWork,
    SectionPage,
    Start,
)
from .bars import BarPage, LiftBar
from .lists import ApplicationList, BarList, MyTitles, RoundList, TitleList
from .office import (
    BringBefore,
    ChangeRound,
    ConfirmTitle,
    ImposeBar,
    JudgeAgain,
    OpenRound,
    RecordNotice,
    RecordResult,
    RecordTitle,
    RevokeTitle,
    TakeOutcome,
)
from .pages import ApplicationPage, PaperFile, ReplayPage, TitlePage, VerdictPage

__all__ = [
    "AddAchievement",
    "AddWork",
    "ApplicationList",
    "ApplicationPage",
    "BarList",
    "BarPage",
    "BringBefore",
    "ChangeRound",
    "CiteResult",
    "ConfirmTitle",
    "ImposeBar",
    "JudgeAgain",
    "LiftBar",
    "MyTitles",
    "OpenRound",
    "PaperFile",
    "Pledge",
    "RecordNotice",
    "RecordResult",
    "RecordTitle",
    "RemoveAchievement",
    "RemoveWork",
    "ReplayPage",
    "RevokeTitle",
    "RoundList",
    "SectionPage",
    "Start",
    "TakeOutcome",
    "TitleList",
    "TitlePage",
    "VerdictPage",
]
