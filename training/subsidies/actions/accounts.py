"""Accounts to which the bank could not pay: corrected or confirmed by one person, looked at by another."""

from __future__ import annotations

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.people.models import User

from ..enums import LineState
from ..models import AccountCorrection, PaymentLine
from ..models.payment import account_index


@transaction.atomic
def correct_account(
    line: PaymentLine,
    *,
    bank_name: str,
    account: str,
    reason: str,
    actor: User,
    now: datetime.datetime,
) -> AccountCorrection:
    """Enter where a returned payment shall go, the same account if it was right; return the correction.

    The applicant or the payment officer enters it. Nothing is sent yet: somebody else looks at it first.
    Raises PermissionDenied, or ValidationError `not_returned`, `reason_missing`, `corrected_already`.
    """
    _check_correcting(line, reason, actor)
    correction = AccountCorrection(
        line=line,
        payee=line.payee,
        bank_name=bank_name.strip(),
        reason=reason.strip()[:200],
        made_by=actor,
        made_at=now,
    )
    correction.seal_account(account)
    try:
        with transaction.atomic():
            correction.save()
    except IntegrityError:
        raise ValidationError(
            _("An account was entered for this payment already and waits for a second look."),
            code="corrected_already",
        ) from None
    audit.record(
        "subsidies.account.corrected",
        actor=actor,
        subject=line.claim.case,
        at=now,
        line=line.pk,
        same_account=correction.account_index == line.account_index,
    )
    return correction


def _check_correcting(line: PaymentLine, reason: str, actor: User) -> None:
    if not actor.has_perm("subsidies.correct_account", line.claim.case):
        raise PermissionDenied(_("The applicant or the payment officer corrects this account."))
    if line.state != LineState.FAILED or PaymentLine.objects.filter(follows=line).exists():
        raise ValidationError(
            _("The bank has not returned this payment, or it is on its way again already."),
            code="not_returned",
        )
    if not reason.strip():
        raise ValidationError(
            {
                "reason": ValidationError(
                    _("Say what was wrong, or why the account is right after all."), code="reason_missing"
                )
            }
        )


@transaction.atomic
def check_correction(
    correction: AccountCorrection, *, accept: bool, account: str = "", actor: User, now: datetime.datetime
) -> AccountCorrection:
    """Accept a corrected account, or turn it down.

    Whoever accepts types the number a second time, from the bank's paper. Raises PermissionDenied, or
    ValidationError `same_person`, `account_differs` or `checked_already`.
    """
    if not actor.has_perm("subsidies.check_payment"):
        raise PermissionDenied(_("Your roles do not include this step."))
    if correction.made_by_id == actor.pk:
        raise ValidationError(
            _("You entered this account. Ask a colleague to compare it with the bank's paper."),
            code="same_person",
        )
    if accept and account_index(account) != correction.account_index:
        message = _("This is not the number that was entered. Compare both with the paper, or turn it down.")
        raise ValidationError({"account": ValidationError(message, code="account_differs")})
    values = {"accepted": accept, "checked_by": actor, "checked_at": now}
    if not AccountCorrection.objects.filter(pk=correction.pk, accepted=None).update(**values):
        raise ValidationError(
            _("Somebody looked at this account already. Open the list again."), code="checked_already"
        )
    correction.refresh_from_db()
    audit.record(
        "subsidies.account.checked",
        actor=actor,
        subject=correction.line.claim.case,
        at=now,
        line=correction.line_id,
        accepted=accept,
    )
    return correction
