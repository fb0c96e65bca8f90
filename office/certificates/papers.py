"""The private store of the papers as issued: written once, given out with their digest checked."""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils.translation import gettext as _

from .credentials.models import Credential
from .rendering.certificate import CertificateFacts, render_certificate
from .signing import sealing

if TYPE_CHECKING:
    from .models import Certificate


def digest_of(pdf: bytes) -> str:
    """Return the SHA-256 (hex) of a paper."""
    return hashlib.sha256(pdf).hexdigest()


def name_of(number: str, year: int, sha256: str) -> str:
    """Return where a paper lies in the private store; the name follows from what the row says."""
    return f"certificates/{year}/{number}-{sha256[:12]}.pdf"


def keep(number: str, year: int, pdf: bytes) -> str:
    """Write a paper into the store and return its digest; a damaged file of that name is replaced.

    Called before the row is committed, so that a committed row has its file. The file of a transaction that
    failed stays behind without harm: its number is given out again with another code and so another digest.
    """
    store, sha256 = storages["private"], digest_of(pdf)
    name = name_of(number, year, sha256)
    if store.exists(name):
        with store.open(name) as kept:
            if digest_of(kept.read()) == sha256:
                return sha256
        store.delete(name)
    store.save(name, ContentFile(pdf))
    return sha256


def fetch(certificate: Certificate) -> bytes:
    """Return the paper as issued, the same bytes for ever.

    A lost or damaged file is made again of what the database keeps: printed from the facts, the credential
    inside, and what sealing added put behind it. It is accepted only when its digest is the one that was
    kept. Raises ValidationError (`paper_lost`) otherwise.
    """
    pdf = read(certificate)
    if pdf is not None:
        return pdf
    pdf = _make_again(certificate)
    if not hmac.compare_digest(digest_of(pdf), certificate.sha256):
        raise ValidationError(
            _(
                "The paper of certificate %(number)s is missing from the store and cannot be printed again "
                "exactly as it was issued. Restore it from the backup, or reissue the certificate."
            ),
            code="paper_lost",
            params={"number": certificate.number},
        )
    keep(certificate.number, certificate.issued_on.year, pdf)
    return pdf


def _make_again(certificate: Certificate) -> bytes:
    credential = Credential.objects.filter(certificate=certificate.pk).first()
    printed = render_certificate(
        CertificateFacts.from_json(certificate.facts), credential.document.encode() if credential else None
    )
    return printed + sealing.increment_of(certificate)


def is_kept(certificate: Certificate) -> bool:
    """Tell whether the paper in the store is the one that was issued."""
    return read(certificate) is not None


def read(certificate: Certificate) -> bytes | None:
    """Return the paper from the store; None when it is lost or damaged, for nothing is printed here."""
    name = name_of(certificate.number, certificate.issued_on.year, certificate.sha256)
    try:
        with storages["private"].open(name) as kept:
            pdf: bytes = kept.read()
    except OSError:
        return None
    return pdf if hmac.compare_digest(digest_of(pdf), certificate.sha256) else None
