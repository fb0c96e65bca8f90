"""Awards, calls, nominees and what is said of them."""

from .award import Award
from .call import Call, UnitPlaces
from .nomination import Nomination
from .nominee import Nominee
from .opinion import Opinion
from .ranking import Recommendation, Score
from .sheet import NominationSheet
from .support import SupportVote

__all__ = [
    "Award",
    "Call",
    "Nomination",
    "NominationSheet",
    "Nominee",
    "Opinion",
    "Recommendation",
    "Score",
    "SupportVote",
    "UnitPlaces",
]
