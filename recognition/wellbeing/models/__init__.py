"""Union membership and homes, care activities, recuperation."""

from .care import CareActivity, CareAttendance
from .membership import Membership, MembershipTransfer, UnionHome
from .recuperation import (
    Batch,
    Companion,
    Guide,
    HealthDeclaration,
    Participation,
    RecuperationBase,
    StaySheet,
)

__all__ = [
    "Batch",
    "CareActivity",
    "CareAttendance",
    "Companion",
    "Guide",
    "HealthDeclaration",
    "Membership",
    "MembershipTransfer",
    "Participation",
    "RecuperationBase",
    "StaySheet",
    "UnionHome",
]
