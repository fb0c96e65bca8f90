"""Making the credential of a certificate that is being issued."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass

from ..rendering.facts import CertificateFacts
from . import badge, integrity, status
from .models import Credential, StatusEntry


@dataclass(frozen=True)
class Prepared:
    """A signed credential whose certificate has no row yet: that bears the digest of the paper around it."""

    document: str
    entry: StatusEntry

    def keep(self, certificate_id: int) -> Credential:
        """Add the credential to its certificate."""
        return Credential.objects.create(
            certificate_id=certificate_id, entry=self.entry, document=self.document
        )


def prepare(facts: CertificateFacts, *, code: str, kind: str, now: datetime.datetime) -> Prepared:
    """Take a place in the status list and sign what the paper says, in the caller's transaction."""
    entry = status.take_entry()
    unsigned = badge.unsigned(facts, code=code, kind=kind, status=status.claim(entry))
    signed = integrity.sign(unsigned, at=now)
    return Prepared(json.dumps(signed, ensure_ascii=False), entry)
