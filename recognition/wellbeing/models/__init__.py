"""Union membership and homes, care activities, recuperation."""

from .care import CareActivity, CareAttendance
from .membership import Membership, MembershipTransfer, UnionHome
from .recuperation import Batch, HealthDeclaration, Participation, RecuperationBase

__all__ = [
    "Batch",
    "CareActivity",
    "CareAttendance",
    "HealthDeclaration",
    "Membership",
    "MembershipTransfer",
    "Participation",
    "RecuperationBase",
    "UnionHome",
]
