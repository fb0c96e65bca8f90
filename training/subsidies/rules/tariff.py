"""What a version pays, and to whom: rates, ceilings, what raises or cuts them, the table of payees."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from django.utils.translation import gettext as _

from ..enums import Claimant, Payee
from .facts import Facts

Parameters = Mapping[str, Any]
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


def yuan_text(fen: int) -> str:
    """Write fen as yuan with two places."""
    return f"{fen // 100}.{fen % 100:02d}"


def _part(parameters: Parameters, code: str, key: str, default: Any) -> Any:
    return parameters.get(code, {}).get(key, default)


class Tariff:
    """What a version pays: rate by occupation, level and day; then ceiling, shortage extra, online share.

    The level's own rate comes before the one for all levels, the one that began last before the others.
    """

    def __init__(self, rows: Iterable[RateRow], parameters: Parameters) -> None:
        self.day_kind = _day_kind(_part(parameters, "rate", "value", True))
        self.rates: dict[tuple[str, str], list[tuple[RateRow, str]]] = {}
        text = _("%(amount)s yuan a person (%(source)s)")
        for row in sorted(rows, key=lambda row: row.valid_from, reverse=True):
            found = text % {"amount": yuan_text(row.amount), "source": row.source}
            self.rates.setdefault((row.occupation_code, row.level), []).append((row, found))
        ceilings = _part(parameters, "ceiling", "value", None)
        self.ceilings = (
            None
            if ceilings is None
            else {level: int(Decimal(str(yuan)) * 100) for level, yuan in ceilings.items()}
        )
        self.listed = frozenset(_part(parameters, "shortage", "value", ()))
        self.raised = 1 + Decimal(str(_part(parameters, "shortage", "percent", 0))) / 100
        self.online = Decimal(str(_part(parameters, "online_share", "value", 1)))

    @property
    def last_day(self) -> datetime.date | None:
        """The day on which the last rate ends; None where one is open or there is none."""
        days = [row.valid_to for rows in self.rates.values() for row, _text in rows]
        return max((day for day in days if day is not None), default=None) if None not in days else None

    def rate_of(self, facts: Facts, on: datetime.date) -> tuple[int, str] | None:
        """Return the rate in fen and how it reads, or None where none is entered."""
        if facts.rate is not None:
            return facts.rate, _("%(amount)s yuan a person") % {"amount": yuan_text(facts.rate)}
        day = day_that_decides(self.day_kind, facts, on)
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


def _day_kind(value: Any) -> str:
    # Versions entered before the day could be chosen say `true`.
    return "class_start" if value is True else str(value)


def day_that_decides(kind: str, facts: Facts, on: datetime.date) -> datetime.date | None:
    """Return the day by which a parameter goes: `class_start`, `certificate` or `claim`; None when unknown.

    Raises ValueError for another word.
    """
    if kind == "class_start":
        return facts.class_started_on
    if kind == "certificate":
        return facts.certificate_issued_on
    if kind == "claim":
        return facts.claimed_on or on
    raise ValueError(f"There is no day named {kind!r}.")


class Payees:
    """Who is paid, by claimant and category: `{"provider": {"*": "provider"}}`; else whom the scheme pays."""

    def __init__(self, parameters: Parameters, default: Payee) -> None:
        self.default = default
        table = _part(parameters, "payee", "value", None)
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
