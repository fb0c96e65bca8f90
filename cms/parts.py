"""What this process has put together for a page of this generation and minute: its parts, and its way.

Below the whole answers of cms.caching, which all processes share. Memory of one process, thrown away at the
next deed or minute, so that nothing here needs a rule of its own about what is old.
"""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest

#: More addresses than this in one minute are a crawler's: their parts are not worth the memory.
MOST: Final = 500
_ATTRIBUTE: Final = "_kept_parts"

Parts = dict[str, Any]
_now: tuple[str, dict[str, Parts]] = ("", {})


def give(request: HttpRequest, *, moment: str, address: str) -> Parts:
    """Give a visitor's request the parts of its address; `moment` names generation and minute."""
    parts = _now[1].get(address, {}) if _now[0] == moment else {}
    setattr(request, _ATTRIBUTE, parts)
    return parts


def keep(parts: Parts, *, moment: str, address: str) -> None:
    """Keep the parts of an answer that all visitors get alike: an address that nobody has leaves nothing."""
    global _now
    if _now[0] != moment:
        _now = (moment, {})
    kept = _now[1]
    if len(kept) < MOST:
        kept[address] = parts


def parts_of(request: HttpRequest) -> Parts | None:
    """Return the parts of a visitor's request; None for everybody else, whose pages are made anew."""
    found: Parts | None = getattr(request, _ATTRIBUTE, None)
    return found
