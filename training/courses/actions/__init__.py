"""What may be done with classes: open, enrol, keep the register, record results, close, certify."""

from .certify import Issued, issue_certificates
from .classes import close_class, open_class
from .register import record_attendance
from .results import record_results
from .roster import Seat, enrol
from .sheets import commit_sheet, receive_sheet

__all__ = [
    "Issued",
    "Seat",
    "close_class",
    "commit_sheet",
    "enrol",
    "issue_certificates",
    "open_class",
    "receive_sheet",
    "record_attendance",
    "record_results",
]
