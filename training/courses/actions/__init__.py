"""What may be done with classes: open, enrol, keep the register, record results, close, certify."""

from .certify import Issued, issue_certificates
from .classes import close_class, open_class
from .marks import Mark, enter_manually, enter_scan, record_marks
from .online import OnlineReport, record_online_hours
from .recorded import check_certificate, correct_certificate, record_certificate, record_certificates
from .register import Result, record_attendance
from .results import record_results
from .roster import Seat, enrol
from .sheets import commit_sheet, receive_sheet
from .signoff import correct, set_attendance_rule, sign_off, sign_off_class

__all__ = [
    "Issued",
    "Mark",
    "OnlineReport",
    "Result",
    "Seat",
    "check_certificate",
    "close_class",
    "commit_sheet",
    "correct",
    "correct_certificate",
    "enrol",
    "enter_manually",
    "enter_scan",
    "issue_certificates",
    "open_class",
    "receive_sheet",
    "record_attendance",
    "record_certificate",
    "record_certificates",
    "record_marks",
    "record_online_hours",
    "record_results",
    "set_attendance_rule",
    "sign_off",
    "sign_off_class",
]
