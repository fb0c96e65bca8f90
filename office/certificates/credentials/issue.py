"""Making the credential of a certificate that is being issued."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable
from dataclasses import dataclass

from ..rendering.facts import CertificateFacts
from . import badge, integrity, status
from .models import Credential, StatusEntry


@dataclass(frozen=True)
class Prepared:
    """A signed credential whose certificate has no row yet: that bears the digest of the paper around it."""

    document: str
    entry: StatusEntry


def prepare(
    facts: CertificateFacts, entry: StatusEntry, *, code: str, kind: str, now: datetime.datetime
) -> Prepared:
    """Sign what the paper says; `entry` is its place in the status list."""
    unsigned = badge.unsigned(facts, code=code, kind=kind, status=status.claim(entry))
    signed = integrity.sign(unsigned, at=now)
    return Prepared(json.dumps(signed, ensure_ascii=False), entry)


def keep(prepared: Iterable[tuple[int, Prepared]]) -> None:
    """Add credentials to their certificates, which are named by their keys."""
    Credential.objects.bulk_create(
        Credential(certificate_id=key, entry=each.entry, document=each.document) for key, each in prepared
    )
