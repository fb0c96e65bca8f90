"""Rounds, applications, what happened to them elsewhere, and the titles on record."""

from .application import Achievement, TitleApplication, WorkPeriod
from .proof import EmployerNotice, TitlePaper, UpwardResult
from .round import TitleRound
from .title import Title, TitleBar, TitleRevocation

__all__ = [
    "Achievement",
    "EmployerNotice",
    "Title",
    "TitleApplication",
    "TitleBar",
    "TitlePaper",
    "TitleRevocation",
    "TitleRound",
    "UpwardResult",
    "WorkPeriod",
]
