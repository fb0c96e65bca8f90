"""What the signals are read from, gathered beforehand in a constant number of queries."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from training.courses.completion import ATTENDED


@dataclass(frozen=True, kw_only=True)
class TraineeFacts:
    """One seat: number in the roster, sex as GB/T 2261.1, and the marks by the key of the lesson.

    `texts` are what the roster says of employer, post and remark.
    """

    position: int
    birth_date: datetime.date
    sex: str
    category: str
    texts: tuple[str, ...] = ()
    marks: Mapping[int, str] = field(default_factory=dict)

    def days(self, lessons: tuple[LessonFacts, ...]) -> frozenset[datetime.date]:
        """Return the days on which the register says that the person was there."""
        return frozenset(lesson.held_on for lesson in lessons if self.marks.get(lesson.key) in ATTENDED)


@dataclass(frozen=True, kw_only=True)
class LessonFacts:
    """One lesson: its day, its class hours of 45 minutes, and its times where the timetable has them."""

    key: int
    held_on: datetime.date
    hours: Decimal
    starts_at: datetime.time | None = None
    ends_at: datetime.time | None = None


@dataclass(frozen=True, kw_only=True)
class Elsewhere:
    """A lesson of another class in which the register has a trainee of this one."""

    position: int
    class_number: str
    lesson: LessonFacts


@dataclass(frozen=True, kw_only=True)
class CallFigures:
    """What call-backs came to: people done with, and of them those who tell against the class.

    `failed` are wrong numbers and people who say that they were not taught or had to pay.
    """

    concluded: int = 0
    failed: int = 0


@dataclass(frozen=True, kw_only=True)
class Visit:
    """An inspection with its result: who was counted, who should have been there."""

    present: int
    expected: int
    result: str
    visited_on: datetime.date


@dataclass(frozen=True, kw_only=True)
class ClassFacts:
    """Everything that the signals of one class are read from.

    `shared_phones` gives by roster number how many other people have the same telephone number; `issued` the
    days on which the provider's completion certificates were issued in the year around the end of the class,
    one entry each; `bar` the last day on which the provider could file no class when this one began. `scans`
    are the moments of self check-in by lesson, `manual_marks` and `scanned_marks` how many marks of the
    register were entered by hand and scanned; `devices` how many devices studied online, by roster number.
    """

    starts_on: datetime.date
    lessons: tuple[LessonFacts, ...] = ()
    trainees: tuple[TraineeFacts, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    shared_phones: Mapping[int, int] = field(default_factory=dict)
    accounts_shared_with: int = 0
    issued: tuple[datetime.date, ...] = ()
    calls: CallFigures = CallFigures()
    visits: tuple[Visit, ...] = ()
    bar: datetime.date | None = None
    scans: Mapping[int, tuple[datetime.datetime, ...]] = field(default_factory=dict)
    manual_marks: int = 0
    scanned_marks: int = 0
    devices: Mapping[int, int] = field(default_factory=dict)
