"""How many papers and credentials are signed a second, apart from printing them.

The floor signs the same paper with pyHanko's own signer, and the same credential by pyld with the contexts
read anew each time: the plainest program that these libraries allow.
"""

from __future__ import annotations

import copy
import datetime
import time
from collections.abc import Callable
from io import BytesIO
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bench.certificates import sample
from office.certificates.credentials import badge, integrity, status
from office.certificates.credentials.models import StatusEntry
from office.certificates.rendering.certificate import render_certificate
from office.certificates.signing import keys, pades

COUNT, ROUNDS = 40, 3
AT = datetime.datetime(2026, 8, 20, tzinfo=datetime.UTC)


def plain_signature(paper: bytes) -> int:
    """Sign a paper as pyHanko does by itself; return the bytes of the file."""
    from asn1crypto import keys as asn1_keys
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    known = keys.signer()
    plain = known.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    chain = SimpleCertificateStore.from_certs(known.above)  # type: ignore[no-untyped-call]
    signer = signers.SimpleSigner(known.certificate, asn1_keys.PrivateKeyInfo.load(plain), chain)
    out = BytesIO()
    signers.sign_pdf(
        IncrementalPdfFileWriter(BytesIO(paper)),
        signers.PdfSignatureMetadata(field_name=pades.FIELD, md_algorithm="sha256"),
        signer=signer,
        output=out,
    )
    return out.tell()


def plain_proof(document: integrity.Document) -> int:
    """Sign a document by pyld alone; return the bytes of what was signed."""
    from pyld import jsonld

    def read(address: str, _options: Any) -> dict[str, Any]:
        document = copy.deepcopy(integrity.TERMS[address])
        return {"contextUrl": None, "documentUrl": address, "document": document}

    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": read}
    told = {"@context": document["@context"], "type": "DataIntegrityProof", "created": integrity.moment(AT)}
    quads = [jsonld.normalize(each, options).encode() for each in (told, document)]
    Ed25519PrivateKey.generate().sign(b"".join(quads))
    return sum(len(each) for each in quads)


def compare(name: str, ours: Callable[[], int], bare: Callable[[], int]) -> dict[str, Any]:
    """Return the best rates of some rounds of each, taken in turn."""
    best = [0.0, 0.0]
    size = 0
    for _round in range(ROUNDS):
        for place, work in enumerate((ours, bare)):
            start = time.perf_counter()
            made = sum(work() for _turn in range(COUNT))
            best[place] = max(best[place], COUNT / (time.perf_counter() - start))
            size = made // COUNT if place == 0 else size
    return {
        "name": f"signing, {name}",
        "value": round(best[0], 1),
        "unit": "a second",
        "floor": round(best[1], 1),
        "ratio": round(best[0] / best[1], 2),
        "bytes_each": size,
    }


def run() -> list[dict[str, Any]]:
    """Measure the signature in a paper and the credential beside it."""
    facts = sample(1)[0]
    told = status.claim(StatusEntry(list=1, index=94_567))
    document = badge.unsigned(facts, code="ABCDEFGHJKMN", kind="completion", status=told)
    paper, seal = render_certificate(facts), pades.PadesSeal()
    return [
        compare(
            "paper (PAdES B-B) / pyHanko alone",
            lambda: len(seal.seal(paper).increment),
            lambda: plain_signature(paper),
        ),
        compare(
            "credential (eddsa-rdfc-2022) / pyld alone",
            lambda: len(str(integrity.sign(document, at=AT))),
            lambda: plain_proof(document),
        ),
    ]
