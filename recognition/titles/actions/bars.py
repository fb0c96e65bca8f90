"""Barring people after fraud, and lifting a bar by a decision of somebody else."""

from __future__ import annotations

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.casework.disclosure import refuse_identifiers_in_reason
from office.casework.models import Case
from office.people.models import Courier, User
from training.subsidies.rules.months import add_months

from ..judging import setting
from ..models import TitleApplication, TitleBar, TitleBarLifting
from .guards import at


@transaction.atomic
def impose_bar(
    application: TitleApplication,
    *,
    reason: str,
    document_number: str,
    starts_on: datetime.date,
    actor: User,
    now: datetime.datetime,
) -> TitleBar:
    """Bar an applicant whose pledge or papers were false, for the years that the standards set (56号: three).

    Raises PermissionDenied, ValidationError `barred_already`, `in_the_future`, `identifier_in_reason`.
    """
    case = Case.objects.get(pk=application.case_id)
    if not actor.has_perm("titles.confirm", case):
        raise PermissionDenied(_("Your roles do not include barring applicants."))
    if starts_on > timezone.localdate(now):
        raise at("starts_on", _("This day lies in the future. Correct it."), "in_the_future")
    refuse_identifiers_in_reason("reason", reason)
    return bar_person(application.applicant, application, reason, document_number, starts_on, actor, now)


def bar_person(
    courier: Courier,
    application: TitleApplication | None,
    reason: str,
    document_number: str,
    starts_on: datetime.date,
    actor: User,
    now: datetime.datetime,
) -> TitleBar:
    """Enter a bar for the years of the standards; to be called inside a deed. Raises `barred_already`."""
    years = setting("bar_years", starts_on)
    try:
        with transaction.atomic():
            bar = TitleBar.objects.create(
                courier=courier,
                application=application,
                reason=reason.strip(),
                document_number=document_number.strip(),
                starts_on=starts_on,
                ends_on=add_months(starts_on, 12 * years),
                recorded_at=now,
                recorded_by=actor,
            )
    except IntegrityError:
        raise at("document_number", _("This document bars the person already."), "barred_already") from None
    audit.record(
        "titles.person.barred",
        actor=actor,
        subject=bar,
        at=now,
        reason=bar.reason,
        document=bar.document_number,
        until=bar.ends_on,
        years=years,
    )
    return bar


@transaction.atomic
def lift_bar(
    bar: TitleBar,
    *,
    reason: str,
    document_number: str,
    lifted_on: datetime.date,
    actor: User,
    now: datetime.datetime,
) -> TitleBarLifting:
    """End a bar before its time, by a document; from `lifted_on` the person may apply again.

    Raises PermissionDenied, ValidationError `same_hand` (the actor imposed it), `lifted_already`,
    `outside_bar` (the day lies outside its term), `in_the_future`, `identifier_in_reason`.
    """
    if not actor.has_perm("titles.lift_bar"):
        raise PermissionDenied(_("Your roles do not include lifting bars."))
    if bar.recorded_by_id == actor.pk:
        raise ValidationError(
            _("You imposed this bar yourself. A colleague decides whether it is lifted."), code="same_hand"
        )
    refuse_identifiers_in_reason("reason", reason)
    if lifted_on > timezone.localdate(now):
        raise at("lifted_on", _("This day lies in the future. Correct it."), "in_the_future")
    if not bar.starts_on <= lifted_on <= bar.ends_on:
        message = _("The bar runs from %(first)s to %(last)s. Choose one of these days.")
        raise at("lifted_on", message % {"first": bar.starts_on, "last": bar.ends_on}, "outside_bar")
    try:
        with transaction.atomic():
            lifting = TitleBarLifting.objects.create(
                bar=bar,
                reason=reason.strip(),
                document_number=document_number.strip(),
                lifted_on=lifted_on,
                recorded_at=now,
                recorded_by=actor,
            )
    except IntegrityError:
        raise ValidationError(_("This bar was lifted already."), code="lifted_already") from None
    audit.record(
        "titles.bar.lifted",
        actor=actor,
        subject=bar,
        at=now,
        reason=lifting.reason,
        document=lifting.document_number,
        lifted_on=lifted_on,
    )
    return lifting
