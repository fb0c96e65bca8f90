"""What the rules say of what a person would claim for, and what was claimed for the person."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.db.models import Q, QuerySet

from office.people.models import Courier

from ..enums import Claimant
from ..judging import Decision, judge_for
from ..models import ClaimLine, Scheme
from .facts import facts_of_people
from .papers import Paper


def oneself(courier: Courier) -> QuerySet[Courier]:
    """Return the person as the only one to claim for."""
    return Courier.objects.filter(pk=courier.pk)


def outlook(
    scheme: Scheme, papers: Sequence[Paper], claimant: Claimant, *, today: datetime.date
) -> list[Decision]:
    """Return what the rules of a scheme say of papers today, in their order; nothing is written."""
    if not papers:
        return []
    judge = judge_for(scheme, today)
    return [judge.decide(facts) for facts in facts_of_people(papers, claimant=claimant)]


def own_lines(courier: Courier) -> QuerySet[ClaimLine]:
    """Return what was claimed for a person, by whomever, newest first; drafts of others are not shown."""
    shown = ~Q(claim__case__state="draft") | Q(claim__case__courier=courier)
    return (
        ClaimLine.objects.filter(shown, courier=courier)
        .select_related(
            "claim__case__organisation",
            "claim__scheme",
            "claim__training_class",
            "enrolment__training_class",
            "certificate",
        )
        .order_by("-claim__case__opened_at", "-pk")
    )
