"""Counting what visitors do within a span of time."""

from __future__ import annotations

import datetime
import hashlib

from django.core.cache import cache


def within(what: str, most: int, *, seconds: int, now: datetime.datetime) -> bool:
    """Count one of `what` and tell whether there were at most `most` in this span of so many seconds.

    Two workers may lose a count to each other; a limit needs no more than that. Nothing but the count is kept
    and `what` only as a digest: who looked up what is nobody's business.
    """
    digest = hashlib.sha256(what.encode()).hexdigest()[:32]
    # The span is part of the key, so that a new one begins at nought whatever becomes of the old entry.
    name = f"desk.limit:{digest}:{int(now.timestamp()) // seconds}"
    cache.add(name, 0, timeout=2 * seconds)
    try:
        count = cache.incr(name)
    except ValueError:
        return True
    # `incr` of a file cache sets the time to live to the default of five minutes.
    cache.touch(name, timeout=2 * seconds)
    return count <= most
