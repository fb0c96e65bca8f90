"""Sealing a paper that is being issued, and putting the seal to a paper that is printed again.

A seal is asked for while the number is taken and not yet committed: what fails, an authority that does not
answer or a key that is gone, fails the whole deed, and the number is given out again. What sealing added is
kept in the database, because no second signature is ever equal to the first; printed again from its facts, a
paper with this behind it is the one that was issued, byte for byte.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.utils.translation import gettext as _

from .models import Signature
from .seam import Sealed, SealError, current

if TYPE_CHECKING:
    from ..models import Certificate


def seal(pdf: bytes) -> Sealed:
    """Seal a paper in the office's way. Raises ValidationError `not_sealed`, naming what did not work."""
    try:
        return current().seal(pdf)
    except SealError as error:
        raise ValidationError(
            _(
                "The paper could not be signed: %(cause)s No certificate was issued and no number was taken. "
                "Try again later, or tell whoever runs this system."
            ),
            code="not_sealed",
            params={"cause": cause_of(error)},
        ) from error


def row(sealed: Sealed, certificate_id: int) -> Signature:
    """Return the row that keeps what sealing added to a certificate's paper."""
    return Signature(
        certificate_id=certificate_id, level=sealed.level, deflated=zlib.compress(sealed.increment, 9)
    )


def increment_of(certificate: Certificate) -> bytes:
    """Return what sealing added to a certificate's paper; nothing for a paper that was never sealed."""
    try:
        return zlib.decompress(certificate.signature.deflated)
    except ObjectDoesNotExist:
        return b""


def cause_of(error: SealError) -> str:
    """Return in words what did not work."""
    told = {
        "key": _("the signing key or its certificates cannot be used."),
        "timestamp": _("the time-stamping authority did not answer."),
        "evidence": _("the evidence by which the signature can be checked later could not be had."),
    }
    return told.get(error.code, str(error))
