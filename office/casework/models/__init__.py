"""Cases, pauses, supplements, public notices, objections and rulings."""

from .case import Case
from .escalation import Escalation
from .evidence import Attachment, Evidence, KeptFile
from .notice import NoticeAmendment, NoticeRow, PublicNotice
from .objection import Objection, ObjectionFile, Ruling
from .pause import ApprovalFreeze, Pause
from .supplement import SupplementItem, SupplementRequest

__all__ = [
    "ApprovalFreeze",
    "Attachment",
    "Case",
    "Escalation",
    "Evidence",
    "KeptFile",
    "NoticeAmendment",
    "NoticeRow",
    "Objection",
    "ObjectionFile",
    "Pause",
    "PublicNotice",
    "Ruling",
    "SupplementItem",
    "SupplementRequest",
]
