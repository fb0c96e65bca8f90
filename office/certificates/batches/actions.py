"""Starting a batch, and issuing its lines a portion at a time."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.desk.language import office_language
from office.people.models import User

from ..actions import holding, issue
from ..models import Batch, BatchLine
from ..rendering.facts import CertificateFacts
from .plans import Plan, plan_of
from .sources import Source

#: Lines a request works off: some seconds on a small machine.
PORTION = 50


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

    Certificate and line are one transaction each, so whatever is killed at whatever moment is taken up again
    where it stopped: no number is skipped, none is used twice. A line that is refused keeps the reason and
    holds up nobody. `actor` None is the office's own console. `tell` is called with the place of each line
    that is done. Raises PermissionDenied.
    """
    if actor is not None and not actor.has_perm("certificates.continue_batch", batch):
        raise PermissionDenied(_("You may not issue certificates of this issuer."))
    waiting = batch.lines.filter(certificate=None, refusal="").order_by("position")
    for key in list(waiting.values_list("pk", flat=True)[:most]):
        place = _settle(key, batch, actor=actor, now=now)
        if tell is not None:
            tell(place)
    left = waiting.count()
    if not left:
        _finish(batch, actor=actor, now=now)
    return left


@transaction.atomic
def _settle(key: int, batch: Batch, *, actor: User | None, now: datetime.datetime) -> int:
    """Issue one line, or keep why not. A line that somebody else settled meanwhile is left alone."""
    lines = BatchLine.objects.select_related("holder", "holding_organisation")
    line = lines.select_for_update(of=("self",)).get(pk=key)
    if line.certificate_id is not None or line.refusal:
        return line.position
    try:
        line.certificate = issue(
            kind=batch.kind,
            prefix=batch.prefix,
            subject=line.subject,
            holder=line.holds,
            issuer=batch.issuer,
            facts=CertificateFacts.from_json(line.facts),
            issued_on=batch.issued_on,
            actor=actor,
            now=now,
        )
    except ValidationError as error:
        with office_language():
            line.refusal = " ".join(error.messages)
    line.save(update_fields=["certificate", "refusal"])
    return line.position


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
