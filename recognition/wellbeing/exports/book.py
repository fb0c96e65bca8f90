"""Handing rows out: who took how many is recorded, and the workbook says it too."""

from __future__ import annotations

import datetime
from typing import Any

from office.audit import actions as audit
from office.exchange.writing import Manifest, Sheet, write_workbook
from office.people.models import User


def written(
    deed: str,
    sheet: Sheet,
    *further: Sheet,
    actor: User,
    now: datetime.datetime,
    selection: str,
    link: str,
    subject: Any = None,
) -> bytes:
    """Record the deed with the number of rows of the first sheet, and return the workbook with its manifest.

    `sheet.rows` is a list. The record is about `subject`, or about the actor where rows of many are taken.
    """
    rows: Any = sheet.rows
    audit.record(deed, actor=actor, subject=subject or actor, at=now, rows=len(rows))
    return write_workbook(sheet, *further, manifest=Manifest(actor.get_full_name(), now, selection, link))
