"""Signing JSON-LD with `eddsa-rdfc-2022` (W3C, Data Integrity EdDSA Cryptosuites 1.0).

What is signed is not the text but what it means: the RDF statements, in canonical order. What a word means is
told by the contexts that a document names. They are read from `terms.json` and never from the network: there
stand, in the office's own writing, the words that its credentials use and what the published contexts say
that they mean. A word that is not there is refused, because it would be left out of what is signed.
"""

from __future__ import annotations

import copy
import datetime
import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from pyld import jsonld
from pyld.context_resolver import ContextResolver

from . import dids

W3C = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
TERMS: Mapping[str, Any] = json.loads(Path(__file__).with_name("terms.json").read_text(encoding="utf-8"))
SUITE = "eddsa-rdfc-2022"

Document = dict[str, Any]
_contexts: dict[str, Any] = {}


def sign(document: Document, *, at: datetime.datetime) -> Document:
    """Return a document with a proof by the key in use; the same document and moment give the same proof.

    Raises ValueError for a word whose meaning is not known.
    """
    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(settings.SIGNING_KEY))
    proof = {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": moment(at),
        "verificationMethod": dids.method_of(dids.raw(key.public_key())),
        "proofPurpose": "assertionMethod",
    }
    signature = key.sign(_hashes(document, proof))
    return {**document, "proof": {**proof, "proofValue": dids.multibase(signature)}}


def holds(document: Mapping[str, Any]) -> bool:
    """Tell whether a document bears the proof of a key of this office, the one in use or a retired one."""
    unsigned = {name: value for name, value in document.items() if name != "proof"}
    proof = dict(document.get("proof", {}))
    keys = {dids.method_of(key): key for key in dids.public_keys()}
    key = keys.get(str(proof.get("verificationMethod")))
    try:
        signature = dids.from_multibase(str(proof.pop("proofValue", "")))
        if key is None or proof.get("cryptosuite") != SUITE:
            return False
        Ed25519PublicKey.from_public_bytes(key).verify(signature, _hashes(unsigned, proof))
    except (InvalidSignature, ValueError):
        return False
    return True


def canonical(document: Mapping[str, Any]) -> bytes:
    """Return a document's statements as N-Quads in canonical order (RDFC-1.0). Raises ValueError."""
    unknown = [*(set(_words(document)) - _known()), *(set(document["@context"]) - TERMS.keys())]
    if unknown:
        raise ValueError(f"Nothing says what {', '.join(sorted(unknown))} mean. Add them to terms.json.")
    options = {
        "algorithm": "URDNA2015",
        "format": "application/n-quads",
        "documentLoader": _from_disk,
        # A cache of our own keeps the contexts read: pyld's would hand them to others under their addresses.
        "contextResolver": ContextResolver(_contexts, _from_disk),
    }
    try:
        quads: str = jsonld.normalize(copy.deepcopy(dict(document)), options)
    except jsonld.JsonLdError as error:
        raise ValueError("The document has no canonical form.") from error
    return quads.encode()


def moment(at: datetime.datetime) -> str:
    """Return a moment as credentials write it, in whole seconds of UTC."""
    return at.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _hashes(document: Mapping[str, Any], proof: Mapping[str, Any]) -> bytes:
    """Return what is signed: the digest of the proof's own words, then that of the document's."""
    told = {"@context": document["@context"], **proof}
    return b"".join(hashlib.sha256(canonical(each)).digest() for each in (told, document))


def _from_disk(address: str, _options: Any = None) -> dict[str, Any]:
    """Return a context that is kept here; `canonical` has refused all others."""
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": address,
        "document": TERMS[address],
        "tag": "static",
    }


@cache
def _known() -> frozenset[str]:
    return frozenset({"@context", *(word for each in TERMS.values() for word in each["@context"])})


def _words(value: Any) -> Iterator[str]:
    """Return every name of a member and every type in a document."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield name
            if name == "type":
                yield from [inner] if isinstance(inner, str) else inner
            elif name != "@context":
                yield from _words(inner)
    elif isinstance(value, list):
        for each in value:
            yield from _words(each)
