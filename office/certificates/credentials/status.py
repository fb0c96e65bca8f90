"""Lists of what is worth nothing any more (W3C, Bitstring Status List 1.0): one bit for each credential."""

from __future__ import annotations

import base64
import datetime
import gzip
import hashlib
import json
import secrets
from collections.abc import Iterable

from django.conf import settings
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.db.models import Max

from ..enums import Status
from . import dids, integrity
from .models import PLACES, StatusEntry

#: So many draws for a place. When all are taken, more than half of the list is, and a new one is begun.
DRAWS = 8
#: How long others may keep a list: a revocation is known everywhere within this many seconds.
SECONDS = 60
#: How long a signed list is used again while its bits are the same.
KEPT_SECONDS = 3600


def take_entries(count: int) -> list[StatusEntry]:
    """Take places drawn at random; the database sees to it that none is given twice.

    Nobody waits for anybody: who drew the same place at once is told so by the constraint and draws again.
    """
    newest = StatusEntry.objects.aggregate(newest=Max("list"))["newest"] or 1
    places = list({secrets.randbelow(PLACES) for _draw in range(count)})
    for number in (newest,) * DRAWS + (newest + 1,) * DRAWS:
        try:
            if len(places) == count:
                with transaction.atomic():
                    return StatusEntry.objects.bulk_create(
                        StatusEntry(list=number, index=index) for index in places
                    )
        except IntegrityError:
            pass
        places = _free(number, DRAWS * count)[:count]
    raise RuntimeError("No place was free in a new list.")


def _free(number: int, draws: int) -> list[int]:
    """Return places that were drawn at random and are free in a list."""
    drawn = {secrets.randbelow(PLACES) for _draw in range(draws)}
    taken = StatusEntry.objects.filter(list=number, index__in=drawn).values_list("index", flat=True)
    return list(drawn.difference(taken))


def address_of(number: int) -> str:
    """Return where a list is published."""
    return f"{settings.PUBLIC_BASE_URL}/v/status/{number}"


def claim(entry: StatusEntry) -> dict[str, str]:
    """Return the words by which a credential names its place."""
    address = address_of(entry.list)
    return {
        "id": f"{address}#{entry.index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(entry.index),
        "statusListCredential": address,
    }


def published(number: int, *, now: datetime.datetime) -> str | None:
    """Return a list as a signed credential in JSON; None when there is no such list.

    The same bits are signed once an hour: looking is cheap, and a revocation changes the bits at once.
    """
    entries = StatusEntry.objects.filter(list=number)
    if not entries.exists():
        return None
    gone = entries.exclude(credential__certificate__status=Status.VALID).filter(credential__isnull=False)
    encoded = encode(gone.values_list("index", flat=True))
    bits = hashlib.sha256(f"{number} {dids.public_keys()} {encoded}".encode()).hexdigest()
    return cache.get_or_set(
        f"certificates.status:{bits}", lambda: _signed(number, encoded, now), KEPT_SECONDS
    )


def encode(indexes: Iterable[int]) -> str:
    """Return a bitstring with these places set: first place leftmost, deflated, in base64url."""
    bits = bytearray(PLACES // 8)
    for index in indexes:
        bits[index // 8] |= 0x80 >> index % 8
    packed = gzip.compress(bytes(bits), mtime=0)
    return f"u{base64.urlsafe_b64encode(packed).rstrip(b'=').decode()}"


def _signed(number: int, encoded: str, now: datetime.datetime) -> str:
    address = address_of(number)
    document: integrity.Document = {
        "@context": [integrity.W3C],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": dids.office(),
        "validFrom": integrity.moment(now),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encoded,
        },
    }
    return json.dumps(integrity.sign(document, at=now), ensure_ascii=False)
