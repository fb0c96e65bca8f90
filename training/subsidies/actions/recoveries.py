"""Asking money back that a claim received, and recording what comes in."""

from __future__ import annotations

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.casework.numbering import create_numbered, next_number
from office.people.models import User

from .. import queries
from ..capitals import yuan
from ..enums import EntryKind, RecoveryReason
from ..models import Budget, Claim, Commitment, RecoveryOrder, RecoveryReceipt
from .answers import step_if_open
from .budgets import enter

PREFIX = "ZH"


@transaction.atomic
def order_recovery(
    claim: Claim,
    *,
    amount: int,
    reason_class: RecoveryReason | str,
    reason: str,
    document_number: str,
    due_on: datetime.date,
    actor: User,
    now: datetime.datetime,
) -> RecoveryOrder:
    """Order the money of a claim back, whole or in part (fen), until a day; return the order.

    Raises PermissionDenied, or ValidationError `not_paid`, `amount`, `document_missing`, `reason_missing`,
    `past` or `ordered_already`.
    """
    if not actor.has_perm("subsidies.order_recovery", claim.case):
        raise PermissionDenied(_("Recoveries are ordered by the approver."))
    today = timezone.localdate(now)
    _check_order(queries.paid_amount(claim), amount, reason, document_number, due_on, today)

    def make() -> RecoveryOrder:
        # Asked at each try: besides the number, the claim may have been taken a moment ago.
        if RecoveryOrder.objects.filter(claim=claim).exists():
            message = _("The money of this claim was ordered back already.")
            raise ValidationError(message, code="ordered_already")
        return RecoveryOrder.objects.create(
            claim=claim,
            number=next_number(RecoveryOrder, PREFIX, today.year, digits=6),
            amount=amount,
            reason_class=reason_class,
            reason=reason.strip()[:300],
            document_number=document_number.strip()[:80],
            due_on=due_on,
            ordered_by=actor,
            ordered_at=now,
        )

    order = create_numbered(make)
    _open(order, actor, now)
    return order


def _check_order(
    paid: int,
    amount: int,
    reason: str,
    document_number: str,
    due_on: datetime.date,
    today: datetime.date,
) -> None:
    if not paid:
        raise ValidationError(
            _("Nothing of this claim has been paid, so nothing can be asked back."), code="not_paid"
        )
    faults: dict[str, ValidationError] = {}
    if not 0 < amount <= paid:
        faults["amount"] = ValidationError(
            _("¥ %(paid)s was paid. Enter an amount above zero and not above that.")
            % {"paid": f"{yuan(paid):,.2f}"},
            code="amount",
        )
    if not document_number.strip():
        faults["document_number"] = ValidationError(
            _("Enter the number of the document that orders the recovery."), code="document_missing"
        )
    if not reason.strip():
        faults["reason"] = ValidationError(
            _("Give the reason: the applicant reads it word for word."), code="reason_missing"
        )
    if due_on < today:
        faults["due_on"] = ValidationError(_("This day has passed. Enter a later one."), code="past")
    if faults:
        raise ValidationError(faults)


def _open(order: RecoveryOrder, actor: User, now: datetime.datetime) -> None:
    step_if_open(
        order.claim.case,
        "order_recovery",
        actor=actor,
        now=now,
        reason=order.reason,
        data={"amount": order.amount, "document": order.document_number},
        due_on=order.due_on,
    )
    audit.record(
        "subsidies.recovery.ordered",
        actor=actor,
        subject=order.claim.case,
        at=now,
        number=order.number,
        amount=order.amount,
        due_on=order.due_on,
    )


@transaction.atomic
def record_receipt(
    order: RecoveryOrder,
    *,
    amount: int,
    received_on: datetime.date,
    bank_reference: str,
    actor: User,
    now: datetime.datetime,
) -> RecoveryReceipt:
    """Record money that came back (fen); the last of it closes the claim's recovery.

    Whether it returns to the budget that it came from is the scheme's rule. Raises PermissionDenied, or
    ValidationError `amount`, `too_much`, `future`, `before_order`, `reference_missing`, `receipt_known`.
    """
    if not actor.has_perm("subsidies.pay_claim", order.claim.case):
        raise PermissionDenied(_("Money paid back is recorded by the payment officer."))
    _check_receipt(order, amount, received_on, bank_reference, timezone.localdate(now))
    _add(order, amount)
    commitment = queries.commitment_of(order.claim_id)
    returns = commitment is not None and order.claim.scheme.recovery_returns
    try:
        with transaction.atomic():
            receipt = RecoveryReceipt.objects.create(
                order=order,
                amount=amount,
                received_on=received_on,
                bank_reference=bank_reference.strip()[:60],
                budget=commitment.budget if commitment and returns else None,
                recorded_by=actor,
                recorded_at=now,
            )
    except IntegrityError:
        raise ValidationError(
            {
                "bank_reference": ValidationError(
                    _("This transfer was recorded already."), code="receipt_known"
                )
            }
        ) from None
    if commitment is not None:
        _enter_receipt(commitment, receipt, actor, now)
    _close(order, receipt, actor, now)
    return receipt


def _check_receipt(
    order: RecoveryOrder, amount: int, received_on: datetime.date, reference: str, today: datetime.date
) -> None:
    faults: dict[str, ValidationError] = {}
    if amount <= 0:
        faults["amount"] = ValidationError(_("Enter an amount above zero."), code="amount")
    if received_on > today:
        faults["received_on"] = ValidationError(
            _("The day lies in the future. Enter the day on which the money came in."), code="future"
        )
    elif received_on < timezone.localdate(order.ordered_at):
        faults["received_on"] = ValidationError(
            _("The recovery was ordered later than this day. Correct the day."), code="before_order"
        )
    if not reference.strip():
        faults["bank_reference"] = ValidationError(
            _("Enter the bank's reference of the transfer."), code="reference_missing"
        )
    if faults:
        raise ValidationError(faults)


def _add(order: RecoveryOrder, amount: int) -> None:
    """Add to what came in, by one conditional UPDATE; raise ValidationError beyond what was ordered."""
    rows = RecoveryOrder.objects.filter(pk=order.pk, amount__gte=F("received") + amount)
    if not rows.update(received=F("received") + amount):
        order.refresh_from_db()
        message = _("Only ¥ %(left)s is outstanding. Compare the amount with the bank's statement.")
        error = ValidationError(message % {"left": f"{yuan(order.outstanding):,.2f}"}, code="too_much")
        raise ValidationError({"amount": error})


def _enter_receipt(
    commitment: Commitment, receipt: RecoveryReceipt, actor: User, now: datetime.datetime
) -> None:
    """Enter the receipt in the ledger; money that returns may be approved again."""
    if receipt.budget_id is not None:
        budget = Budget.objects.filter(pk=receipt.budget_id)
        budget.update(committed=F("committed") - receipt.amount)
    kind = EntryKind.RECOVERED if receipt.budget_id is not None else EntryKind.SURRENDERED
    enter(commitment.budget, kind, receipt.amount, claim=receipt.order.claim, actor=actor, now=now)


def _close(order: RecoveryOrder, receipt: RecoveryReceipt, actor: User, now: datetime.datetime) -> None:
    order.refresh_from_db()
    audit.record(
        "subsidies.recovery.received",
        actor=actor,
        subject=order.claim.case,
        at=now,
        number=order.number,
        amount=receipt.amount,
        outstanding=order.outstanding,
        budget=receipt.budget_id,
    )
    if order.outstanding == 0:
        step_if_open(order.claim.case, "record_recovery", actor=actor, now=now)
