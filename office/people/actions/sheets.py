"""What every deed on a sealed sheet does alike: keep it with what was found, claim it once, settle it."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..imports.judgement import Judgement
from ..models import User
from ..models.sheet import SealedSheet


def keep_sheet(
    sheet: SealedSheet,
    judgement: Judgement,
    *,
    content: bytes,
    filename: str,
    actor: User | None,
    now: datetime.datetime,
) -> None:
    """Seal a file as received with what reading it found, and save its row."""
    sheet.filename, sheet.uploaded_by, sheet.uploaded_at = filename[-200:], actor, now
    sheet.outcome = judgement.report.counts
    sheet.seal(content, judgement.to_json())
    sheet.save()


def claim_sheet(sheet: SealedSheet, *, now: datetime.datetime) -> None:
    """Mark a sheet as taken in and read its row anew; raise ValidationError `already_committed`."""
    waiting = type(sheet)._default_manager.filter(pk=sheet.pk, committed_at=None)
    if not waiting.update(committed_at=now):
        raise ValidationError(
            _("This sheet was committed already; nothing was done twice. Send a new file for further rows."),
            code="already_committed",
        )
    sheet.refresh_from_db()


def nothing_to_commit() -> ValidationError:
    """Return the refusal of a sheet none of whose rows can go in."""
    return ValidationError(
        _("No row of this sheet can go in. Mend the rows that the error workbook names and send it again."),
        code="nothing_to_commit",
    )


def settle_sheet(sheet: SealedSheet, judgement: Judgement, **written: int) -> None:
    """Keep what was found when the sheet was taken in, and how much of each kind was written."""
    sheet.outcome = {**judgement.report.counts, **written}
    sheet.seal(sheet.content, judgement.to_json())
    sheet.save(update_fields=["outcome", "content_sealed", "judgement_sealed"])
