"""By whom papers are signed: the key and the chain from files, or a CA of development's own."""

from __future__ import annotations

import contextlib
import datetime
import os
import secrets
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from asn1crypto import pem
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID
from django.conf import settings

from .seam import SealError

#: Stands in every certificate of the development CA: whoever looks at a signature reads it.
WARNING = "DEVELOPMENT ONLY, WORTH NOTHING 仅供试用，不具效力"
_KEY, _CHAIN = "signer.key.pem", "chain.pem"

PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


@dataclass(frozen=True)
class Signer:
    """A private key, its certificate, and the certificates above it."""

    key: PrivateKey
    certificate: asn1_x509.Certificate
    above: tuple[asn1_x509.Certificate, ...]


def signer() -> Signer:
    """Return who signs papers today, read once. Raises SealError `key`: a file is absent or does not fit."""
    key_file, chain_file = settings.PAPER_KEY_FILE, settings.PAPER_CHAIN_FILE
    if not (key_file and chain_file):
        if settings.PRODUCTION:
            raise SealError("key", "PAPER_KEY_FILE and PAPER_CHAIN_FILE are not set.")
        key_file, chain_file = _development_files(Path(settings.DEVELOPMENT_CA_ROOT))
    return _read(key_file, chain_file, settings.PAPER_KEY_PASSWORD)


def known_certificates() -> tuple[asn1_x509.Certificate, ...]:
    """Return the certificates of those who sign and signed papers, with those above them."""
    unsigned = settings.PAPER_SIGNATURE == "none" and not settings.PAPER_KEY_FILE
    today = () if unsigned else (signer().certificate, *signer().above)
    retired = _certificates(settings.PAPER_RETIRED_FILE) if settings.PAPER_RETIRED_FILE else ()
    return (*today, *retired)


@cache
def _read(key_file: Path, chain_file: Path, password: str | None) -> Signer:
    try:
        key = load_pem_private_key(key_file.read_bytes(), password.encode() if password else None)
    except (OSError, TypeError, ValueError) as error:
        # The message of a key that cannot be read may tell of the password: the file's name is enough.
        raise SealError("key", f"{key_file} is no private key that can be read.") from error
    certificate, *above = _certificates(chain_file)
    if not isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise SealError("key", f"{key_file} must hold a P-256 or an RSA key.")
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    if certificate.public_key.dump() != public:
        raise SealError("key", f"The first certificate of {chain_file} is not that of the key in {key_file}.")
    return Signer(key, certificate, tuple(above))


@cache
def _certificates(file: Path) -> tuple[asn1_x509.Certificate, ...]:
    try:
        parts = [der for _kind, _headers, der in pem.unarmor(file.read_bytes(), multiple=True)]
        return tuple(asn1_x509.Certificate.load(der, strict=True) for der in parts)
    except (OSError, ValueError) as error:
        raise SealError("key", f"{file} holds no certificates in PEM that can be read.") from error


def _development_files(folder: Path) -> tuple[Path, Path]:
    """Return key and chain of the development CA, made when first asked for.

    They come to be as one folder: two processes that begin at once end with the same.
    """
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = folder.with_name(f"{folder.name}.{secrets.token_hex(4)}")
        draft.mkdir(mode=0o700)
        _make_development_ca(draft)
        with contextlib.suppress(OSError):
            # Fails where another was faster, for its folder is not empty.
            draft.rename(folder)
        if draft.exists():
            for file in draft.iterdir():
                file.unlink()
            draft.rmdir()
    return folder / _KEY, folder / _CHAIN


def _make_development_ca(folder: Path) -> None:
    """Write a signer's key and its chain. The CA's own key is thrown away: it signs nothing else."""
    ca_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root = _certificate("CA", ca_key.public_key(), ca_key, authority=True)
    leaf = _certificate("papers", key.public_key(), ca_key, authority=False)
    plain = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    with os.fdopen(os.open(folder / _KEY, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(plain)
    (folder / _CHAIN).write_bytes(leaf.public_bytes(Encoding.PEM) + root.public_bytes(Encoding.PEM))


def _named(what: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, WARNING),
            x509.NameAttribute(NameOID.COMMON_NAME, f"DEVELOPMENT ONLY 试用 {what}"),
        ]
    )


def _certificate(
    what: str, public: ec.EllipticCurvePublicKey, ca_key: ec.EllipticCurvePrivateKey, *, authority: bool
) -> x509.Certificate:
    begins = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=1)
    usage = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only"), False
    )
    own, issuer = (
        x509.SubjectKeyIdentifier.from_public_key(public),
        x509.AuthorityKeyIdentifier.from_issuer_public_key(ca_key.public_key()),
    )
    return (
        x509.CertificateBuilder()
        .subject_name(_named(what))
        .issuer_name(_named("CA"))
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + datetime.timedelta(days=3650))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=0 if authority else None), True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=not authority,
                content_commitment=not authority,
                key_cert_sign=authority,
                crl_sign=authority,
                **usage,
            ),
            True,
        )
        .add_extension(own, False)
        .add_extension(issuer, False)
        .sign(ca_key, hashes.SHA256())
    )
