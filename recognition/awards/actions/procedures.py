"""Which procedure a nominee goes by."""

from __future__ import annotations

from typing import Final

from ..enums import AwardKind
from ..models import Award

AWARD: Final = "award_nomination"
DELEGATE: Final = "delegate_recommendation"


def code_for(award: Award) -> str:
    """Return the code of the procedure of an award's nominees."""
    return DELEGATE if award.kind == AwardKind.DELEGATE else AWARD
