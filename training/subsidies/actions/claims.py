"""What is done to a claim."""

from __future__ import annotations

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from office.audit import actions as audit
from office.casework.actions import open_case
from office.casework.models import Case
from office.people.models import User
from office.policy.findings import judge
from office.policy.models import PolicyVersion
from office.policy.queries import version_in_force
from training.courses.models import TrainingClass

from .. import queries
from ..enums import Claimant
from ..models import Claim, ClaimLine
from ..rules import rules_for

PROCEDURE = "training_subsidy"
OPEN_STATES = ("draft", "returned", "submitted")


@transaction.atomic
def claim_for_class(
    training_class: TrainingClass, *, bank_name: str, bank_account: str, actor: User, now: datetime.datetime
) -> Claim:
    """Open a claim for a closed class and judge everybody in it; return the claim, a draft.

    Raises PermissionDenied when the actor does not act for the class's provider, ValidationError with code
    `class_open`, `already_claimed`, `no_scheme`, `policy_missing` or `policy_expired`.
    """
    if not actor.has_perm("subsidies.file_claim", Case(organisation=training_class.provider)):
        raise PermissionDenied
    if not training_class.is_closed:
        raise ValidationError(
            _("Class %(number)s is still open. Close it first; then claim.")
            % {"number": training_class.number},
            code="class_open",
        )
    if standing := queries.live_claim_of(training_class):
        raise ValidationError(
            _("Class %(number)s was already claimed in case %(case)s. Continue there.")
            % {"number": training_class.number, "case": standing.case.number},
            code="already_claimed",
        )
    scheme = queries.scheme_or_refusal(training_class)
    today = timezone.localdate(now)
    version = version_in_force(scheme.code, today)
    case = open_case(
        PROCEDURE,
        title=_("Training subsidy for class %(title)s") % {"title": training_class.title},
        organisation=training_class.provider,
        actor=actor,
        now=now,
    )
    try:
        with transaction.atomic():
            claim = Claim.objects.create(
                case=case,
                training_class=training_class,
                scheme=scheme,
                policy_version=version,
                claimant=Claimant.PROVIDER,
                payee=training_class.provider,
                bank_name=bank_name,
                bank_account=bank_account,
                judged_on=today,
            )
    except IntegrityError:
        raise ValidationError(
            _("Somebody else claimed this class a moment ago. Reload the page and continue there."),
            code="already_claimed",
        ) from None
    _judge(claim, version, today)
    return claim


def _judge(claim: Claim, version: PolicyVersion, today: datetime.date) -> None:
    """Judge every trainee under a version and keep the verdicts; exclusions stay as they were."""
    excluded = dict(claim.lines.filter(excluded=True).values_list("enrolment_id", "exclusion_reason"))
    rules = rules_for(version.parameters)
    lines = []
    for enrolment, facts in queries.facts_of(claim.taught, claim.scheme, claim=claim):
        verdict = judge(rules, facts, version.parameters, today)
        reason = excluded.get(enrolment.pk, "")
        payable = verdict.eligible is True and not reason
        lines.append(
            ClaimLine(
                claim=claim,
                position=enrolment.position,
                enrolment=enrolment,
                courier_id=enrolment.courier_id,
                eligible=verdict.eligible,
                findings=verdict.to_json(),
                amount=(facts.rate or 0) if payable else 0,
                excluded=bool(reason),
                exclusion_reason=reason,
            )
        )
    # A person's line keeps its key: the record and printed decision slips point at it.
    ClaimLine.objects.bulk_create(
        lines,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["claim", "enrolment"],
        update_fields=["eligible", "findings", "amount", "excluded", "exclusion_reason"],
    )
    claim.policy_version, claim.judged_on = version, today
    claim.save(update_fields=["policy_version", "judged_on"])


@transaction.atomic
def judge_again(claim: Claim, *, actor: User, now: datetime.datetime) -> Claim:
    """Judge the claim's people anew by the rules in force today, after evidence was added.

    Raises ValidationError with code `decided` once the reviewer has passed the claim on.
    """
    _may_change_lines(claim, actor)
    today = timezone.localdate(now)
    _judge(claim, version_in_force(claim.scheme_id, today), today)
    audit.record(
        "subsidies.claim.judged",
        actor=actor,
        subject=claim.case,
        at=now,
        on=today,
        totals=queries.totals(claim),
    )
    return claim


@transaction.atomic
def exclude(line: ClaimLine, *, reason: str, actor: User, now: datetime.datetime) -> ClaimLine:
    """Leave a person out of the claim; the reason is shown to the provider.

    Raises ValidationError with code `reason_missing`, `decided` or `already_excluded`.
    """
    _may_change_lines(line.claim, actor)
    if not reason.strip():
        raise ValidationError(
            _("Say why this person is left out; the provider sees your words."), code="reason_missing"
        )
    values = {"excluded": True, "exclusion_reason": reason.strip()[:200], "amount": 0}
    if not ClaimLine.objects.filter(pk=line.pk, excluded=False).update(**values):
        raise ValidationError(
            _("This person was left out already; the reason on record stays. Go back to the claim."),
            code="already_excluded",
        )
    line.refresh_from_db()
    audit.record(
        "subsidies.line.excluded",
        actor=actor,
        subject=line.claim.case,
        at=now,
        line=line.pk,
        reason=line.exclusion_reason,
    )
    return line


def _may_change_lines(claim: Claim, actor: User) -> None:
    case = Case.objects.select_for_update().get(pk=claim.case_id)
    if case.state not in OPEN_STATES:
        raise ValidationError(
            _(
                "Case %(case)s has passed its review; its people no longer change. To change them, send it "
                "back first."
            )
            % {"case": case.number},
            code="decided",
        )
    if not actor.has_perm("subsidies.judge_claim", case):
        raise PermissionDenied


def check_transition(case: Case, name: str, *, now: datetime.datetime) -> None:
    """Do what a step of the procedure means for the claim; raise ValidationError when it may not be taken."""
    claim = case.claim
    if name == "submit":
        today = timezone.localdate(now)
        _judge(claim, version_in_force(claim.scheme_id, today), today)
        _require_payable(claim)
    elif name in {"review", "approve"}:
        _require_clear(claim)
        _require_payable(claim)
        version_in_force(claim.scheme_id, timezone.localdate(now))
    elif name in {"reject", "withdraw"}:
        claim.live = False
        claim.save(update_fields=["live"])


def _require_payable(claim: Claim) -> None:
    if not queries.totals(claim)["payable"]:
        raise ValidationError(
            _(
                "Nobody in this claim meets all conditions, so there is nothing to pay. Look at each "
                "person's findings."
            ),
            code="nobody_eligible",
        )


def _require_clear(claim: Claim) -> None:
    unclear = queries.totals(claim)["unclear"]
    if unclear:
        message = ngettext(
            "%(count)s person lacks evidence. Return the claim for correction, or leave the person out "
            "with a reason.",
            "%(count)s people lack evidence. Return the claim for correction, or leave them out with a "
            "reason.",
            unclear,
        )
        raise ValidationError(message % {"count": unclear}, code="evidence_missing")
