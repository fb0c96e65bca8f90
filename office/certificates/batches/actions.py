"""Starting a batch, and issuing its lines a portion at a time."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from office.audit import actions as audit
from office.desk.language import office_language
from office.people.models import User

from ..issuing import Order, Terms, holding, issue_all
from ..models import Batch, BatchLine
from ..rendering.facts import CertificateFacts
from ..signing import sealing
from ..signing.seam import SealError
from .plans import Plan, plan_of
from .sources import Source

#: Lines a request works off: some seconds on a small machine.
PORTION = 50
#: Lines of one transaction: while it is open nobody else gets a number, for a second at the most.
AT_ONCE = 25


@transaction.atomic
def start(
    source: Source, key: str, *, digest: str, on: datetime.date, actor: User | None, now: datetime.datetime
) -> Batch:
    """Write down what was listed, so that it is issued from then on, line by line; nothing is issued yet.

    `digest` is that of the plan that was shown. Raises what the source raises, and ValidationError
    `running` (the last batch for the same has lines waiting), `changed` (what is due is not what was shown)
    or `nothing_due`.
    """
    running = Batch.objects.select_for_update().filter(source=source.code, key=key, finished_at=None).first()
    if running is not None:
        raise ValidationError(
            _("The batch “%(batch)s” is not finished yet. Continue it before another is started."),
            code="running",
            params={"batch": running.title},
        )
    with office_language():
        plan = plan_of(source.gather(key, actor, on))
    if plan.digest != digest:
        raise ValidationError(
            _("The list has changed since it was shown. Look at it again, then start."), code="changed"
        )
    if not plan.due:
        raise ValidationError(_("Nobody on the list is due a certificate."), code="nothing_due")
    return _written(source, key, plan, on=on, actor=actor, now=now)


def _written(
    source: Source, key: str, plan: Plan, *, on: datetime.date, actor: User | None, now: datetime.datetime
) -> Batch:
    asked = plan.request
    batch = Batch.objects.create(
        source=source.code,
        key=key,
        title=asked.title,
        kind=asked.kind,
        prefix=asked.prefix,
        issuer=asked.issuer,
        issued_on=on,
        digest=plan.digest,
        made_at=now,
        made_by=actor,
    )
    lines = [line for line in plan.lines if not line.number]
    BatchLine.objects.bulk_create(
        BatchLine(
            batch=batch,
            position=position,
            subject=line.due.subject,
            **holding(line.due.holder),
            holder_name=line.due.facts.holder_name,
            station=line.due.station,
            facts=line.due.facts.to_json(),
            refusal=line.refusal,
        )
        for position, line in enumerate(lines, start=1)
    )
    audit.record(
        "certificates.batch.started",
        actor=actor,
        subject=batch,
        at=now,
        due=len(plan.due),
        refused=len(plan.refused),
        existing=len(plan.present),
    )
    return batch


def issue_portion(
    batch: Batch,
    *,
    actor: User | None,
    now: datetime.datetime,
    most: int = PORTION,
    tell: Callable[[int], None] | None = None,
) -> int:
    """Issue the next `most` waiting lines at the most, and return how many still wait.

    Certificates and lines are written together, a few in each transaction (from a page, a portion), so what
    is killed at whatever moment is taken up again where it stopped: no number is skipped or used twice. A
    line that is refused keeps the reason and holds up nobody. `actor` None is the office's own console.
    `tell` is called with the place of each line that is done. Raises PermissionDenied, or ValidationError
    `stopped` when papers cannot be signed now: nobody else is asked for, and who waits goes on waiting.
    """
    if actor is not None and not actor.has_perm("certificates.continue_batch", batch):
        raise PermissionDenied(_("You may not issue certificates of this issuer."))
    waiting = batch.lines.filter(certificate=None, refusal="").order_by("position")
    keys = list(waiting.values_list("pk", flat=True)[:most])
    # The answer of another's clock takes its time, and the numbers wait for it no longer than one by one.
    at_once = 1 if settings.TSA_URL else AT_ONCE
    for start_at in range(0, len(keys), at_once):
        try:
            places = _settle(keys[start_at : start_at + at_once], batch, actor=actor, now=now)
        except ValidationError as error:
            if start_at:
                # What was issued is kept; whoever goes on is told.
                break
            raise _stopped(error, waiting.count()) from error
        if tell is not None:
            for place in places:
                tell(place)
    left = waiting.count()
    if not left:
        _finish(batch, actor=actor, now=now)
    return left


@transaction.atomic
def _settle(keys: list[int], batch: Batch, *, actor: User | None, now: datetime.datetime) -> list[int]:
    """Issue some lines, or keep why not, and return their places.

    A line that somebody else settled meanwhile is left alone.
    """
    waiting = BatchLine.objects.select_for_update().filter(pk__in=keys, certificate=None, refusal="")
    lines = list(waiting.order_by("position"))
    orders = [Order(each.subject, CertificateFacts.from_json(each.facts), each.holding) for each in lines]
    terms = Terms(
        kind=batch.kind,
        prefix=batch.prefix,
        issuer=batch.issuer,
        issued_on=batch.issued_on,
        actor=actor,
        now=now,
    )
    # Why somebody was refused is kept, and so it is said in the office's language.
    with office_language():
        for line, outcome in zip(lines, issue_all(orders, terms), strict=True):
            if isinstance(outcome, ValidationError):
                BatchLine.objects.filter(pk=line.pk).update(refusal=" ".join(outcome.messages))
            else:
                line.certificate = outcome
    BatchLine.objects.bulk_update((each for each in lines if each.certificate), ["certificate"])
    return [line.position for line in lines]


def _stopped(error: ValidationError, left: int) -> ValidationError:
    """Return what is said of a batch whose papers cannot be signed now; any other error as it is."""
    if not isinstance(error.__cause__, SealError):
        return error
    return ValidationError(
        ngettext(
            "The batch stopped: %(cause)s %(left)d certificate waits; nobody was passed over, no number was "
            "lost, and nobody else was tried. Continue the batch when it works again.",
            "The batch stopped: %(cause)s %(left)d certificates wait; nobody was passed over, no number was "
            "lost, and nobody else was tried. Continue the batch when it works again.",
            left,
        ),
        code="stopped",
        params={"cause": sealing.cause_of(error.__cause__), "left": left},
    )


@transaction.atomic
def _finish(batch: Batch, *, actor: User | None, now: datetime.datetime) -> None:
    """Close the batch once, whoever was first."""
    if not Batch.objects.filter(pk=batch.pk, finished_at=None).update(finished_at=now):
        return
    batch.refresh_from_db()
    audit.record(
        "certificates.batch.finished",
        actor=actor,
        subject=batch,
        at=now,
        issued=batch.lines.exclude(certificate=None).count(),
        refused=batch.lines.exclude(refusal="").count(),
    )
