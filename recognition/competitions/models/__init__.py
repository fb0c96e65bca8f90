"""The tables of competitions, a file a noun."""

from .competition import Competition, Event, Stage, check_honours
from .cost import ContestCost
from .entry import Entry, Performance, Team
from .honour import ContestHonour, HonourList, Promotion
from .marks import Item, Mark, Reading
from .result import Board, EntrySheet, ResultSheet, ResultVersion

__all__ = [
    "Board",
    "Competition",
    "ContestCost",
    "ContestHonour",
    "Entry",
    "EntrySheet",
    "Event",
    "HonourList",
    "Item",
    "Mark",
    "Performance",
    "Promotion",
    "Reading",
    "ResultSheet",
    "ResultVersion",
    "Stage",
    "Team",
    "check_honours",
]
