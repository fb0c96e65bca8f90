"""Pages of check-in: the courier's phone, the trainer's screen, the register, and lists."""

from .lessons import class_page, screen
from .lists import SignalList, StandingList
from .registers import CorrectSign, EnterSign, RegisterPage, SetRule, SignOff, SignOffClass
from .scanning import PersonScan, ScanPage, done, my_code

__all__ = [
    "CorrectSign",
    "EnterSign",
    "PersonScan",
    "RegisterPage",
    "ScanPage",
    "SetRule",
    "SignOff",
    "SignOffClass",
    "SignalList",
    "StandingList",
    "class_page",
    "done",
    "my_code",
    "screen",
]
