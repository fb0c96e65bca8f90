"""Short codes that change with the clock: a lesson's on the screen, a courier's on the phone. Pure.

A code says what it is for and in which span of time it was first shown, and proves it with a keyed digest of
80 bits; the key is the office's secret key under a label of this room. Nothing is stored for a code, so any
number of screens and servers show and accept the same ones.
"""

from __future__ import annotations

import base64
import datetime
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import base36_to_int, int_to_base36

from .enums import Direction

_LABEL: Final = "training.checkin.codes"
_DIGEST_BYTES: Final = 10
_LONGEST: Final = 64


@dataclass(frozen=True, slots=True)
class LessonCode:
    """A code read: the key of the lesson, the direction, and when it was first shown."""

    lesson: int
    direction: Direction
    shown_at: datetime.datetime


@dataclass(frozen=True, slots=True)
class PersonCode:
    """A courier's code read: the key of the account, and when it was first shown."""

    user: int
    shown_at: datetime.datetime


def lesson_code(lesson: int, direction: Direction, *, at: datetime.datetime) -> str:
    """Return the code that the screen shows for a lesson and direction at a moment."""
    step = int(at.timestamp()) // settings.CHECKIN_CODE_SECONDS
    return _signed(int_to_base36(lesson), direction.value, int_to_base36(step))


def read_lesson_code(text: str) -> LessonCode | None:
    """Return what a code says; None for one that this office did not make."""
    parts = _verified(text, 3)
    if parts is None or parts[1] not in Direction.values:
        return None
    step = base36_to_int(parts[2])
    return LessonCode(
        base36_to_int(parts[0]), Direction(parts[1]), _moment(step, settings.CHECKIN_CODE_SECONDS)
    )


def person_code(user: int, *, at: datetime.datetime) -> str:
    """Return the code that a courier's phone shows at a moment."""
    step = int(at.timestamp()) // settings.CHECKIN_PERSON_SECONDS
    return _signed("p", int_to_base36(user), int_to_base36(step))


def read_person_code(text: str) -> PersonCode | None:
    """Return what a courier's code says; None for one that this office did not make."""
    parts = _verified(text, 3)
    if parts is None or parts[0] != "p":
        return None
    step = base36_to_int(parts[2])
    return PersonCode(base36_to_int(parts[1]), _moment(step, settings.CHECKIN_PERSON_SECONDS))


def seconds_too_old(shown_at: datetime.datetime, *, at: datetime.datetime, accepted: int) -> int:
    """Return by how many seconds a code is too old: 0 while it counts, below 0 when it is from the future.

    A code is accepted from `CHECKIN_SKEW_SECONDS` before it is shown until as long after its `accepted`
    seconds are over: so far may the clock that made it and the clock that reads it be apart.
    """
    skew = settings.CHECKIN_SKEW_SECONDS
    age = (at - shown_at).total_seconds()
    if age < -skew:
        return int(age + skew) or -1
    return max(int(age - accepted - skew + 0.999), 0)


def next_code_at(at: datetime.datetime) -> datetime.datetime:
    """Return when the screen's code changes next."""
    seconds = settings.CHECKIN_CODE_SECONDS
    return _moment(int(at.timestamp()) // seconds + 1, seconds)


def _moment(step: int, seconds: int) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(step * seconds, datetime.UTC)


def _signed(*parts: str) -> str:
    plain = "-".join(parts)
    return f"{plain}-{_digest(plain)}"


def _digest(plain: str) -> str:
    digest = salted_hmac(_LABEL, plain, algorithm="sha256").digest()[:_DIGEST_BYTES]
    return base64.b32encode(digest).decode().lower()


def _verified(text: str, count: int) -> list[str] | None:
    """Return the parts of a code whose digest holds; only such parts are ever read as numbers."""
    plain, _dash, digest = text.rpartition("-")
    if len(text) > _LONGEST or not text.isascii() or not constant_time_compare(digest, _digest(plain)):
        return None
    parts = plain.split("-")
    return parts if len(parts) == count else None
