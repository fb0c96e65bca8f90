"""Finding certificates, and what their pages say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from office.people.enums import Role
from office.people.names import clean_name
from office.people.permissions import STAFF_ROLES, holds, organisations_of

from . import papers
from .enums import RevocationReason, Status
from .models import Certificate, Credential, Series, Signature
from .numbering import clean_code
from .permissions import HOLDING
from .rendering.certificate import CertificateFacts
from .rendering.completion import plain_number
from .validity import state_on


def certificates_visible_to(user: Any) -> QuerySet[Certificate]:
    """Return what a user may see: staff all, providers what they issued, holders the own ones."""
    if holds(user, *STAFF_ROLES):
        return Certificate.objects.all()
    scope = Q(issuer__in=organisations_of(user, Role.PROVIDER_OPERATOR, Role.TRAINER))
    scope |= Q(holding_organisation__in=organisations_of(user, *HOLDING))
    if getattr(user, "is_active", False) and getattr(user, "courier_id", None):
        scope |= Q(holder_id=user.courier_id)
    return Certificate.objects.filter(scope)


def pdf_of(certificate: Certificate) -> bytes:
    """Return the PDF as issued, its digest checked. Raises ValidationError `paper_lost`."""
    return papers.fetch(certificate)


def credential_of(certificate: Certificate) -> str | None:
    """Return a certificate's credential, letter for letter as it was signed; older ones have none."""
    found = Credential.objects.filter(certificate=certificate.pk).first()
    return found.document if found else None


def signature_level(certificate: Certificate) -> str:
    """Return the level of the signature in a certificate's paper; an empty text when it bears none."""
    return Signature.objects.filter(certificate=certificate.pk).values_list("level", flat=True).first() or ""


def find_by_code(code: str) -> Certificate | None:
    """Return the certificate of a code as scanned or typed, in one query."""
    return (
        Certificate.objects.select_related("issuer", "replacement", "replaces")
        .filter(code=clean_code(code))
        .first()
    )


def find_by_number(number: str) -> Certificate | None:
    """Return the certificate of a number as typed; PostgreSQL takes no text with a zero byte."""
    return Certificate.objects.filter(number=number.replace("\0", "").strip().upper()).first()


def find_by_number_and_name(number: str, name: str) -> Certificate | None:
    """Return the certificate that bears both; an unknown number and a wrong name cost the same work."""
    found = find_by_number(number)
    same = constant_time_compare(clean_name(found.holder_name if found else "\0"), clean_name(name))
    return found if same else None


def facts_of_today(certificate: Certificate) -> CertificateFacts:
    """Return the facts as printed with the holder's name and masked ID as the registry has them today.

    A collective's name stands in no registry, so that its facts stay as printed.
    """
    if certificate.holder is None:
        return CertificateFacts.from_json(certificate.facts)
    return replace(
        CertificateFacts.from_json(certificate.facts),
        holder_name=certificate.holder.name,
        id_number_masked=certificate.holder.id_number_masked,
    )


@dataclass(frozen=True)
class Statement:
    """What the public page says: `state` is a Status, `expired` or `unknown`, `rows` repeat the paper."""

    state: str
    title: str
    rows: tuple[tuple[str, str], ...]
    reason: str = ""
    replacement: str = ""


def statement_of(certificate: Certificate, *, masked: bool = True) -> Statement:
    """Return what the paper says, without ID number, and its worth today; the desk sees the full name."""
    facts = CertificateFacts.from_json(certificate.facts)
    revoked = certificate.status == Status.REVOKED
    newer = getattr(certificate, "replacement", None)
    return Statement(
        state=state_on(certificate, timezone.localdate()),
        title=facts.title,
        rows=_rows(facts, certificate.public_name if masked else facts.holder_name),
        reason=str(RevocationReason(certificate.revocation_reason).label) if revoked else "",
        replacement=newer.number if newer else "",
    )


def _until(facts: CertificateFacts) -> tuple[tuple[str, str], ...]:
    return ((_("Valid until"), date_format(facts.valid_until)),) if facts.valid_until else ()


def _rows(facts: CertificateFacts, holder: str) -> tuple[tuple[str, str], ...]:
    if facts.citation:
        return (
            (_("Certificate number"), facts.number),
            (_("Holder"), holder),
            (_("Honour"), facts.course_name),
            (_("Awarded"), facts.citation),
            (_("Issued by"), facts.issuer),
            (_("Issued on"), date_format(facts.issued_on)),
            *_until(facts),
        )
    rows = (
        (_("Certificate number"), facts.number),
        (_("Holder"), holder),
        (_("Course"), facts.course_name),
        (_("Occupation"), facts.occupation),
        (_("Level"), facts.level),
        (_("Class hours"), plain_number(facts.class_hours)),
        (_("Training period"), f"{date_format(facts.starts_on)} – {date_format(facts.ends_on)}"),
        (_("Result"), facts.result),
        (_("Theory"), plain_number(facts.theory_score)),
        (_("Practice"), plain_number(facts.practice_score)),
        (_("Issued by"), facts.issuer),
        (_("Issued on"), date_format(facts.issued_on)),
        *_until(facts),
    )
    return tuple((label, value) for label, value in rows if value)


def series_with_counts() -> QuerySet[Series]:
    """Return every series with `taken` numbers, `missing` ones (always 0), `revoked` and `replaced`."""
    counted = Series.objects.annotate(
        taken=Count("certificates"),
        revoked=Count("certificates", filter=Q(certificates__status=Status.REVOKED)),
        replaced=Count("certificates", filter=Q(certificates__status=Status.REPLACED)),
    )
    return counted.annotate(missing=F("last") - F("taken")).order_by("-year", "kind")
