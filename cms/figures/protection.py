"""Which cells of a table must not be shown, so that no small group can be told from the others. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

#: A group of fewer people is not shown (UX.md 8.1, open figures).
LEAST: Final = 5


def hidden_cells(people: Sequence[int]) -> frozenset[int]:
    """Return the places of the cells that must not be shown beside a total; all of them when none can be.

    Hidden is every cell of 1 to 4 people (nobody is nobody's secret). With the total shown, a single hidden
    cell could be worked out as the rest, and so could several that hold one person each. So the smallest of
    the others is hidden too until the hidden cells are two at the least, hold five people together and more
    people than they are cells. All are marked alike: a reader cannot tell which of them is the small one.
    """
    hidden = {place for place, count in enumerate(people) if 0 < count < LEAST}
    if not hidden:
        return frozenset()
    others = sorted((count, place) for place, count in enumerate(people) if count >= LEAST)
    while not _is_safe([people[place] for place in hidden]):
        if not others:
            return frozenset(place for place, count in enumerate(people) if count)
        hidden.add(others.pop(0)[1])
    return frozenset(hidden)


def may_show_total(people: Sequence[int], total: int) -> bool:
    """Tell whether the total may stand beside the cells: not when it would tell what is hidden, nor small."""
    hidden = [people[place] for place in hidden_cells(people)]
    return (total == 0 or total >= LEAST) and (not hidden or _is_safe(hidden))


def _is_safe(hidden: Sequence[int]) -> bool:
    return len(hidden) >= 2 and sum(hidden) >= max(LEAST, len(hidden) + 1)


@dataclass(frozen=True, slots=True)
class Share:
    """A share in whole per cent; `bound` says how it is meant: "" exactly, "min" at least, "max" at most."""

    percent: int
    bound: str = ""


def pass_rate(passed: int, assessed: int) -> Share | None:
    """Return the share that passed; None where fewer than five were assessed.

    Where fewer than five failed (nobody included, so that this is not told either), the share says the least
    that it can be with four; where fewer than five passed, the most. None where both are so few.
    """
    failed = assessed - passed
    if assessed < LEAST or (passed < LEAST and failed < LEAST):
        return None
    if failed < LEAST:
        return Share((assessed - LEAST + 1) * 100 // assessed, "min")
    if passed < LEAST:
        return Share(-((1 - LEAST) * 100 // assessed), "max")
    return Share((passed * 200 + assessed) // (2 * assessed))
