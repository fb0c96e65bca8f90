"""Committees and experts, files under review, meetings and ballots."""

from .committee import Committee, Expert, Membership, Relative, Rules, Speciality
from .dossier import Declaration, Dossier, RedactedCopy
from .meeting import AgendaItem, Attendance, CountSignature, Meeting, Vote, Voter
from .panel import Assignment, Criterion, Draw, Panel, Score

__all__ = [
    "AgendaItem",
    "Assignment",
    "Attendance",
    "Committee",
    "CountSignature",
    "Criterion",
    "Declaration",
    "Dossier",
    "Draw",
    "Expert",
    "Meeting",
    "Membership",
    "Panel",
    "RedactedCopy",
    "Relative",
    "Rules",
    "Score",
    "Speciality",
    "Vote",
    "Voter",
]
