"""Rounds, applications, what happened to them elsewhere, and the titles on record."""

from .application import Achievement, TitleApplication, WorkPeriod
from .proof import EmployerNotice, TitlePaper, UpwardResult
from .round import TitleRound
from .sheet import ApplicantSheet, SheetDraft
from .title import Title, TitleBar, TitleBarLifting, TitleRevocation

__all__ = [
    "Achievement",
    "ApplicantSheet",
    "EmployerNotice",
    "SheetDraft",
    "Title",
    "TitleApplication",
    "TitleBar",
    "TitleBarLifting",
    "TitlePaper",
    "TitleRevocation",
    "TitleRound",
    "UpwardResult",
    "WorkPeriod",
]
