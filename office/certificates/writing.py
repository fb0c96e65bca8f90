"""Writing certificates: their numbers, their papers, their credentials, their rows."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings

from . import papers, token
from .credentials import issue as credentials
from .credentials import status
from .credentials.models import StatusEntry
from .models import Certificate, Signature
from .numbering import Numbers, new_code
from .rendering.certificate import CertificateFacts, TextTooLong, months_of_validity, render_certificate
from .signing import sealing
from .signing.seam import Sealed
from .validity import last_day


@dataclass(frozen=True, slots=True)
class Draft:
    """A certificate that is to be written: what it says, and the columns of its row that are its own."""

    facts: CertificateFacts
    columns: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Written:
    """A certificate whose paper is in the store and whose row is not there yet."""

    certificate: Certificate
    credential: credentials.Prepared
    sealed: Sealed


def write(
    drafts: Sequence[Draft], numbers: Numbers, *, issued_on: datetime.date, now: datetime.datetime
) -> list[Certificate]:
    """Take the numbers, print, sign, keep the papers, and add the rows, in the caller's transaction.

    Many cost as many papers, but no more queries than one. What fails fails all of them, and the numbers are
    given out again. Raises ValidationError `not_sealed`.
    """
    entries = status.take_entries(len(drafts))
    shared = {"kind": numbers.series.kind, "issued_on": issued_on, "issued_at": now}
    written = [
        _write_paper(draft, numbers, entry, shared) for draft, entry in zip(drafts, entries, strict=True)
    ]
    numbers.keep()
    certificates = Certificate.objects.bulk_create(each.certificate for each in written)
    credentials.keep((each.certificate.pk, each.credential) for each in written)
    Signature.objects.bulk_create(
        sealing.row(each.sealed, each.certificate.pk) for each in written if each.sealed.increment
    )
    return certificates


def _write_paper(draft: Draft, numbers: Numbers, entry: StatusEntry, shared: dict[str, Any]) -> _Written:
    serial, number = numbers.take()
    code, issued_on = new_code(), shared["issued_on"]
    months = months_of_validity(draft.facts.design)
    facts = replace(
        draft.facts,
        number=number,
        issued_on=issued_on,
        valid_until=last_day(issued_on, months) if months else None,
        verify_url=f"{settings.PUBLIC_BASE_URL}/v/{code}/",
    )
    credential = credentials.prepare(facts, entry, code=code, kind=shared["kind"], now=shared["issued_at"])
    final, printed = _print(facts, credential.document.encode())
    sealed = sealing.seal(printed)
    certificate = Certificate(
        number=number,
        series=numbers.series,
        serial=serial,
        code=code,
        holder_name=final.holder_name,
        facts=final.to_json(),
        sha256=papers.keep(number, issued_on.year, printed + sealed.increment),
        expires_on=final.valid_until,
        **shared,
        **draft.columns,
    )
    return _Written(certificate, credential, sealed)


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
