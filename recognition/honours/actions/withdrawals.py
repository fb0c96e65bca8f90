"""Withdrawing an honour: its certificate and its pages follow."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.certificates.actions import take_back
from office.certificates.enums import RevocationReason
from office.people.models import User

from ..models import Honour
from ..queries import certificate_of

Follower = Callable[[Honour, User | None, datetime.datetime], None]
_followers: list[Follower] = []


def follow_withdrawals(follower: Follower) -> None:
    """Let a room above act when an honour is withdrawn, in the same transaction (a page stops naming it)."""
    if follower not in _followers:
        _followers.append(follower)


@transaction.atomic
def withdraw_honour(
    honour: Honour,
    *,
    withdrawn_on: datetime.date,
    document: str,
    reason: str,
    actor: User,
    now: datetime.datetime,
) -> Honour:
    """Withdraw an honour by decision; the row stays, its certificate is revoked, its pages follow.

    Raises PermissionDenied, or ValidationError `document_required`, `reason_required`, `withdrawn_on`,
    `moved_on` (withdrawn already).
    """
    if not actor.has_perm("honours.withdraw_honour", honour):
        raise PermissionDenied(_("Your roles do not include the withdrawal of honours."))
    return strike_honour(
        honour, withdrawn_on=withdrawn_on, document=document, reason=reason, actor=actor, now=now
    )


@transaction.atomic
def strike_honour(
    honour: Honour,
    *,
    withdrawn_on: datetime.date,
    document: str,
    reason: str,
    actor: User | None,
    now: datetime.datetime,
) -> Honour:
    """Withdraw an honour for a room that honours, which has asked who decides (results were corrected).

    Raises ValidationError as `withdraw_honour` does.
    """
    document, reason = document.strip(), reason.strip()
    _check(honour, withdrawn_on, document, reason, timezone.localdate(now))
    written = {"withdrawn_on": withdrawn_on, "withdrawal_document": document, "withdrawal_reason": reason}
    if not Honour.objects.filter(pk=honour.pk, withdrawn_on=None).update(**written):
        raise ValidationError(
            _("This honour was withdrawn already; nothing more is to be done."), code="moved_on"
        )
    honour.refresh_from_db()
    audit.record(
        "honours.honour.withdrawn", actor=actor, subject=honour, at=now, document=document, reason=reason
    )
    certificate = certificate_of(honour)
    if certificate is not None and certificate.is_valid:
        take_back(certificate, reason=RevocationReason.DECISION, document=document, actor=actor, now=now)
    for follower in _followers:
        follower(honour, actor, now)
    return honour


def _check(
    honour: Honour, withdrawn_on: datetime.date, document: str, reason: str, today: datetime.date
) -> None:
    faults: dict[str, ValidationError] = {}
    if not document:
        faults["document"] = ValidationError(
            _("Enter the number of the decision by which the honour is withdrawn."), code="document_required"
        )
    if not reason:
        faults["reason"] = ValidationError(_("Say why the honour is withdrawn."), code="reason_required")
    if not honour.decided_on <= withdrawn_on <= today:
        faults["withdrawn_on"] = ValidationError(
            _("The withdrawal lies between the award and today. Correct the day."), code="withdrawn_on"
        )
    if faults:
        raise ValidationError(faults)
