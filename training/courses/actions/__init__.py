"""What may be done with classes: open, enrol, keep the register, record results, close, certify."""

from ..lessons import LessonFacts
from .certify import Issued, issue_certificates
from .classes import close_class, open_class
from .guards import timetable_changes
from .marks import Mark, enter_manually, enter_scan, record_marks
from .online import OnlineReport, record_online_hours
from .plans import Plan, change_plan, plan_class
from .recorded import check_certificate, correct_certificate, record_certificate, record_certificates
from .register import record_attendance
from .results import Result, record_results, set_retake_rule
from .roster import Seat, enrol
from .seats import (
    cancel_own_seat,
    change_capacity,
    confirm_seat,
    enrol_self,
    remove_seat,
)
from .sheets import commit_sheet, receive_sheet
from .signoff import correct, set_attendance_rule, sign_off, sign_off_class
from .states import archive_class, cancel_class, file_class
from .timetable import add_lesson, change_lesson, remove_lesson, set_timetable

__all__ = [
    "Issued",
    "LessonFacts",
    "Mark",
    "OnlineReport",
    "Plan",
    "Result",
    "Seat",
    "add_lesson",
    "archive_class",
    "cancel_class",
    "cancel_own_seat",
    "change_capacity",
    "change_lesson",
    "change_plan",
    "check_certificate",
    "close_class",
    "commit_sheet",
    "confirm_seat",
    "correct",
    "correct_certificate",
    "enrol",
    "enrol_self",
    "enter_manually",
    "enter_scan",
    "file_class",
    "issue_certificates",
    "open_class",
    "plan_class",
    "receive_sheet",
    "record_attendance",
    "record_certificate",
    "record_certificates",
    "record_marks",
    "record_online_hours",
    "record_results",
    "remove_lesson",
    "remove_seat",
    "set_attendance_rule",
    "set_retake_rule",
    "set_timetable",
    "sign_off",
    "sign_off_class",
    "timetable_changes",
]
