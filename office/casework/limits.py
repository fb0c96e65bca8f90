"""How often one address may file or ask without signing in."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from office.desk.addresses import network_of
from office.desk.limits import within

HOUR = 3600
# An office with one address for all its desks still gets through; a flood does not.
FILINGS_AN_HOUR = 10
LOOKS_AN_HOUR = 60
# Four digits are ten thousand guesses: one number answers few of them, from wherever they come.
LOOKS_AT_ONE_NUMBER_AN_HOUR = 20


def _refusal() -> ValidationError:
    return ValidationError(
        _("Too many attempts from here within the hour. Wait an hour, or telephone the office."),
        code="too_many",
    )


def count_filing(address: str, *, now: datetime.datetime) -> None:
    """Count an objection filed from an address; raise ValidationError `too_many` beyond the hour's limit."""
    if not within(f"casework.filing:{network_of(address)}", FILINGS_AN_HOUR, seconds=HOUR, now=now):
        raise _refusal()


def count_look(address: str, number: str, *, now: datetime.datetime) -> None:
    """Count a question about a number from an address; raise ValidationError `too_many` beyond a limit."""
    allowed = [
        within(f"casework.look:{network_of(address)}", LOOKS_AN_HOUR, seconds=HOUR, now=now),
        within(f"casework.number:{number.upper()}", LOOKS_AT_ONE_NUMBER_AN_HOUR, seconds=HOUR, now=now),
    ]
    if not all(allowed):
        raise _refusal()
