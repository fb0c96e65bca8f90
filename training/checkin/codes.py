"""Short codes that change with the clock: a lesson's on the screen, a courier's on the phone. Pure.

A code says what it is for and in which span of time it was first shown, and proves it with a keyed digest of
80 bits; the key is the office's secret key under a label for each of the two kinds, so that no code of one
kind reads as one of the other. Nothing is stored for a code, so any number of screens and servers show and
accept the same ones.
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

_LESSON: Final = "training.checkin.codes.lesson"
_PERSON: Final = "training.checkin.codes.person"
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
    return _signed(_LESSON, int_to_base36(lesson), direction.value, int_to_base36(step))


def read_lesson_code(text: str) -> LessonCode | None:
    """Return what a code says; None for one that this office did not make."""
    parts = _verified(_LESSON, text)
    if parts is None:
        return None
    lesson, direction, step = parts
    shown_at = _moment(base36_to_int(step), settings.CHECKIN_CODE_SECONDS)
    return LessonCode(base36_to_int(lesson), Direction(direction), shown_at)


def person_code(user: int, *, at: datetime.datetime) -> str:
    """Return the code that a courier's phone shows at a moment."""
    step = int(at.timestamp()) // settings.CHECKIN_PERSON_SECONDS
    return _signed(_PERSON, int_to_base36(user), int_to_base36(step))


def read_person_code(text: str) -> PersonCode | None:
    """Return what a courier's code says; None for one that this office did not make."""
    parts = _verified(_PERSON, text)
    if parts is None:
        return None
    user, step = parts
    return PersonCode(base36_to_int(user), _moment(base36_to_int(step), settings.CHECKIN_PERSON_SECONDS))


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


def _signed(label: str, *parts: str) -> str:
    plain = "-".join(parts)
    return f"{plain}-{_digest(label, plain)}"


def _digest(label: str, plain: str) -> str:
    digest = salted_hmac(label, plain, algorithm="sha256").digest()[:_DIGEST_BYTES]
    return base64.b32encode(digest).decode().lower()


def _verified(label: str, text: str) -> list[str] | None:
    """Return the parts as `_signed` got them when the digest holds: nothing else is ever read as numbers."""
    plain, _dash, digest = text.rpartition("-")
    if len(text) > _LONGEST or not text.isascii():
        return None
    return plain.split("-") if constant_time_compare(digest, _digest(label, plain)) else None
