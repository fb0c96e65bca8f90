"""What may be done with classes: open, enrol, keep the register, record results, close, certify."""

from ..lessons import LessonFacts
from .certify import Issued, issue_certificates
from .classes import close_class, open_class
from .plans import Plan, change_plan, plan_class
from .register import record_attendance, record_results
from .roster import Seat, enrol
from .seats import (
    cancel_own_seat,
    change_capacity,
    confirm_seat,
    enrol_self,
    remove_seat,
)
from .sheets import commit_sheet, receive_sheet
from .states import archive_class, cancel_class, file_class
from .timetable import add_lesson, change_lesson, remove_lesson, set_timetable, timetable_changes

__all__ = [
    "Issued",
    "LessonFacts",
    "Plan",
    "Seat",
    "add_lesson",
    "archive_class",
    "cancel_class",
    "cancel_own_seat",
    "change_capacity",
    "change_lesson",
    "change_plan",
    "close_class",
    "commit_sheet",
    "confirm_seat",
    "enrol",
    "enrol_self",
    "file_class",
    "issue_certificates",
    "open_class",
    "plan_class",
    "receive_sheet",
    "record_attendance",
    "record_results",
    "remove_lesson",
    "remove_seat",
    "set_timetable",
    "timetable_changes",
]
