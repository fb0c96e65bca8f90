"""The ballot box: sealed counts under a key that is destroyed when the box is opened.

A box holds how many ballots of each kind lie in it, in a form of fixed length, and nothing of who put them
there. Its key is made for it alone and lies, sealed once more with the office's own key, in the private
store, not in the database. Once it is destroyed, what backups, write-ahead logs and dead rows hold of the
open hours opens for nobody. docs/decisions/22-secret-ballot.md says what remains.
"""

from __future__ import annotations

import datetime
import secrets
import struct
import uuid
from collections import Counter
from collections.abc import Collection

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from office.people import vault

from .enums import Choice

_FORM = struct.Struct(">3I")
_KEY_BYTES = 32


def _place(key: uuid.UUID) -> str:
    return f"ballots/{key.hex}"


def _context(key: uuid.UUID) -> str:
    return f"committees.ballot:{key.hex}"


def make_key() -> uuid.UUID:
    """Make the key of a new box, keep it in the private store, and return its name."""
    name = uuid.uuid4()
    sealed = vault.seal_bytes(secrets.token_bytes(_KEY_BYTES), context=_context(name))
    storages["private"].save(_place(name), ContentFile(sealed))
    return name


def destroy_key(name: uuid.UUID) -> None:
    """Destroy the key of a box; what it sealed opens no more. Safe to repeat."""
    storages["private"].delete(_place(name))


def seal(counts: Counter[str], name: uuid.UUID) -> bytes:
    """Return the counts sealed under a box's key; every box has the same length."""
    plain = _FORM.pack(*(counts[choice] for choice in Choice.values))
    return vault.seal_bytes(plain, context=_context(name), key=_key(name))


def unseal(box: bytes | memoryview, name: uuid.UUID) -> Counter[str]:
    """Return the counts of a box; raise FileNotFoundError once its key is destroyed."""
    plain = vault.unseal_bytes(box, context=_context(name), key=_key(name))
    return Counter(dict(zip(Choice.values, _FORM.unpack(plain), strict=True)))


def _key(name: uuid.UUID) -> bytes:
    with storages["private"].open(_place(name)) as sealed:
        return vault.unseal_bytes(sealed.read(), context=_context(name))


def sweep(keep: Collection[uuid.UUID], *, before: datetime.datetime) -> int:
    """Destroy keys older than a moment that no open box names, as a crash leaves them; return how many."""
    store = storages["private"]
    if not store.exists("ballots"):
        return 0
    kept = {name.hex for name in keep}
    lost = [
        f"ballots/{name}"
        for name in store.listdir("ballots")[1]
        if name not in kept and store.get_modified_time(f"ballots/{name}") < before
    ]
    for place in lost:
        store.delete(place)
    return len(lost)
