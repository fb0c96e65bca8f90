"""How many guides a group needs, by the rules. Pure.

Local rules differ: one guide for 10 to 20 people and one more for every 20 after them is common. The leader
of the group is a guide.
"""

from __future__ import annotations

from dataclasses import dataclass

from .order import Rules


def guides_needed(people: int, rules: Rules) -> int:
    """Return how many guides so many people need; 0 where the rules ask for none, or nobody goes."""
    if not people or not rules.guide_first:
        return 0
    beyond = max(people - rules.guide_first, 0)
    return 1 + -(-beyond // (rules.guide_further or rules.guide_first))


@dataclass(frozen=True, slots=True)
class Escort:
    """The people of a group and those who accompany them; `guides` counts the leader."""

    guests: int
    companions: int
    guides: int
    needed: int

    @property
    def people(self) -> int:
        """Everybody who is accompanied."""
        return self.guests + self.companions

    @property
    def missing(self) -> int:
        """How many guides are still to be found."""
        return max(self.needed - self.guides, 0)
