"""Handing rows out: who took how many is recorded, and the workbook says it too."""

from __future__ import annotations

from typing import Any, Unpack

from office.exchange.writing import Sheet
from office.people.exports import Taken, list_workbook


def written(deed: str, sheet: Sheet, *further: Sheet, subject: Any = None, **taken: Unpack[Taken]) -> bytes:
    """Record the deed with the number of rows of the first sheet, and return the workbook with its manifest.

    `sheet.rows` is a list. The record is about `subject`, or about the actor where rows of many are taken.
    """
    rows: Any = sheet.rows
    return list_workbook(deed, sheet, *further, subject=subject, rows=len(rows), **taken)
