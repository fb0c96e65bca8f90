"""Workbooks that leave the room."""

from .events import (
    costs_workbook,
    entries_workbook,
    entry_template,
    events_workbook,
    honours_workbook,
    own_lists_workbook,
    returned_entries,
)
from .results import marks_template, marks_workbook, result_workbook, returned, template, version_words

__all__ = [
    "costs_workbook",
    "entries_workbook",
    "entry_template",
    "events_workbook",
    "honours_workbook",
    "marks_template",
    "marks_workbook",
    "own_lists_workbook",
    "result_workbook",
    "returned",
    "returned_entries",
    "template",
    "version_words",
]
