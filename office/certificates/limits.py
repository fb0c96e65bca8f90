"""How often one address may ask about certificates."""

from __future__ import annotations

import datetime

from django.core.cache import cache

from office.desk.addresses import network_of

#: Looks a minute from one network. A counter clerk checks a handful; a guesser needs millions.
A_MINUTE = 30


def allows(address: str, *, now: datetime.datetime, most: int = A_MINUTE) -> bool:
    """Count a look from an address and tell whether it is still within the limit of this minute.

    The minute is part of the key, since `incr` of a file cache renews the time to live. Two workers may lose
    a count to each other; a limit needs no more than that. Nothing but the count is kept: who looked up what
    is nobody's business, and a public page that wrote to the chained record would let anybody hold up the
    office's own deeds.
    """
    key = f"certificates.look:{network_of(address)}:{int(now.timestamp()) // 60}"
    cache.add(key, 0, timeout=120)
    try:
        return cache.incr(key) <= most
    except ValueError:
        return True
