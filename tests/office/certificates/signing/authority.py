"""A certification authority with a time stamp and a list of revocations, served on this machine."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from asn1crypto import keys as asn1_keys
from asn1crypto import tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps import DummyTimeStamper

NOW = datetime.datetime.now(datetime.UTC)
DAY = datetime.timedelta(days=1)


@dataclass
class Authority:
    """`base` is the address under which time stamps (/tsa) and revocations (/crl) are asked for."""

    base: str = "http://127.0.0.1:1"
    ends: datetime.datetime = NOW + 365 * DAY
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def name(self, what: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Authority of the tests, {what}")])

    def certify(self, what: str, public: Any, *, authority: bool = False, stamps: bool = False) -> Any:
        names = ("key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only")
        usage = dict.fromkeys(names, False) | {
            "digital_signature": not authority,
            "content_commitment": not authority,
            "key_cert_sign": authority,
            "crl_sign": authority,
        }
        made = (
            x509.CertificateBuilder()
            .subject_name(self.name(what))
            .issuer_name(self.name("root"))
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(NOW - 9 * DAY)
            .not_valid_after(self.ends)
            .add_extension(x509.BasicConstraints(ca=authority, path_length=None), True)
            .add_extension(x509.KeyUsage(**usage), True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), False)
        )
        if stamps:
            made = made.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), True)
        if not authority:
            place = x509.UniformResourceIdentifier(f"{self.base}/crl")
            points = [x509.DistributionPoint([place], None, None, None)]
            made = made.add_extension(x509.CRLDistributionPoints(points), False)
        return made.sign(self.key, hashes.SHA256())

    @property
    def root(self) -> Any:
        if not hasattr(self, "_root"):
            self._root = self.certify("root", self.key.public_key(), authority=True)
        return self._root

    def write(self, folder: Path, key: Any = None) -> tuple[Path, Path]:
        """Write a signer's key and chain as an office gets them."""
        key = key or ec.generate_private_key(ec.SECP256R1())
        leaf = self.certify("papers", key.public_key())
        folder.mkdir(parents=True, exist_ok=True)
        key_file, chain_file = folder / "key.pem", folder / "chain.pem"
        key_file.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        chain_file.write_bytes(leaf.public_bytes(Encoding.PEM) + self.root.public_bytes(Encoding.PEM))
        return key_file, chain_file

    def revocations(self) -> bytes:
        made = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.name("root"))
            .last_update(NOW - DAY)
            .next_update(NOW + DAY)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), False)
            .add_extension(x509.CRLNumber(1), False)
        )
        return made.sign(self.key, hashes.SHA256()).public_bytes(Encoding.DER)

    def stamper(self) -> DummyTimeStamper:
        key = rsa.generate_private_key(65537, 2048)
        made = self.certify("clock", key.public_key(), stamps=True)
        plain = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        return DummyTimeStamper(
            asn1_x509.Certificate.load(made.public_bytes(Encoding.DER)), asn1_keys.PrivateKeyInfo.load(plain)
        )


@contextmanager
def served() -> Iterator[Authority]:
    """Serve an authority while a test runs."""

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            if self.path != "/tsa":
                return self._send("text/html", b"<p>Sign in first.</p>")
            asked = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            return self._send("application/timestamp-reply", stamper.request_tsa_response(asked).dump())

        def do_GET(self) -> None:
            self._send("application/pkix-crl", authority.revocations())

        def _send(self, kind: str, body: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    authority = Authority(base=f"http://127.0.0.1:{server.server_port}")
    stamper = authority.stamper()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield authority
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
