"""The facts about the people of a claim."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.utils import timezone

from office.audit.queries import about

from ..enums import Claimant
from ..models import Claim
from ..rules import Facts
from .facts import Training, facts_of_people
from .papers import Paper


def facts_of_claim(claim: Claim) -> dict[int, Facts]:
    """Return what the rules ask about everybody in a claim, by the key of the line."""
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
    facts = facts_of_papers(
        papers, claimant=Claimant(claim.claimant), claim=claim, claimed_on=claimed_on(claim)
    )
    return {line.pk: found for line, found in zip(lines, facts, strict=True)}


def facts_of_papers(
    papers: Sequence[Paper],
    *,
    claimant: Claimant,
    claim: Claim | None = None,
    claimed_on: datetime.date | None = None,
) -> list[Facts]:
    """Return what the rules ask about trainings and certificates, in their order."""
    rows = [Training(paper.courier, paper.enrolment, paper.certificate) for paper in papers]
    return facts_of_people(rows, claimant=claimant, claim=claim, claimed_on=claimed_on)


def claimed_on(claim: Claim) -> datetime.date | None:
    """Return the day on which a claim was first submitted; None for a draft."""
    steps = about(claim.case).filter(action="casework.case.advanced", data__transition="submit")
    first = steps.order_by("sequence").values_list("at", flat=True).first()
    return timezone.localdate(first) if first else None
