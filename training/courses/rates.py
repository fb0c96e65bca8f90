"""The three agreed rates of a class, as the class book prints them (培训结果统计表). Pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Rates:
    """What the rates are made of: people registered, assessed and certified, and class hours of everybody.

    `certified` are people with a certificate that the class led to, this office's or another body's.
    """

    registered: int
    assessed: int
    certified: int
    hours_attended: Decimal
    hours_due: Decimal

    @property
    def attendance(self) -> Decimal | None:
        """出勤率: hours attended of the hours due of everybody registered, in per cent."""
        return _percent(self.hours_attended, self.hours_due)

    @property
    def assessment(self) -> Decimal | None:
        """鉴定合格率: certified of those assessed, in per cent."""
        return _percent(Decimal(self.certified), Decimal(self.assessed))

    @property
    def training(self) -> Decimal | None:
        """培训合格率: certified of those registered, in per cent."""
        return _percent(Decimal(self.certified), Decimal(self.registered))


def _percent(part: Decimal, whole: Decimal) -> Decimal | None:
    """Return a share in per cent with one decimal (half up); None of nothing."""
    return None if not whole else (part * 100 / whole).quantize(_TENTH, rounding=ROUND_HALF_UP)
