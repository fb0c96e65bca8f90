"""Recording a step of the ladder against a provider, and lifting it."""

from __future__ import annotations

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.people.models import Organisation, User

from ..enums import SanctionStep
from ..models import Inspection, Sanction
from .guards import at


@transaction.atomic
def impose_sanction(
    provider: Organisation,
    *,
    step: SanctionStep,
    document_number: str,
    reason: str,
    imposed_on: datetime.date,
    rectify_by: datetime.date | None = None,
    barred_from: datetime.date | None = None,
    barred_until: datetime.date | None = None,
    inspection: Inspection | None = None,
    actor: User,
    now: datetime.datetime,
) -> Sanction:
    """Record a step with its document; while it bars, the provider can file no class.

    Raises PermissionDenied, or ValidationError `not_a_provider`, `in_future`, `bar_days`, `other_provider`,
    `document_taken`.
    """
    _ask(actor)
    if not provider.is_provider:
        raise ValidationError(_("Only training providers are sanctioned here."), code="not_a_provider")
    if imposed_on > timezone.localdate(now):
        raise at("imposed_on", _("The day lies in the future."), "in_future")
    if inspection is not None and inspection.training_class.provider_id != provider.pk:
        raise at("inspection", _("This inspection was of another provider."), "other_provider")
    _refuse_bar(barred_from, barred_until)
    sanction = Sanction(
        provider=provider,
        step=step,
        document_number=document_number.strip(),
        reason=reason.strip(),
        imposed_on=imposed_on,
        rectify_by=rectify_by,
        barred_from=barred_from,
        barred_until=barred_until,
        inspection=inspection,
        recorded_by=actor,
        recorded_at=now,
    )
    _save_new(sanction)
    audit.record(
        "inspections.sanction.imposed",
        actor=actor,
        subject=provider,
        at=now,
        step=step,
        document=sanction.document_number,
        barred_until=barred_until,
    )
    return sanction


def _refuse_bar(first: datetime.date | None, last: datetime.date | None) -> None:
    """Refuse one day of a bar without the other, and a last day before the first."""
    if first is None and last is None:
        return
    if first is None or last is None or last < first:
        sentence = _("Enter both days of the bar, the first not after the last, or neither.")
        raise at("barred_until", sentence, "bar_days")


def _save_new(sanction: Sanction) -> None:
    try:
        with transaction.atomic():
            sanction.save(force_insert=True)
    except IntegrityError as error:
        taken = ValidationError(
            _("A sanction of this provider with this document is on record already."), code="document_taken"
        )
        raise ValidationError({"document_number": taken}) from error


@transaction.atomic
def lift_sanction(
    sanction: Sanction, *, lifted_on: datetime.date, reason: str, actor: User, now: datetime.datetime
) -> Sanction:
    """Lift a sanction from a day on, with a reason; the record keeps it.

    Raises PermissionDenied, or ValidationError `too_early`, `moved_on`.
    """
    _ask(actor)
    if lifted_on < sanction.imposed_on:
        raise at(
            "lifted_on",
            _("A sanction cannot be lifted before it was imposed (%(day)s)."),
            "too_early",
            day=sanction.imposed_on,
        )
    changed = Sanction.objects.filter(pk=sanction.pk, lifted_on=None).update(
        lifted_on=lifted_on, lifting_reason=reason.strip()
    )
    if not changed:
        raise ValidationError(_("This sanction was lifted already. Load the page again."), code="moved_on")
    sanction.refresh_from_db()
    audit.record(
        "inspections.sanction.lifted",
        actor=actor,
        subject=sanction.provider,
        at=now,
        document=sanction.document_number,
        lifted_on=lifted_on,
    )
    return sanction


def _ask(actor: User) -> None:
    if not actor.has_perm("inspections.impose_sanction"):
        raise PermissionDenied(_("Only the approver and the registrar record sanctions."))
