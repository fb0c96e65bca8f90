"""Judging the people of a claim by the rules of a day."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone

from office.audit import actions as audit
from office.desk.language import office_language
from office.people.models import User
from office.policy.findings import Verdict

from .. import queries
from ..judging import judge_for
from ..models import Claim
from ..permissions import is_with_claimant
from .guards import lock_for_change
from .papers import hold_papers, let_go_papers

JUDGED = ["eligible", "facts", "findings", "amount", "payee"]


def judge_lines(claim: Claim, *, now: datetime.datetime) -> None:
    """Judge everybody by the version in force today and keep facts, findings, amounts and payees.

    Whoever is left out stays out. Nobody holds a paper afterwards: see `actions.papers`. To be called inside
    the transaction of a deed. Raises ValidationError `policy_missing`, `policy_expired`, and what a version
    that no rule can read raises.
    """
    with office_language():
        judge = judge_for(claim.scheme, timezone.localdate(now))
    claim.policy_version, claim.judged_on = judge.in_force(), judge.on
    let_go_papers(claim.lines.all())
    judged = []
    for line, facts in queries.facts_of_claim(claim):
        with office_language():
            decision = judge.decide(facts)
        line.eligible, line.payee = decision.eligible, decision.payee
        line.facts, line.findings = facts.to_json(), Verdict(decision.findings).to_json()
        line.amount = 0 if line.excluded else decision.amount
        judged.append(line)
    claim.lines.bulk_update(judged, JUDGED, batch_size=500)
    claim.save(update_fields=["policy_version", "judged_on"])


@transaction.atomic
def judge_again(claim: Claim, *, actor: User, now: datetime.datetime) -> Claim:
    """Judge the claim's people anew by the rules in force today, after evidence was added.

    Raises PermissionDenied, ValidationError `decided` once the reviewer has passed the claim on, and what
    judging raises.
    """
    case = lock_for_change(claim, actor)
    judge_lines(claim, now=now)
    if not is_with_claimant(case):
        hold_papers(claim)
    audit.record(
        "subsidies.claim.judged",
        actor=actor,
        subject=claim.case,
        at=now,
        on=claim.judged_on,
        totals=queries.totals(claim),
    )
    return claim
