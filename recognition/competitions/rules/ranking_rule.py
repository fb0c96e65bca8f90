"""The rule by which an event is ranked, from a dated policy version; the event's own weights go before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, Self

from training.subsidies.rules.parameters import Parameters, reading

#: The scheme under which an office keeps its rules of ranking.
SCHEME: Final = "contest-ranking"
TIE_BREAKS: Final = ("practice", "theory", "time")
FIGURES: Final = ("sum", "mean")
NOT_ADVANCED: Final = ("behind", "unranked")
MOVES: Final = ("move_up", "stay")


@dataclass(frozen=True, slots=True)
class RankingRule:
    """Weights in percent, what breaks a tie in which order, decimal places, and who keeps a place empty.

    `stays_open` holds the statuses (EntryStatus) whose place nobody moves up into. `not_advanced` says
    whether those whom a heat left behind are ranked behind the finalists. `label` and `clause` say whose rule
    it is.
    """

    theory_weight: Decimal
    practice_weight: Decimal
    tie_break: tuple[str, ...] = ("practice",)
    places: int = 2
    rank_on_exact: bool = False
    stays_open: frozenset[str] = frozenset()
    not_advanced: str = "behind"
    team_figure: str = "sum"
    label: str = ""
    clause: str = ""

    def __post_init__(self) -> None:
        if self.theory_weight + self.practice_weight != 100:
            raise ValueError("The weights of theory and practice must make 100 percent.")

    @classmethod
    def read(
        cls,
        parameters: Parameters,
        *,
        weights: tuple[Decimal, Decimal] | None,
        label: str = "",
        clause: str = "",
    ) -> Self:
        """Return the rule of a policy version; `weights` are the event's own (theory, practice), if any.

        Raises ValidationError `bad_parameter` for a value that cannot be read.
        """
        own = weights or _weights(parameters)
        places = _read(parameters, "places")
        return cls(
            theory_weight=own[0],
            practice_weight=own[1],
            tie_break=tuple(_chosen(parameters, "tie_break", TIE_BREAKS)),
            places=int(places),
            rank_on_exact=_one(parameters, "rank_on", ("rounded", "exact")) == "exact",
            stays_open=frozenset(_staying(parameters)),
            not_advanced=_one(parameters, "not_advanced", NOT_ADVANCED),
            team_figure=_one(parameters, "team_figure", FIGURES),
            label=label,
            clause=clause,
        )

    def to_json(self) -> dict[str, Any]:
        """Return the rule as plain values, to be kept with what was ranked by it."""
        return {
            "theory_weight": str(self.theory_weight),
            "practice_weight": str(self.practice_weight),
            "tie_break": list(self.tie_break),
            "places": self.places,
            "rank_on": "exact" if self.rank_on_exact else "rounded",
            "stays_open": sorted(self.stays_open),
            "not_advanced": self.not_advanced,
            "team_figure": self.team_figure,
            "label": self.label,
            "clause": self.clause,
        }


def _read(parameters: Parameters, code: str) -> Any:
    return parameters[code]["value"]


def _weights(parameters: Parameters) -> tuple[Decimal, Decimal]:
    with reading(parameters, "weights"):
        value: Mapping[str, Any] = _read(parameters, "weights")
        theory, practice = Decimal(str(value["theory"])), Decimal(str(value["practice"]))
        if theory + practice != 100:
            raise ValueError
        return theory, practice


def _one(parameters: Parameters, code: str, choices: tuple[str, ...]) -> str:
    with reading(parameters, code):
        return choices[choices.index(_read(parameters, code))]


def _chosen(parameters: Parameters, code: str, choices: tuple[str, ...]) -> list[str]:
    with reading(parameters, code):
        return [choices[choices.index(each)] for each in _read(parameters, code)]


def _staying(parameters: Parameters) -> list[str]:
    with reading(parameters, "places_behind"):
        value: Mapping[str, str] = _read(parameters, "places_behind")
        return [status for status, move in value.items() if MOVES[MOVES.index(move)] == "stay"]
