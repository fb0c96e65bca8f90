"""What a rule found, and the verdict of all of them. Pure: no database and no clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .enums import Outcome


@dataclass(frozen=True)
class Finding:
    """One rule's answer: what was asked, what was found, and the clause that asks it.

    `asked` and `found` are texts for people; `label` names the rule where its code has no better name.
    """

    code: str
    outcome: Outcome
    asked: str
    found: str
    clause: str
    label: str = ""

    def to_json(self) -> dict[str, str]:
        """Return the finding as plain texts, as they read on the day of judging."""
        return {
            "code": self.code,
            "outcome": str(self.outcome),
            "asked": self.asked,
            "found": self.found,
            "clause": self.clause,
            "label": self.label,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, str]) -> Finding:
        """Return the finding that `to_json` wrote; raise ValueError for an outcome that is not known."""
        return cls(
            code=data["code"],
            outcome=Outcome(data["outcome"]),
            asked=data["asked"],
            found=data["found"],
            clause=data["clause"],
            label=data.get("label", ""),
        )


@dataclass(frozen=True)
class Verdict:
    """The findings about one person or thing, in the order in which the rules ask."""

    findings: tuple[Finding, ...]

    @property
    def eligible(self) -> bool | None:
        """False when a rule is not met, None when only evidence is missing, True otherwise.

        No findings at all is no evidence: nobody is eligible because nobody asked.
        """
        outcomes = {finding.outcome for finding in self.findings}
        if Outcome.NOT_MET in outcomes:
            return False
        return None if Outcome.EVIDENCE_MISSING in outcomes or not outcomes else True

    def to_json(self) -> list[dict[str, str]]:
        """Return the findings as plain values, to be kept as they were."""
        return [finding.to_json() for finding in self.findings]

    @classmethod
    def from_json(cls, data: Iterable[Mapping[str, str]]) -> Verdict:
        """Return the verdict that `to_json` wrote."""
        return cls(tuple(Finding.from_json(row) for row in data))
