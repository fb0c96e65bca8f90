"""Issuing, revoking and reissuing certificates."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.people.models import Courier, Organisation, User

from .enums import RevocationReason, Status
from .issuing import Order, Terms, holding, issue_all
from .models import Certificate
from .numbering import Numbers
from .refusals import refuse_unprintable
from .rendering.certificate import CertificateFacts
from .writing import Draft, write


@transaction.atomic
def issue(
    *,
    kind: str,
    prefix: str,
    subject: str,
    holder: Courier | Organisation,
    issuer: Organisation,
    facts: CertificateFacts,
    issued_on: datetime.date,
    actor: User | None,
    now: datetime.datetime,
    after_revocation: bool = False,
) -> Certificate:
    """Issue a certificate for `subject`, or return the valid one that it already has.

    `holder` is the person, or the organisation that is honoured or whose collective is.
    `number`, `verify_url` and `issued_on` of the facts are filled in here. Whether somebody may grant is
    asked by the room that grants. A subject whose certificate was revoked gets none in passing, as when
    a class is issued once more: `after_revocation` says that this is meant. Raises ValidationError
    `unprintable`, `too_long`, `prefix_taken` or `revoked`, always before a number is taken.
    """
    terms = Terms(
        kind=kind,
        prefix=prefix,
        issuer=issuer,
        issued_on=issued_on,
        actor=actor,
        now=now,
        after_revocation=after_revocation,
    )
    (outcome,) = issue_all([Order(subject, facts, holding(holder))], terms)
    if isinstance(outcome, ValidationError):
        raise outcome
    return outcome


@transaction.atomic
def revoke(
    certificate: Certificate,
    *,
    reason: str,
    document: str = "",
    actor: User,
    now: datetime.datetime,
) -> Certificate:
    """Revoke a valid certificate; its number is never used again.

    `reason` is a RevocationReason; all but an error need the number of the decision. Raises PermissionDenied,
    or ValidationError `reason`, `document_required`, `not_valid`.
    """
    _ask(actor, "certificates.revoke_certificate", certificate)
    return take_back(certificate, reason=reason, document=document, actor=actor, now=now)


@transaction.atomic
def take_back(
    certificate: Certificate,
    *,
    reason: str,
    document: str = "",
    actor: User | None,
    now: datetime.datetime,
) -> Certificate:
    """Revoke a valid certificate for the room that granted it, which has asked who decides.

    Raises ValidationError as `revoke` does.
    """
    document = document.strip()
    if reason not in RevocationReason.values:
        raise ValidationError(_("Choose a reason from the list."), code="reason")
    if reason != RevocationReason.ERROR and not document:
        raise ValidationError(
            _("Enter the number of the decision by which the certificate is revoked."),
            code="document_required",
        )
    _leave_valid(
        certificate,
        status=Status.REVOKED,
        revoked_at=now,
        revocation_reason=reason,
        revocation_document=document,
    )
    audit.record(
        "certificates.certificate.revoked",
        actor=actor,
        subject=certificate,
        label=certificate.number,
        at=now,
        reason=reason,
        document=document,
    )
    return certificate


@transaction.atomic
def reissue(
    certificate: Certificate,
    *,
    facts: CertificateFacts,
    issued_on: datetime.date,
    actor: User,
    now: datetime.datetime,
    reason: str = "",
) -> Certificate:
    """Replace a valid certificate by a new one with its own number, and return the new one.

    The old paper stays as it was issued; its page says that a newer one exists. Raises PermissionDenied, or
    ValidationError `unprintable`, `too_long`, `not_valid`.
    """
    _ask(actor, "certificates.reissue_certificate", certificate)
    return replace_paper(certificate, facts=facts, issued_on=issued_on, actor=actor, now=now, reason=reason)


@transaction.atomic
def replace_paper(
    certificate: Certificate,
    *,
    facts: CertificateFacts,
    issued_on: datetime.date,
    actor: User | None,
    now: datetime.datetime,
    reason: str = "",
) -> Certificate:
    """Replace a valid certificate for the room that granted it, which has asked who decides.

    Raises ValidationError as `reissue` does.
    """
    refuse_unprintable(facts)
    _leave_valid(certificate, status=Status.REPLACED)
    columns = {
        "subject": certificate.subject,
        "holder": certificate.holder,
        "holding_organisation": certificate.holding_organisation,
        "issuer": certificate.issuer,
        "replaces": certificate,
        "issued_by": actor,
    }
    numbers = Numbers.of(certificate.kind, certificate.series.prefix, issued_on.year)
    (new,) = write([Draft(facts, columns)], numbers, issued_on=issued_on, now=now)
    audit.record(
        "certificates.certificate.replaced",
        actor=actor,
        subject=certificate,
        label=certificate.number,
        at=now,
        by=new.number,
        reason=reason,
    )
    audit.record(
        "certificates.certificate.reissued",
        actor=actor,
        subject=new,
        label=new.number,
        at=now,
        replaces=certificate.number,
        sha256=new.sha256,
        reason=reason,
    )
    return new


def _leave_valid(certificate: Certificate, **change: Any) -> None:
    """Write by compare-and-swap: only a certificate that is still valid changes, whoever was faster."""
    changed = Certificate.objects.filter(pk=certificate.pk, status=Status.VALID).update(**change)
    certificate.refresh_from_db()
    if not changed:
        raise ValidationError(
            _(
                "Certificate %(number)s is no longer valid (%(status)s). "
                "Reload the page to see what happened to it."
            ),
            code="not_valid",
            params={"number": certificate.number, "status": certificate.get_status_display()},
        )


def _ask(actor: User, permission: str, certificate: Certificate) -> None:
    if not actor.has_perm(permission, certificate):
        raise PermissionDenied(_("You may not do this with a certificate of this issuer."))
