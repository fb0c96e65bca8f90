"""What a version pays, and to whom: rates, ceilings, what raises or cuts them, the table of payees."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from django.utils.translation import gettext as _

from ..capitals import yuan_text
from ..enums import Claimant, Payee
from .facts import Facts
from .parameters import Parameters, part, reading

#: The day by which a rate goes; None where it is not known.
DAYS: Final[Mapping[str, Callable[[Facts, datetime.date], datetime.date | None]]] = {
    "class_start": lambda facts, on: facts.class_started_on,
    "certificate": lambda facts, on: facts.certificate_issued_on,
    "claim": lambda facts, on: facts.claimed_on or on,
}
#: Stands in the table of payees for every category.
ANY: Final = "*"


@dataclass(frozen=True, slots=True)
class RateRow:
    """A rate as it stands in the register; `source` names its document, an example figure says so."""

    occupation_code: str
    level: str
    amount: int
    valid_from: datetime.date
    valid_to: datetime.date | None
    source: str


class Tariff:
    """What a version pays: rate by occupation, level and day; then ceiling, shortage extra, online share.

    The level's own rate comes before the one for all levels, the one that began last before the others.
    Raises ValidationError `bad_parameter`.
    """

    def __init__(self, rows: Iterable[RateRow], parameters: Parameters) -> None:
        with reading(parameters, "rate"):
            kind = part(parameters, "rate", "value", True)
            # Versions entered before the day could be chosen say `true`.
            self.day_kind = "class_start" if kind is True else str(kind)
            self._day = DAYS[self.day_kind]
        with reading(parameters, "ceiling"):
            ceilings = part(parameters, "ceiling", "value", None)
            self.ceilings = (
                None
                if ceilings is None
                else {level: int(Decimal(str(yuan)) * 100) for level, yuan in ceilings.items()}
            )
        with reading(parameters, "shortage"):
            self.listed = frozenset(part(parameters, "shortage", "value", ()))
            self.raised = 1 + Decimal(str(part(parameters, "shortage", "percent", 0))) / 100
        with reading(parameters, "online_share"):
            self.online = Decimal(str(part(parameters, "online_share", "value", 1)))
        self.rates: dict[tuple[str, str], list[tuple[RateRow, str]]] = {}
        text = _("%(amount)s yuan a person (%(source)s)")
        for row in sorted(rows, key=lambda row: row.valid_from, reverse=True):
            found = text % {"amount": yuan_text(row.amount), "source": row.source}
            self.rates.setdefault((row.occupation_code, row.level), []).append((row, found))
        self._own_rate = _("%(amount)s yuan a person")

    @property
    def last_day(self) -> datetime.date | None:
        """The day on which the last rate ends; None where one is open or there is none."""
        days = [row.valid_to for rows in self.rates.values() for row, _text in rows]
        return max((day for day in days if day is not None), default=None) if None not in days else None

    def rate_of(self, facts: Facts, on: datetime.date) -> tuple[int, str] | None:
        """Return the rate in fen and how it reads, or None where none is entered."""
        if facts.rate is not None:
            return facts.rate, self._own_rate % {"amount": yuan_text(facts.rate)}
        day = self._day(facts, on)
        if day is None:
            return None
        for level in (facts.level, "") if facts.level else ("",):
            for row, text in self.rates.get((facts.occupation_code, level), ()):
                if row.valid_from <= day and (row.valid_to is None or day <= row.valid_to):
                    return row.amount, text
        return None

    def amount(self, facts: Facts, on: datetime.date) -> int:
        """Return what one person gets in fen; 0 where no rate is entered or the level has no ceiling."""
        found = self.rate_of(facts, on)
        if found is None:
            return 0
        amount = Decimal(found[0])
        if self.ceilings is not None:
            amount = min(amount, Decimal(self.ceilings.get(facts.level, 0)))
        if facts.occupation_code in self.listed:
            amount *= self.raised
        if facts.online_hours:
            amount *= self.online
        return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))


class Payees:
    """Who is paid, by claimant and category: `{"provider": {"*": "provider"}}`; else whom the scheme pays.

    Raises ValidationError `bad_parameter`.
    """

    def __init__(self, parameters: Parameters, default: Payee) -> None:
        self.default = default
        with reading(parameters, "payee"):
            table = part(parameters, "payee", "value", None)
            self.table = (
                None
                if table is None
                else {
                    Claimant(claimant): {category: Payee(payee) for category, payee in row.items()}
                    for claimant, row in table.items()
                }
            )

    def of(self, facts: Facts) -> Payee | None:
        """Return who is paid, or None where the table has no entry for claimant and category."""
        if self.table is None:
            return self.default
        row = self.table.get(facts.claimant, {})
        return row.get(str(facts.category)) or row.get(ANY)
