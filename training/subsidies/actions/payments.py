"""What is done about the money of a claim."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.casework.actions import advance
from office.people.models import User

from .. import queries
from ..models import Claim, Payment


@transaction.atomic
def list_payment(claim: Claim, *, actor: User, now: datetime.datetime) -> Payment:
    """Put an approved claim, its notice over, on the payment list; return the payment.

    One payment a claim, held by its key: a second call meets the gate and changes nothing.
    """
    case = advance(claim.case, "list_payment", actor=actor, now=now)
    totals = queries.totals(claim)
    return Payment.objects.create(
        claim=claim,
        number=f"FK-{case.number}",
        people=totals["payable"],
        amount=totals["amount"],
        listed_at=now,
    )


@transaction.atomic
def confirm_paid(
    payment: Payment, *, paid_on: datetime.date, bank_reference: str, actor: User, now: datetime.datetime
) -> Payment:
    """Record that the bank has paid.

    Raises ValidationError with code `reference_missing`, `future` or `before_list` besides what the gate
    raises.
    """
    if not bank_reference.strip():
        raise ValidationError(_("Enter the bank's reference of the transfer."), code="reference_missing")
    if paid_on > timezone.localdate(now):
        raise ValidationError(
            _("The day of payment lies in the future. Enter the day on which the bank paid."), code="future"
        )
    if paid_on < timezone.localdate(payment.listed_at):
        raise ValidationError(
            _("The payment list was made on %(day)s; the bank cannot have paid earlier. Correct the day.")
            % {"day": timezone.localdate(payment.listed_at)},
            code="before_list",
        )
    advance(
        payment.claim.case,
        "pay",
        actor=actor,
        now=now,
        data={"amount": payment.amount, "people": payment.people, "reference": bank_reference.strip()},
    )
    payment.paid_on, payment.bank_reference = paid_on, bank_reference.strip()
    payment.save(update_fields=["paid_on", "bank_reference"])
    return payment
