"""What a step of the procedure means for the claim."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from office.casework.models import Case
from office.desk.language import office_language
from office.people.models import User
from office.policy.queries import version_in_force

from .. import queries
from ..enums import Payee
from ..models import Claim
from . import budgets
from .judging import judge_lines
from .papers import hold_papers, let_go_papers


def follow_step(case: Case, name: str, *, actor: User | None, now: datetime.datetime) -> None:
    """Do what a step means for the claim; raise ValidationError when it may not be taken.

    `evidence_missing`, `nobody_eligible`, `account_missing`, `already_held`, and what the policy's
    version and the budget raise.
    """
    claim = case.claim
    if name == "submit":
        judge_lines(claim, now=now)
        _require_payable(claim)
        _require_accounts(claim)
        hold_papers(claim)
    elif name in {"review", "approve"}:
        _require_clear(claim)
        _require_payable(claim)
        version_in_force(claim.scheme_id, timezone.localdate(now))
        if name == "approve":
            budgets.commit(claim, actor=actor, now=now)
    elif name == "reopen":
        with office_language():
            reason = _("An objection was upheld")
        budgets.release(claim, actor=actor, now=now, reason=reason)
    elif name in {"reject", "withdraw"}:
        let_go_papers(claim.lines.all())
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


def _require_accounts(claim: Claim) -> None:
    """Whoever is paid has an account on record."""
    people = claim.lines.filter(amount__gt=0, payee=Payee.PERSON, bank_account_sealed=b"")
    names = list(people.values_list("courier__name", flat=True)[:5])
    paid_together = claim.lines.filter(amount__gt=0).exclude(payee=Payee.PERSON).exists()
    if paid_together and not claim.bank_account:
        names.insert(0, claim.payee_name)
    if names:
        raise ValidationError(
            _("No bank account is on record for %(names)s. Enter it first; then submit.")
            % {"names": "、".join(names)},
            code="account_missing",
        )
