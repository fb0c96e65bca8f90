"""What a signal says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ..enums import Severity

_TONES: Final = {Severity.HIGH: "error", Severity.MEDIUM: "warning", Severity.LOW: "info"}
_WEIGHTS: Final = {Severity.HIGH: 0, Severity.MEDIUM: 1, Severity.LOW: 2}


@dataclass(frozen=True, kw_only=True)
class Signal:
    """A reason to look: what was seen, in a sentence and in figures (label, value), and where to look.

    `people` are numbers in the roster; `clause` says where the value comes from that it was held against;
    `look` is a place that the room turns into an address: trainees, class:<number>, provider, samples,
    inspections, or "" where there is nothing further to see.
    """

    code: str
    severity: Severity
    sentence: str
    figures: tuple[tuple[str, str], ...] = ()
    people: tuple[int, ...] = ()
    clause: str = ""
    look: str = ""
    url: str = ""

    @property
    def tone(self) -> str:
        """The tone in which it is shown."""
        return _TONES[self.severity]

    @property
    def weight(self) -> int:
        """The place in a list that begins with the gravest."""
        return _WEIGHTS[self.severity]
