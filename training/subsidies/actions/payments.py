"""Payment batches: gathering payees, confirming by a second person, cancelling, recording what was paid."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.casework.actions.cases import refuse_same_hand
from office.casework.actions.guards import refuse_paused
from office.casework.enums import Hand
from office.casework.models import Case
from office.casework.numbering import create_numbered, next_number
from office.people.models import User

from .. import queries
from ..enums import BatchState, LineState
from ..models import BankProfile, Claim, Commitment, PaymentBatch, PaymentLine, Scheme
from ..queries.payees import Due, payees_due
from . import budgets
from .answers import step_if_open, take_failure, take_success

PREFIX = "FK"


@transaction.atomic
def make_batch(
    scheme: Scheme,
    keys: Sequence[str],
    *,
    actor: User,
    now: datetime.datetime,
    profile: BankProfile | None = None,
) -> PaymentBatch:
    """Gather payees, named by `Due.key`, into a batch and put their claims on the payment list.

    The money of each claim is committed already; that of a claim approved before there were budgets is
    committed here. Raises PermissionDenied, or ValidationError `nobody_chosen`, `payee_gone`,
    `payee_not_ready`, `listed_already`, `no_profile` besides what budget and gate raise.
    """
    _ask(actor, "subsidies.pay_claim")
    chosen = _chosen(scheme, keys)
    year = timezone.localdate(now).year

    def make() -> PaymentBatch:
        return PaymentBatch.objects.create(
            number=next_number(PaymentBatch, PREFIX, year, digits=6),
            scheme=scheme,
            profile=profile or queries.default_profile(),
            second_look=scheme.second_look,
            made_by=actor,
            made_at=now,
        )

    batch = create_numbered(make)
    bound = {}
    for claim in {due.claim.pk: due.claim for due in chosen}.values():
        refuse_same_hand(claim.case, Hand.PAYER, actor)
        bound[claim.pk] = budgets.commit(claim, actor=actor, now=now)
        step_if_open(claim.case, "list_payment", actor=actor, now=now, data={"batch": batch.number})
    _write_lines(batch, chosen, bound)
    audit.record(
        "subsidies.batch.made",
        actor=actor,
        subject=batch,
        at=now,
        lines=len(chosen),
        amount=sum(due.amount for due in chosen),
    )
    return batch


def _chosen(scheme: Scheme, keys: Sequence[str]) -> list[Due]:
    """Return the payees behind the keys, in the order of the list; raise when one is not to be paid now."""
    if not keys:
        raise ValidationError(_("Choose at least one payee."), code="nobody_chosen")
    waiting = {due.key: due for due in payees_due(scheme)}
    for key in keys:
        if key not in waiting:
            raise ValidationError(
                _("A payee you chose is no longer waiting: somebody may have been faster. Choose again."),
                code="payee_gone",
            )
        if waiting[key].hindrance:
            raise ValidationError(
                _("%(payee)s cannot be listed: %(why)s.")
                % {"payee": waiting[key].payee, "why": waiting[key].hindrance},
                code="payee_not_ready",
            )
    wanted = set(keys)
    return [due for key, due in waiting.items() if key in wanted]


def _write_lines(batch: PaymentBatch, chosen: Sequence[Due], bound: Mapping[int, Commitment]) -> None:
    """Give every payee a line; `bound` is what each claim has committed, by its key."""
    lines = []
    for serial, due in enumerate(chosen, start=1):
        line = PaymentLine(
            batch=batch,
            serial=serial,
            claim=due.claim,
            claim_line=due.line,
            commitment=bound[due.claim.pk],
            follows=due.follows,
            payee=due.payee,
            bank_name=due.bank_name,
            union_number=due.union_number,
            people=due.people,
            amount=due.amount,
        )
        line.seal_account(due.account)
        lines.append(line)
    try:
        with transaction.atomic():
            PaymentLine.objects.bulk_create(lines, batch_size=500)
    except IntegrityError:
        raise ValidationError(
            _("Somebody put one of these payees into another batch a moment ago. Choose again."),
            code="listed_already",
        ) from None


def list_payment(claim: Claim, *, actor: User, now: datetime.datetime) -> PaymentBatch:
    """Put all payees of one claim into a batch of its own.

    Raises ValidationError `moved_on` when none of them waits, besides what `make_batch` raises.
    """
    _ask(actor, "subsidies.pay_claim")
    waiting = payees_due(claim=claim)
    if not waiting:
        case = Case.objects.get(pk=claim.case_id)
        message = _("Nobody in case %(case)s waits for money now. Open the case and look at its state.")
        raise ValidationError(message % {"case": case.number}, code="moved_on")
    return make_batch(claim.scheme, [due.key for due in waiting], actor=actor, now=now)


@transaction.atomic
def check_batch(batch: PaymentBatch, *, actor: User, now: datetime.datetime) -> PaymentBatch:
    """Confirm a batch after comparing payees, accounts and sums; from then on its file can be taken.

    Raises PermissionDenied, or ValidationError `same_person` where the scheme asks for a second person,
    `paused` while a case of the batch stands still, or `batch_moved_on`.
    """
    _ask(actor, "subsidies.check_payment")
    if batch.second_look and batch.made_by_id == actor.pk:
        raise ValidationError(
            _("You made this batch. Ask a colleague to compare it with the papers and confirm it."),
            code="same_person",
        )
    refuse_paused_cases(batch)
    values = {"state": BatchState.CHECKED, "checked_by": actor, "checked_at": now}
    if not PaymentBatch.objects.filter(pk=batch.pk, state=BatchState.MADE).update(**values):
        raise _moved_on(batch)
    batch.refresh_from_db()
    audit.record("subsidies.batch.checked", actor=actor, subject=batch, at=now)
    return batch


@transaction.atomic
def cancel_batch(batch: PaymentBatch, *, reason: str, actor: User, now: datetime.datetime) -> PaymentBatch:
    """Cancel a batch of which the bank has answered nothing; its payees wait again.

    Raises PermissionDenied (see `refuse_cancelling`), or ValidationError `reason_missing`, `batch_answered`
    or `batch_moved_on`.
    """
    refuse_cancelling(batch, actor)
    if not reason.strip():
        raise ValidationError(
            {"reason": ValidationError(_("Say why the batch is cancelled."), code="reason_missing")}
        )
    # Lines before their batch, as answers are written, so that the two never wait for each other crosswise.
    # A returned line may be tried again: its place as the one to follow is free again.
    batch.lines.filter(state=LineState.LISTED).update(state=LineState.DROPPED, follows=None)
    open_states = (BatchState.MADE, BatchState.CHECKED)
    values = {"state": BatchState.CANCELLED, "reason": reason.strip()[:200]}
    if not PaymentBatch.objects.filter(pk=batch.pk, state__in=open_states).update(**values):
        raise _moved_on(batch)
    if batch.lines.exclude(state=LineState.DROPPED).exists():
        raise ValidationError(
            _("The bank has answered lines of this batch already, so it can no longer be cancelled."),
            code="batch_answered",
        )
    # Asked again of the row now held: the file may have been taken a moment ago.
    held = PaymentBatch.objects.get(pk=batch.pk)
    refuse_cancelling(held, actor)
    for claim in Claim.objects.filter(pk__in=batch.lines.values("claim")).select_related("case"):
        step_if_open(claim.case, "payment_fails", actor=actor, now=now, data={"batch": batch.number})
    audit.record("subsidies.batch.cancelled", actor=actor, subject=batch, at=now, reason=held.reason)
    batch.refresh_from_db()
    return batch


def refuse_cancelling(batch: PaymentBatch, actor: User) -> None:
    """Raise PermissionDenied, with what to do next, unless the actor may cancel a batch as things stand."""
    if actor.has_perm("subsidies.cancel_batch", batch):
        return
    if hasattr(batch, "bank_file"):
        raise PermissionDenied(
            _(
                "The bank's file of batch %(batch)s was taken, so the bank may pay by it. Have the bank "
                "throw it away; then an approver who neither made the batch nor took the file cancels it."
            )
            % {"batch": batch.number}
        )
    raise PermissionDenied(_("Your roles do not include this step."))


@transaction.atomic
def confirm_paid(
    batch: PaymentBatch, *, paid_on: datetime.date, bank_reference: str, actor: User, now: datetime.datetime
) -> PaymentBatch:
    """Record by hand that the bank has paid all lines that still wait, for banks that send no file back.

    Raises PermissionDenied, or ValidationError `not_checked`, `nothing_waits` besides what `take_success`
    raises.
    """
    _ask(actor, "subsidies.pay_claim")
    _require_checked(batch)
    rows = batch.lines.filter(state=LineState.LISTED)
    waiting = list(rows.select_related("claim__case", "batch", "commitment__budget"))
    if not waiting:
        raise ValidationError(_("Every line of this batch has been answered already."), code="nothing_waits")
    for line in waiting:
        take_success(line, paid_on=paid_on, reference=bank_reference, actor=actor, now=now)
    batch.refresh_from_db()
    return batch


@transaction.atomic
def record_failure(line: PaymentLine, *, reason: str, actor: User, now: datetime.datetime) -> PaymentLine:
    """Record by hand that the bank sent one line back.

    Raises PermissionDenied, or ValidationError `not_checked`, `answered` or `reason_missing`.
    """
    _ask(actor, "subsidies.pay_claim")
    _require_checked(line.batch)
    return take_failure(line, reason=reason, actor=actor, now=now)


def _require_checked(batch: PaymentBatch) -> None:
    if batch.state == BatchState.MADE:
        raise ValidationError(
            _("Batch %(batch)s has not been confirmed, so the bank cannot have paid it. Confirm it first.")
            % {"batch": batch.number},
            code="not_checked",
        )


def refuse_paused_cases(batch: PaymentBatch) -> None:
    """Raise ValidationError `paused` while a case of the batch stands still: its money does not leave."""
    paused = Case.objects.filter(claim__payment_lines__batch=batch, paused_at__isnull=False).first()
    if paused is not None:
        refuse_paused(paused)


def refuse_unconfirmed(batch: PaymentBatch) -> None:
    """Raise ValidationError `not_checked`, or `batch_moved_on` for one cancelled: the bank gets neither."""
    if batch.state == BatchState.MADE:
        raise ValidationError(
            _("Batch %(batch)s has not been confirmed, so there is no file for the bank yet.")
            % {"batch": batch.number},
            code="not_checked",
        )
    if batch.state == BatchState.CANCELLED:
        raise _moved_on(batch)


def _moved_on(batch: PaymentBatch) -> ValidationError:
    batch.refresh_from_db()
    return ValidationError(
        _("Batch %(batch)s is now “%(state)s”, so this is no longer possible. Look at it again.")
        % {"batch": batch.number, "state": batch.get_state_display()},
        code="batch_moved_on",
    )


def _ask(actor: User, permission: str) -> None:
    if not actor.has_perm(permission):
        raise PermissionDenied(_("Your roles do not include this step."))
