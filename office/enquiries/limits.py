"""How often one address may write or look without signing in."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from office.desk.addresses import network_of
from office.desk.limits import within

HOUR = 3600
# As with objections: an office behind one address gets through, a flood does not.
WRITTEN_AN_HOUR = 10
LOOKS_AN_HOUR = 60


def _count(what: str, address: str, most: int, now: datetime.datetime) -> None:
    if not within(f"enquiries.{what}:{network_of(address)}", most, seconds=HOUR, now=now):
        raise ValidationError(
            _("Too many attempts from here within the hour. Wait an hour, or telephone the office."),
            code="too_many",
        )


def count_written(address: str, *, now: datetime.datetime) -> None:
    """Count an enquiry from an address; raise ValidationError `too_many` beyond the hour's limit."""
    _count("written", address, WRITTEN_AN_HOUR, now)


def count_look(address: str, *, now: datetime.datetime) -> None:
    """Count a look for an answer from an address; raise ValidationError `too_many` beyond the limit."""
    _count("look", address, LOOKS_AN_HOUR, now)
