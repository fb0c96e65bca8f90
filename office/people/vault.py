"""Sealing identifiers: AES-256-GCM for keeping, a keyed blind index for finding.

A plain digest of an ID number is guessed in seconds (one district has under twenty million possible numbers),
so the index is an HMAC whose key lies outside the database. The context is authenticated with the text: a
ciphertext moved to another row or column does not open.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_FORM = b"\x01"
_NONCE = 12


def _field_key() -> bytes:
    return bytes.fromhex(settings.FIELD_KEY)


def seal_bytes(plain: bytes, *, context: str, key: bytes | None = None) -> bytes:
    """Encrypt bytes for one place, named by `context` (table, column and row).

    `key` (32 bytes) is used instead of the office's own where something is sealed under a key of its own.
    """
    nonce = secrets.token_bytes(_NONCE)
    return _FORM + nonce + AESGCM(key or _field_key()).encrypt(nonce, plain, context.encode())


def unseal_bytes(sealed: bytes | memoryview, *, context: str, key: bytes | None = None) -> bytes:
    """Decrypt what `seal_bytes` made; raise cryptography's InvalidTag when key, place or bytes differ."""
    data = bytes(sealed)
    if data[:1] != _FORM:
        raise ValueError("This ciphertext has a form that is not known here.")
    nonce, body = data[1 : 1 + _NONCE], data[1 + _NONCE :]
    return AESGCM(key or _field_key()).decrypt(nonce, body, context.encode())


def seal(plain: str, *, context: str) -> bytes:
    """Encrypt a text for one place."""
    return seal_bytes(plain.encode(), context=context)


def unseal(sealed: bytes | memoryview, *, context: str) -> str:
    """Decrypt a text."""
    return unseal_bytes(sealed, context=context).decode()


def blind_index(value: str, *, column: str) -> str:
    """Return the keyed index (64 hex digits) by which an equal value of the same column is found."""
    return hmac.new(
        bytes.fromhex(settings.INDEX_KEY), f"{column}:{value}".encode(), hashlib.sha256
    ).hexdigest()
