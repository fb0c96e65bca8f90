"""Sheets that come in: results, entries, marks by item."""

from .results import COLUMNS, entries_of, judge

__all__ = ["COLUMNS", "entries_of", "judge"]
