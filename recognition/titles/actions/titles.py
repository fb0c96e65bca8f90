"""Entering titles and withdrawing them."""

from __future__ import annotations

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.casework.disclosure import refuse_identifiers_in_reason
from office.people.models import Courier, User

from ..models import Title, TitleApplication, TitleRevocation
from .bars import bar_person
from .guards import at


def enter_title(
    application: TitleApplication,
    *,
    committee: str,
    document_number: str,
    obtained_on: datetime.date,
    actor: User,
    now: datetime.datetime,
) -> Title:
    """Record the title that an application led to; to be called inside the step's transaction."""
    title = Title.objects.create(
        courier=application.applicant,
        application=application,
        branch=application.round.branch,
        level=application.round.level,
        committee=committee,
        document_number=document_number.strip(),
        obtained_on=obtained_on,
        recorded_at=now,
        recorded_by=actor,
    )
    audit.record(
        "titles.title.recorded",
        actor=actor,
        subject=title,
        at=now,
        courier=str(application.applicant_id),
        document=title.document_number,
        case=application.case.number,
    )
    return title


@transaction.atomic
def record_title(
    courier: Courier,
    *,
    branch: str,
    level: str,
    committee: str,
    document_number: str,
    certificate_number: str = "",
    obtained_on: datetime.date,
    actor: User,
    now: datetime.datetime,
) -> Title:
    """Record a title from before or from another place, as its document says.

    Raises PermissionDenied, ValidationError `in_the_future` or `recorded_already`.
    """
    if not actor.has_perm("titles.record_title"):
        raise PermissionDenied(_("Your roles do not include recording titles."))
    if obtained_on > timezone.localdate(now):
        raise at("obtained_on", _("This day lies in the future. Correct it."), "in_the_future")
    try:
        with transaction.atomic():
            title = Title.objects.create(
                courier=courier,
                branch=branch,
                level=level,
                committee=committee.strip(),
                document_number=document_number.strip(),
                certificate_number=certificate_number.strip(),
                obtained_on=obtained_on,
                recorded_at=now,
                recorded_by=actor,
            )
    except IntegrityError:
        raise ValidationError(
            _("This title is on record already, by the same document."), code="recorded_already"
        ) from None
    audit.record(
        "titles.title.recorded",
        actor=actor,
        subject=title,
        at=now,
        courier=str(courier.pk),
        document=title.document_number,
    )
    return title


@transaction.atomic
def revoke_title(
    title: Title,
    *,
    reason: str,
    document_number: str,
    revoked_on: datetime.date,
    bar: bool,
    actor: User,
    now: datetime.datetime,
) -> TitleRevocation:
    """Withdraw a title by a document; `bar` also bars the person for the years that the standards set.

    Raises PermissionDenied, ValidationError `revoked_already`, `in_the_future`, `before_title`,
    `identifier_in_reason`, and what `impose_bar` raises.
    """
    if not actor.has_perm("titles.revoke_title"):
        raise PermissionDenied(_("Your roles do not include withdrawing titles."))
    refuse_identifiers_in_reason("reason", reason)
    if revoked_on > timezone.localdate(now):
        raise at("revoked_on", _("This day lies in the future. Correct it."), "in_the_future")
    if revoked_on < title.obtained_on:
        raise at("revoked_on", _("The title was obtained after this day. Correct it."), "before_title")
    try:
        with transaction.atomic():
            revocation = TitleRevocation.objects.create(
                title=title,
                reason=reason.strip(),
                document_number=document_number.strip(),
                revoked_on=revoked_on,
                recorded_at=now,
                recorded_by=actor,
            )
    except IntegrityError:
        raise ValidationError(_("This title was withdrawn already."), code="revoked_already") from None
    audit.record(
        "titles.title.revoked",
        actor=actor,
        subject=title,
        at=now,
        reason=revocation.reason,
        document=revocation.document_number,
    )
    if bar:
        bar_person(title.courier, title.application, reason, document_number, revoked_on, actor, now)
    return revocation
