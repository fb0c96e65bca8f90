"""Committees and experts, files under review, meetings and ballots."""

from .committee import Committee, Expert, Membership, Relative, Rules, Speciality
from .dossier import Declaration, Dossier, RedactedCopy
from .meeting import AgendaItem, Attendance, CountSignature, Meeting, Vote, Voter
from .panel import Assignment, AssignmentSheet, Criterion, Draw, Panel, Reminder, Score

__all__ = [
    "AgendaItem",
    "Assignment",
    "AssignmentSheet",
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
    "Reminder",
    "Rules",
    "Score",
    "Speciality",
    "Vote",
    "Voter",
]
