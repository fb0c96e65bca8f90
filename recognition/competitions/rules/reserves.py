"""The rule on calling up a reserve, from a dated policy version: whose place, in which order, until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Self

from training.subsidies.rules.parameters import Parameters, reading

from ..enums import EntryStatus

#: The scheme under which an office keeps its rules on reserves.
SCHEME: Final = "contest-reserve"
#: The next in order, the next of the same unit, or nobody.
ORDERS: Final = ("next", "unit", "none")
#: Nobody is called once the stage has a mark, or once the day of the stage has come.
LIMITS: Final = ("first_mark", "day_before")


@dataclass(frozen=True, slots=True)
class ReserveRule:
    """Which statuses open a place (EntryStatus), the order in the first and in later stages, the limit.

    `label` and `clause` say whose rule it is.
    """

    open_places: frozenset[str]
    first_stage: str
    later_stages: str
    until: str
    label: str = ""
    clause: str = ""

    @classmethod
    def read(cls, parameters: Parameters, *, label: str = "", clause: str = "") -> Self:
        """Return the rule of a policy version; raise ValidationError `bad_parameter` where it cannot be."""
        with reading(parameters, "open_places"):
            statuses = frozenset(EntryStatus(each) for each in parameters["open_places"]["value"])
            if EntryStatus.RANKED in statuses:
                raise ValueError
        return cls(
            statuses,
            _one(parameters, "first_stage", ORDERS),
            _one(parameters, "later_stages", ORDERS),
            _one(parameters, "until", LIMITS),
            label,
            clause,
        )

    def order_in(self, position: int) -> str:
        """Return the order that holds in a stage by its position, 1 for the first."""
        return self.first_stage if position == 1 else self.later_stages


def _one(parameters: Parameters, code: str, choices: tuple[str, ...]) -> str:
    with reading(parameters, code):
        return choices[choices.index(parameters[code]["value"])]


@dataclass(frozen=True, slots=True)
class Reserve:
    """Somebody who can be called up: the entry number, the unit, and the rank in the stage before, if any."""

    number: str
    unit: str
    rank: int | None = None


def next_up(reserves: Sequence[Reserve], *, unit: str, order: str) -> Reserve | None:
    """Return whose turn it is for a place of a unit; `reserves` stand in their order. None: nobody's."""
    if order == "none":
        return None
    return next((each for each in reserves if order == "next" or each.unit == unit), None)
