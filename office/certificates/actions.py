"""Issuing, revoking and reissuing certificates."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.people.models import Courier, Organisation, User

from . import papers, token
from .credentials.issue import prepare
from .enums import RevocationReason, Status
from .models import Certificate
from .numbering import lock_series, new_code, take_number
from .rendering.certificate import (
    CertificateFacts,
    TextTooLong,
    UnprintableText,
    check_printable,
    months_of_validity,
    render_certificate,
)
from .rendering.facts import PhotoMissing
from .signing import sealing
from .validity import last_day


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
    existing = _current(kind, subject, after_revocation)
    if existing:
        return existing
    refuse_unprintable(facts)
    # Two who issue for one subject wait for each other here; the second finds what the first has issued.
    lock_series(kind, prefix, issued_on.year)
    existing = _current(kind, subject, after_revocation)
    if existing:
        return existing
    certificate = _write(
        facts,
        prefix=prefix,
        issued_on=issued_on,
        kind=kind,
        subject=subject,
        holder=holder if isinstance(holder, Courier) else None,
        holding_organisation=holder if isinstance(holder, Organisation) else None,
        issuer=issuer,
        issued_at=now,
        issued_by=actor,
    )
    audit.record(
        "certificates.certificate.issued",
        actor=actor,
        subject=certificate,
        label=certificate.number,
        at=now,
        sha256=certificate.sha256,
    )
    return certificate


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
    new = _write(
        facts,
        prefix=certificate.series.prefix,
        issued_on=issued_on,
        kind=certificate.kind,
        subject=certificate.subject,
        holder=certificate.holder,
        holding_organisation=certificate.holding_organisation,
        issuer=certificate.issuer,
        replaces=certificate,
        issued_at=now,
        issued_by=actor,
    )
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


def _current(kind: str, subject: str, after_revocation: bool) -> Certificate | None:
    """Return the valid certificate of a subject; refuse when the last one was revoked."""
    last = Certificate.objects.filter(kind=kind, subject=subject).order_by("-pk").first()
    if last is None or last.status == Status.VALID:
        return last
    if not after_revocation:
        refuse_revoked(last)
    return None


def refuse_revoked(last: Certificate | None) -> None:
    """Raise ValidationError `revoked` when the last certificate of a subject was revoked."""
    if last is not None and last.status != Status.VALID:
        raise ValidationError(
            _("Certificate %(number)s for this was revoked. Decide first whether a new one may be issued."),
            code="revoked",
            params={"number": last.number},
        )


def refuse_unprintable(facts: CertificateFacts) -> None:
    """Raise ValidationError `unprintable`, `too_long` or `no_photo` when the paper could not be printed."""
    try:
        check_printable(facts)
    except UnprintableText as error:
        raise ValidationError(
            _(
                "%(field)s cannot be printed: no font of the office holds %(characters)s. Correct the text, "
                "or have a font with this character added; no number was taken."
            ),
            code="unprintable",
            params={
                "field": field_label(error.field),
                "characters": ", ".join(f"{c} (U+{ord(c):04X})" for c in error.characters),
            },
        ) from error
    except PhotoMissing as error:
        raise ValidationError(
            _("This certificate bears a photo, and none of the holder is kept. Add it; no number was taken."),
            code="no_photo",
        ) from error
    except TextTooLong as error:
        raise ValidationError(
            _("%(field)s does not fit on the certificate. Shorten it; no number was taken."),
            code="too_long",
            params={"field": field_label(error.field)},
        ) from error


def field_label(field: str) -> str:
    """Return what a field of the facts is called on the screen."""
    labels = {
        "holder_name": _("The holder's name"),
        "course_name": _("The course's name"),
        "citation": _("The text of the honour"),
        "issuer": _("The issuer's name"),
        "body": _("The text of the certificate"),
    }
    return labels.get(field, field)


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


def _write(facts: CertificateFacts, *, prefix: str, issued_on: datetime.date, **columns: Any) -> Certificate:
    """Take the number, print, keep the paper, and add the row, in the caller's transaction."""
    series, serial, number = take_number(columns["kind"], prefix, issued_on.year)
    code = new_code()
    months = months_of_validity(facts.design)
    expires_on = last_day(issued_on, months) if months else None
    facts = replace(
        facts,
        number=number,
        issued_on=issued_on,
        valid_until=expires_on,
        verify_url=f"{settings.PUBLIC_BASE_URL}/v/{code}/",
    )
    credential = prepare(facts, code=code, kind=columns["kind"], now=columns["issued_at"])
    final, printed = _print(facts, credential.document.encode())
    sealed = sealing.seal(printed)
    certificate = Certificate.objects.create(
        number=number,
        series=series,
        serial=serial,
        code=code,
        holder_name=final.holder_name,
        facts=final.to_json(),
        sha256=papers.keep(number, issued_on.year, printed + sealed.increment),
        issued_on=issued_on,
        expires_on=expires_on,
        **columns,
    )
    credential.keep(certificate.pk)
    sealing.keep(sealed, certificate.pk)
    return certificate


def _print(facts: CertificateFacts, credential: bytes) -> tuple[CertificateFacts, bytes]:
    """Return the facts with their signed token behind the address, and the paper.

    A name so long that the code would be too fine to be read gets the address alone: its page says it all.
    """
    claims = token.Claims(
        number=facts.number,
        holder_name=facts.holder_name,
        issued_on=facts.issued_on,
        occupation_code=facts.occupation_code,
        level=facts.level,
    )
    signed = replace(facts, verify_url=f"{facts.verify_url}#{token.sign(claims)}")
    try:
        return signed, render_certificate(signed, credential)
    except TextTooLong as error:
        if error.field != "verify_url":
            raise
        return facts, render_certificate(facts, credential)


def _ask(actor: User, permission: str, certificate: Certificate) -> None:
    if not actor.has_perm(permission, certificate):
        raise PermissionDenied(_("You may not do this with a certificate of this issuer."))
