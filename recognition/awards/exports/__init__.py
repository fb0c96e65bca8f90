"""What awards hand out: lists as workbooks, the summary sheet, the approval form."""

from .approval import approval_form
from .juries import readings_workbook
from .lists import calls_workbook, nominees_workbook, opinions_workbook, returned, template

__all__ = [
    "approval_form",
    "calls_workbook",
    "nominees_workbook",
    "opinions_workbook",
    "readings_workbook",
    "returned",
    "template",
]
