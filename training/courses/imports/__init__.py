"""Sheets for a class: read, judged row by row, nothing stored; `actions.sheets` commits what is good."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Final

from office.exchange.columns import Column

from ..enums import SheetKind
from ..models import TrainingClass
from . import attendance, certificates, filing, online, roster, scores
from .judgement import Judgement

__all__ = ["COLUMNS", "Judgement", "judge"]

COLUMNS: Final[Mapping[SheetKind, tuple[Column, ...]]] = {
    SheetKind.ROSTER: roster.COLUMNS,
    SheetKind.ATTENDANCE: attendance.COLUMNS,
    SheetKind.SCORES: scores.COLUMNS,
    SheetKind.ONLINE: online.COLUMNS,
    SheetKind.CERTIFICATES: certificates.COLUMNS,
    SheetKind.FILING: filing.COLUMNS,
}
_JUDGES: Final[Mapping[SheetKind, Callable[..., Judgement]]] = {
    SheetKind.ROSTER: roster.judge,
    SheetKind.ATTENDANCE: attendance.judge,
    SheetKind.SCORES: scores.judge,
    SheetKind.ONLINE: online.judge,
    SheetKind.CERTIFICATES: certificates.judge,
    SheetKind.FILING: filing.judge,
}


def judge(
    kind: SheetKind, content: bytes, filename: str, *, training_class: TrainingClass, today: datetime.date
) -> Judgement:
    """Read a file and judge every row for a class. Raises ValidationError when the file cannot be used."""
    return _JUDGES[kind](content, filename, training_class=training_class, today=today)
