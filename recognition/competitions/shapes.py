"""What sheets and pages hand to the deeds: plain values, already clean."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from .enums import EntryStatus


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """One row of a results sheet as it was accepted; marks 0-100, None where there is none.

    `seconds` is the time used, None where the sheet does not say.
    """

    number: str
    name: str
    unit: str
    theory: Decimal | None
    practice: Decimal | None
    status: EntryStatus = EntryStatus.RANKED
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Brought:
    """What an import did, in entries."""

    created: int
    changed: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands on the paper of one item: the judges' scores in their order, a deduction, seconds used."""

    scores: tuple[Decimal, ...]
    deduction: Decimal = Decimal(0)
    seconds: int | None = None
