"""Workbooks that leave the room: the applicants' summary (T10), rounds, the register, bars."""

from .applications import applications_workbook
from .register import bars_workbook, rounds_workbook, titles_workbook
from .sheets import returned, template

__all__ = [
    "applications_workbook",
    "bars_workbook",
    "returned",
    "rounds_workbook",
    "template",
    "titles_workbook",
]
