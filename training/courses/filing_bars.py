"""Why a provider may file no class for a time: rooms above register what stands against it."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from django.core.exceptions import ValidationError

from office.people.models import Organisation

#: Given a provider and a day: the reason in a sentence, or None.
Bar = Callable[[Organisation, datetime.date], str | None]
_bars: list[Bar] = []


def register_bar(bar: Bar) -> None:
    """Ask `bar` whenever a class is filed."""
    if bar not in _bars:
        _bars.append(bar)


def refuse_barred(provider: Organisation, on: datetime.date) -> None:
    """Raise ValidationError `provider_barred` with the reasons why a provider may file no class on a day."""
    reasons = [reason for bar in _bars if (reason := bar(provider, on)) is not None]
    if reasons:
        raise ValidationError([ValidationError(reason, code="provider_barred") for reason in reasons])
