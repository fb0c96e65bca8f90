"""A rule of titles: its name, what makes it ready for a version, the further keys of its parameter."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from office.policy.findings import Finding
from training.subsidies.rules.asking import Question

from .facts import Facts

#: A rule made ready for one version: facts and the day up to which years count, a finding or nothing.
Check = Callable[[Facts, datetime.date], Finding | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """An entry of the table of rules."""

    label: Any
    prepare: Callable[[Question], Check]
    options: frozenset[str] = frozenset()


def any_of(answers: Iterable[bool | None]) -> bool | None:
    """Return True when one way is met, None when one may still be, False when none can."""
    told = set(answers)
    return True if True in told else None if None in told else False


def all_of(answers: Iterable[bool | None]) -> bool | None:
    """Return False when one condition fails, None when one is not shown, True when all are met."""
    told = set(answers)
    return False if False in told else None if None in told else True
