"""Asking, answering, publishing answers, rating."""

from .answers import answer, hand_over, reveal_asker
from .asking import Asker, ask, erase_contacts, open_enquiry
from .publishing import guard, propose, refuse, release, take_back
from .rating import rate

__all__ = [
    "Asker",
    "answer",
    "ask",
    "erase_contacts",
    "guard",
    "hand_over",
    "open_enquiry",
    "propose",
    "rate",
    "refuse",
    "release",
    "reveal_asker",
    "take_back",
]
