"""What is done to the people of a claim: leaving somebody out, and taking somebody in again."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.casework.disclosure import refuse_identifiers_in_reason
from office.people.models import User

from ..models import ClaimLine
from ..permissions import is_with_claimant
from .guards import lock_for_change
from .judging import judge_lines
from .papers import hold_papers, let_go_papers


@transaction.atomic
def exclude(line: ClaimLine, *, reason: str, actor: User, now: datetime.datetime) -> ClaimLine:
    """Leave a person out of the claim; the reason is shown to the claimant.

    Raises PermissionDenied, or ValidationError `reason_missing`, `identifier_in_reason`, `decided` or
    `already_excluded`.
    """
    lock_for_change(line.claim, actor)
    _require_reason(reason, _("Say why this person is left out; the claimant sees your words."))
    let_go_papers(ClaimLine.objects.filter(pk=line.pk))
    values = {"excluded": True, "exclusion_reason": reason.strip()[:200], "amount": 0}
    if not ClaimLine.objects.filter(pk=line.pk, excluded=False).update(**values):
        raise ValidationError(
            _("This person was left out already; the reason on record stays. Go back to the claim."),
            code="already_excluded",
        )
    line.refresh_from_db()
    _record("excluded", line, line.exclusion_reason, actor, now)
    return line


@transaction.atomic
def take_in(line: ClaimLine, *, reason: str, actor: User, now: datetime.datetime) -> ClaimLine:
    """Take a person in again who was left out, judged by the rules in force today; the reason is on record.

    Raises PermissionDenied, or ValidationError `reason_missing`, `identifier_in_reason`, `decided`,
    `not_excluded`, and what judging raises.
    """
    case = lock_for_change(line.claim, actor)
    _require_reason(reason, _("Say why this person is taken in again; the claimant sees your words."))
    values = {"excluded": False, "exclusion_reason": ""}
    if not ClaimLine.objects.filter(pk=line.pk, excluded=True).update(**values):
        raise ValidationError(
            _("This person is in the claim; there is nothing to take back. Go back to the claim."),
            code="not_excluded",
        )
    judge_lines(line.claim, now=now)
    if not is_with_claimant(case):
        hold_papers(line.claim)
    line.refresh_from_db()
    _record("taken_in", line, reason.strip(), actor, now)
    return line


def _require_reason(reason: str, words: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": ValidationError(words, code="reason_missing")})
    refuse_identifiers_in_reason("reason", reason)


def _record(deed: str, line: ClaimLine, reason: str, actor: User, now: datetime.datetime) -> None:
    audit.record(
        f"subsidies.line.{deed}", actor=actor, subject=line.claim.case, at=now, line=line.pk, reason=reason
    )
