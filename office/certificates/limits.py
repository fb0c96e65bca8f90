"""How often one address may ask about certificates."""

from __future__ import annotations

import datetime

from office.desk.addresses import network_of
from office.desk.limits import within

from . import looks

#: Looks a minute from one network. A counter clerk checks a handful; a guesser needs millions.
A_MINUTE = 30


def allows(address: str, *, now: datetime.datetime) -> bool:
    """Count a look from an address and tell whether it is still within the limit of this minute.

    Looks are logged (`looks`), not recorded.
    """
    allowed = within(f"certificates.look:{network_of(address)}", A_MINUTE, seconds=60, now=now)
    if not allowed:
        looks.note_refusal(address)
    return allowed
