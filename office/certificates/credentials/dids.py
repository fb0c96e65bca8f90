"""Who signs credentials: the office as `did:web`, its keys, and the document that lists them.

The keys are those that sign tokens (`office.certificates.token`): there a COSE structure is signed, here two
digests, and neither can be taken for the other. Retired keys stay in the document, for what they signed.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from .. import token

#: Marks an Ed25519 public key (W3C, Controlled Identifiers 1.0, table of Multikey).
_ED25519 = b"\xed\x01"
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def office() -> str:
    """Return the office's identifier; it follows from the address that stands on its papers."""
    url = urlsplit(settings.PUBLIC_BASE_URL)
    parts = [url.netloc, *url.path.strip("/").split("/")]
    return ":".join(["did:web", *(quote(part, safe="") for part in parts if part)])


def public_keys() -> list[bytes]:
    """Return the raw public keys, the one in use first."""
    return list(token.public_keys().values())


def method_of(key: bytes) -> str:
    """Return the name under which the document lists a raw public key."""
    return f"{office()}#{multikey(key)}"


def document() -> dict[str, Any]:
    """Return the office's document (W3C, DID Core): every key by which its credentials are checked."""
    methods = [
        {
            "id": method_of(key),
            "type": "Multikey",
            "controller": office(),
            "publicKeyMultibase": multikey(key),
        }
        for key in public_keys()
    ]
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": office(),
        "verificationMethod": methods,
        "assertionMethod": [each["id"] for each in methods],
    }


def raw(key: Ed25519PublicKey) -> bytes:
    """Return the 32 bytes of a public key."""
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


def multikey(key: bytes) -> str:
    """Return a raw Ed25519 public key as a Multikey."""
    return multibase(_ED25519 + key)


def multibase(data: bytes) -> str:
    """Write bytes in base 58 (Bitcoin's letters) with the mark that says so."""
    number, letters = int.from_bytes(data), ""
    while number:
        number, place = divmod(number, 58)
        letters = _BASE58[place] + letters
    zeros = len(data) - len(data.lstrip(b"\0"))
    return f"z{_BASE58[0] * zeros}{letters}"


def from_multibase(text: str) -> bytes:
    """Return the bytes that `multibase` wrote. Raises ValueError for any other text."""
    letters = text[1:]
    if not text.startswith("z") or set(letters) - set(_BASE58) or len(letters) > 128:
        raise ValueError("This is no base 58 text.")
    number = 0
    for letter in letters:
        number = number * 58 + _BASE58.index(letter)
    zeros = len(letters) - len(letters.lstrip(_BASE58[0]))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8)
