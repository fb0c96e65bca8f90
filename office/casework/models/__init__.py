"""Cases, public notices, objections and rulings."""

from .case import Case
from .notice import NoticeRow, PublicNotice
from .objection import Objection, Ruling

__all__ = ["Case", "NoticeRow", "Objection", "PublicNotice", "Ruling"]
