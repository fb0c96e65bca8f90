"""Cases, pauses, supplements, public notices, objections and rulings."""

from .case import Case
from .evidence import Attachment, Evidence, KeptFile
from .notice import NoticeRow, PublicNotice
from .objection import Objection, Ruling
from .pause import ApprovalFreeze, Pause
from .supplement import SupplementItem, SupplementRequest

__all__ = [
    "ApprovalFreeze",
    "Attachment",
    "Case",
    "Evidence",
    "KeptFile",
    "NoticeRow",
    "Objection",
    "Pause",
    "PublicNotice",
    "Ruling",
    "SupplementItem",
    "SupplementRequest",
]
