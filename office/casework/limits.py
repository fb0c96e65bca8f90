"""How often one address may file or ask without signing in."""

from __future__ import annotations

import datetime
import hashlib

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from office.desk.addresses import network_of

HOUR = 3600
# An office with one address for all its desks still gets through; a flood does not.
FILINGS_AN_HOUR = 10
LOOKS_AN_HOUR = 60
# Four digits are ten thousand guesses: one number answers few of them, from wherever they come.
LOOKS_AT_ONE_NUMBER_AN_HOUR = 20


def _within(what: str, key: str, most: int, now: datetime.datetime) -> bool:
    """Count one and tell whether the count of this hour is still within the limit."""
    digest = hashlib.sha256(key.encode()).hexdigest()[:32]
    # The hour is part of the key, for `incr` renews the time to live on some caches.
    name = f"casework.{what}:{digest}:{int(now.timestamp()) // HOUR}"
    cache.add(name, 0, timeout=2 * HOUR)
    try:
        return cache.incr(name) <= most
    except ValueError:
        return True


def _refusal() -> ValidationError:
    return ValidationError(
        _("Too many attempts from here within the hour. Wait an hour, or telephone the office."),
        code="too_many",
    )


def count_filing(address: str, *, now: datetime.datetime) -> None:
    """Count an objection filed from an address; raise ValidationError `too_many` beyond the hour's limit."""
    if not _within("filing", network_of(address), FILINGS_AN_HOUR, now):
        raise _refusal()


def count_look(address: str, number: str, *, now: datetime.datetime) -> None:
    """Count a question about a number from an address; raise ValidationError `too_many` beyond a limit."""
    allowed = [
        _within("look", network_of(address), LOOKS_AN_HOUR, now),
        _within("number", number.upper(), LOOKS_AT_ONE_NUMBER_AN_HOUR, now),
    ]
    if not all(allowed):
        raise _refusal()
