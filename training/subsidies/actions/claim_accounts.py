"""Where the money of a claim goes."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.people.models import User

from ..enums import Payee
from ..models import Claim, ClaimLine
from .guards import lock_for_claimant


@transaction.atomic
def change_account(
    claim: Claim, *, bank_name: str, bank_account: str, actor: User, now: datetime.datetime
) -> Claim:
    """Write the account of the organisation that is paid; the record keeps its last four digits.

    Raises PermissionDenied, or ValidationError `not_open` or `paid_to_people`.
    """
    lock_for_claimant(claim, "bank_account", actor)
    if claim.payee is None:
        raise ValidationError(
            _("Under this scheme people are paid themselves. Enter the account of each person."),
            code="paid_to_people",
        )
    claim.bank_name, claim.bank_account = bank_name.strip(), bank_account
    claim.save(update_fields=["bank_name", "bank_account"])
    _record(claim, actor, now, tail=bank_account[-4:])
    return claim


@transaction.atomic
def change_account_of_person(
    line: ClaimLine, *, bank_name: str, bank_account: str, actor: User, now: datetime.datetime
) -> ClaimLine:
    """Seal the account of a person who is paid; the record keeps its last four digits.

    Raises PermissionDenied, or ValidationError `not_open` or `paid_together`.
    """
    lock_for_claimant(line.claim, "bank_account", actor)
    if line.payee != Payee.PERSON:
        raise ValidationError(
            _("The money of this person goes to the organisation that claims; no account is needed."),
            code="paid_together",
        )
    seal_account(line, bank_name=bank_name, bank_account=bank_account)
    _record(line.claim, actor, now, line=line.pk, tail=bank_account[-4:])
    return line


def seal_account(line: ClaimLine, *, bank_name: str, bank_account: str) -> None:
    """Write a person's account, sealed, inside the transaction of a deed."""
    line.bank_name = bank_name.strip()
    line.seal_bank_account(bank_account)
    line.save(update_fields=["bank_name", "bank_account_sealed"])


def _record(claim: Claim, actor: User, now: datetime.datetime, **data: Any) -> None:
    audit.record("subsidies.account.changed", actor=actor, subject=claim.case, at=now, **data)
