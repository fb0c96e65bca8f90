"""All signals, and reading them off a class."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ..thresholds import Thresholds
from . import people, provider, register
from .facts import ClassFacts
from .signal import Signal

Rule = Callable[[ClassFacts, Thresholds], Signal | None]

RULES: Final[tuple[Rule, ...]] = (
    people.outside_age,
    people.in_school,
    people.taught_elsewhere,
    people.shared_phone,
    register.everybody_always,
    register.identical_rows,
    register.impossible_hours,
    register.scans_in_seconds,
    register.by_hand,
    register.devices,
    provider.burst,
    provider.calls_fail,
    provider.few_present,
    provider.barred,
    provider.shared_account,
)


def read(facts: ClassFacts, thresholds: Thresholds) -> list[Signal]:
    """Return the signals of a class, the gravest first."""
    found = (rule(facts, thresholds) for rule in RULES)
    return sorted((signal for signal in found if signal is not None), key=lambda signal: signal.weight)
