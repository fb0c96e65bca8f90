"""The facts about the people of a claim."""

from __future__ import annotations

from ..enums import Claimant
from ..models import Claim, ClaimLine
from ..rules import Facts
from .facts import facts_of_people
from .history import days_submitted
from .papers import Paper


def facts_of_claim(claim: Claim) -> list[tuple[ClaimLine, Facts]]:
    """Return everybody in a claim with what the rules ask about them."""
    lines = list(
        claim.lines.select_related(
            "courier",
            "certificate",
            "enrolment__training_class__course",
            "enrolment__completion",
            "enrolment__assessment",
        )
    )
    papers = [Paper(line.courier, line.enrolment, line.certificate) for line in lines]
    claimed_on = days_submitted([claim.pk]).get(claim.pk)
    facts = facts_of_people(papers, claimant=Claimant(claim.claimant), claim=claim, claimed_on=claimed_on)
    return list(zip(lines, facts, strict=True))
