"""Workbooks that leave the room: the applicants' summary (T10), rounds, the register, bars."""

from .applications import applications_workbook
from .register import bars_workbook, rounds_workbook, titles_workbook

__all__ = ["applications_workbook", "bars_workbook", "rounds_workbook", "titles_workbook"]
