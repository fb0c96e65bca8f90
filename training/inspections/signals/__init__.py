"""Signs that somebody should look: pure functions of gathered facts. A signal is never a verdict."""

from .facts import CallFigures, ClassFacts, Elsewhere, LessonFacts, TraineeFacts, Visit
from .rules import read
from .signal import Signal

__all__ = [
    "CallFigures",
    "ClassFacts",
    "Elsewhere",
    "LessonFacts",
    "Signal",
    "TraineeFacts",
    "Visit",
    "read",
]
