"""Writing a certificate: its number, its paper, its credential, its row."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

from django.conf import settings

from . import papers, token
from .credentials.issue import prepare
from .models import Certificate
from .numbering import new_code, take_number
from .rendering.certificate import CertificateFacts, TextTooLong, months_of_validity, render_certificate
from .signing import sealing
from .validity import last_day


def write(facts: CertificateFacts, *, prefix: str, issued_on: datetime.date, **columns: Any) -> Certificate:
    """Take the number, print, sign, keep the paper, and add the row, in the caller's transaction."""
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
