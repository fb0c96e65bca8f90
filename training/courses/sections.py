"""A section of a class book, and the words its cells are written in: Chinese, as the paper is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from office.exchange.columns import Column

from .enums import AttendanceStatus
from .models import Lesson

SIGNS: Final = {
    AttendanceStatus.PRESENT: "√",
    AttendanceStatus.LATE: "迟",
    AttendanceStatus.LEAVE: "假",
    AttendanceStatus.ABSENT: "缺",
}
#: A sign that a correction changed after the register was signed off.
CORRECTED: Final = "*"
NOT_SIGNED: Final = "未签字确认"


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the book: columns and rows of values; `kept` columns say whose row it is."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[object]]
    kept: int = 0
    centred: Sequence[int] = ()


def signed_by(lesson: Lesson) -> str:
    """Return who signed a register off."""
    if lesson.signed_off_at is None:
        return NOT_SIGNED
    return lesson.signed_off_by.get_full_name() if lesson.signed_off_by else "办公室"


def outcome(completion: Any) -> str:
    """Return what a completion says; None while the class runs."""
    if completion is None:
        return "未结班"
    return "结业" if completion.completed else "未结业"


def columns(headers: str) -> tuple[Column, ...]:
    """Make columns of headings parted by spaces; one that ends in # holds numbers."""
    return tuple(
        Column(
            name.rstrip("#"), name.rstrip("#"), text=not name.endswith("#"), width=max(8, 2 * len(name) + 4)
        )
        for name in headers.split()
    )
