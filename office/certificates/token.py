"""A certificate's token: what a phone without network can check.

The token is a COSE_Sign1 message (RFC 9052) of CWT claims (RFC 8392), signed with Ed25519, written as decimal
digits behind the `#` of the paper's address: browsers keep that part to themselves. It says what the paper
says (number, name, occupation, level, day) and never an ID number or a digest of one, which could be guessed
back. It cannot say whether the certificate is still in force: that only the office knows.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from dataclasses import dataclass
from functools import cache

import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

# RFC 9052, tables 2 and 4; RFC 9053, table 3.
_SIGN1_TAG, _ALGORITHM, _KEY_ID, _EDDSA = 18, 1, 4, -8
# RFC 8392, 4: issued at, and the identifier of the token, which is the certificate's number.
_ISSUED_AT, _TOKEN_ID = 6, 7
# Claims of our own, below zero as RFC 8392, 9.1 leaves them to whoever issues.
_NAME, _OCCUPATION, _LEVEL = -1, -2, -3
KEY_ID_BYTES = 4
#: Seven bytes fill seventeen digits: a numeric code holds them in fewer modules than any base of letters.
_BYTES, _DIGITS = 7, 17
#: No token of ours comes near; a longer text is none.
LONGEST = 4000
#: What reading bytes of a stranger as our message may raise; a premature end is an EOFError.
_BROKEN = (
    cbor2.CBORDecodeError,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
_LEVEL_WORDS = "一二三四五"
_OCCUPATION_CODE = re.compile(r"([1-8])-(\d\d)-(\d\d)-(\d\d)", re.ASCII)


class TokenError(ValueError):
    """A text is no token of this office; `code` is `shape`, `unknown_key` or `signature`."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """What a token says; `level` is as printed, `occupation_code` a 大典 code, both may be empty."""

    number: str
    holder_name: str
    issued_on: datetime.date
    occupation_code: str = ""
    level: str = ""


@cache
def _signer() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(settings.SIGNING_KEY))


def key_id(public: bytes) -> bytes:
    """Return the first bytes of a public key's SHA-256, by which a token names its key."""
    return hashlib.sha256(public).digest()[:KEY_ID_BYTES]


def public_keys() -> dict[bytes, bytes]:
    """Return the raw public keys by their names: the one in use and those that signed before it."""
    current = _signer().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    retired = [bytes.fromhex(key) for key in settings.RETIRED_SIGNING_KEYS]
    return {key_id(key): key for key in (current, *retired)}


def sign(claims: Claims) -> str:
    """Return the token of claims as digits; the same claims give the same token."""
    protected = cbor2.dumps({_ALGORITHM: _EDDSA})
    payload = cbor2.dumps(_payload(claims))
    signature = _signer().sign(_signed_bytes(protected, payload))
    name = key_id(_signer().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))
    message = cbor2.CBORTag(_SIGN1_TAG, [protected, {_KEY_ID: name}, payload, signature])
    return to_digits(cbor2.dumps(message))


def read(text: str) -> Claims:
    """Return the claims of a token, given as digits or as an address that bears it, once they hold.

    Raises TokenError: `shape` for what is no token, `unknown_key` for one that a key of another body signed,
    `signature` for one that was altered.
    """
    digits = "".join(text.rpartition("#")[2].split())
    if not re.fullmatch(rf"[0-9]{{{_DIGITS},{LONGEST}}}", digits):
        raise TokenError("shape")
    protected, key_name, payload, signature = _parts(from_digits(digits))
    key = public_keys().get(key_name)
    if key is None:
        raise TokenError("unknown_key")
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, _signed_bytes(protected, payload))
    except InvalidSignature:
        raise TokenError("signature") from None
    return _claims(payload)


def to_digits(message: bytes) -> str:
    """Write bytes as digits, seven as seventeen; the last group says by its length how many it holds."""
    groups = [message[start : start + _BYTES] for start in range(0, len(message), _BYTES)]
    return "".join(f"{int.from_bytes(group):0{_digits_of(len(group))}d}" for group in groups)


def from_digits(digits: str) -> bytes:
    """Return the bytes that `to_digits` wrote. Raises TokenError `shape`."""
    groups = [digits[start : start + _DIGITS] for start in range(0, len(digits), _DIGITS)]
    sizes = {_digits_of(size): size for size in range(1, _BYTES + 1)}
    try:
        return b"".join(int(group).to_bytes(sizes[len(group)]) for group in groups)
    except (KeyError, OverflowError):
        raise TokenError("shape") from None


def _digits_of(size: int) -> int:
    return len(str(256**size - 1))


def _signed_bytes(protected: bytes, payload: bytes) -> bytes:
    """Return what is signed (RFC 9052, 4.4)."""
    return cbor2.dumps(["Signature1", protected, b"", payload])


def _payload(claims: Claims) -> dict[int, object]:
    moment = datetime.datetime.combine(claims.issued_on, datetime.time(), datetime.UTC)
    said: dict[int, object] = {
        _TOKEN_ID: claims.number.encode(),
        _ISSUED_AT: int(moment.timestamp()),
        _NAME: claims.holder_name,
    }
    if claims.occupation_code:
        # 4-02-07-08 is told as the number 4020708: five bytes instead of eleven.
        plain = _OCCUPATION_CODE.fullmatch(claims.occupation_code)
        said[_OCCUPATION] = int("".join(plain.groups())) if plain else claims.occupation_code
    if claims.level:
        # 三级/高级工 is told by its number: one byte instead of seventeen.
        place = _LEVEL_WORDS.find(claims.level[0]) + 1 if claims.level[1:2] == "级" else 0
        said[_LEVEL] = place or claims.level
    return said


def _claims(payload: bytes) -> Claims:
    try:
        said = cbor2.loads(payload)
        level, occupation = said.get(_LEVEL, ""), said.get(_OCCUPATION, "")
        return Claims(
            number=said[_TOKEN_ID].decode(),
            holder_name=said[_NAME],
            issued_on=datetime.datetime.fromtimestamp(said[_ISSUED_AT], datetime.UTC).date(),
            occupation_code=_written(occupation) if isinstance(occupation, int) else occupation,
            level=f"{_LEVEL_WORDS[level - 1]}级" if isinstance(level, int) else level,
        )
    except _BROKEN as error:
        raise TokenError("shape") from error


def _written(occupation: int) -> str:
    code = f"{occupation:07d}"
    return "-".join((code[:-6], code[-6:-4], code[-4:-2], code[-2:]))


def _parts(message: bytes) -> tuple[bytes, bytes, bytes, bytes]:
    """Return protected header, key name, payload and signature; raise TokenError `shape`."""
    try:
        tag = cbor2.loads(message)
        protected, unprotected, payload, signature = tag.value
        right = tag.tag == _SIGN1_TAG and cbor2.loads(protected) == {_ALGORITHM: _EDDSA}
        parts = (protected, unprotected[_KEY_ID], payload, signature)
    except _BROKEN as error:
        raise TokenError("shape") from error
    if not right or not all(isinstance(part, bytes) for part in parts):
        raise TokenError("shape")
    return parts
