"""Awards, calls, nominees and what is said of them."""

from .award import Award
from .call import Call, UnitPlaces
from .jury import Criterion, Juror, Jury, Mark, Reading
from .nomination import Nomination
from .nominee import Nominee
from .opinion import Opinion
from .portrait import Portrait, Statement
from .recommendation import Recommendation
from .sheet import NominationSheet
from .support import SupportVote

__all__ = [
    "Award",
    "Call",
    "Criterion",
    "Juror",
    "Jury",
    "Mark",
    "Nomination",
    "NominationSheet",
    "Nominee",
    "Opinion",
    "Portrait",
    "Reading",
    "Recommendation",
    "Statement",
    "SupportVote",
    "UnitPlaces",
]
