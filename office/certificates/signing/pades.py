"""PAdES (ETSI EN 319 142-1) through pyHanko: an invisible signature that certifies the paper as it is."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from asn1crypto import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from django.conf import settings
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.signers.pdf_signer import DSSContentSettings, SigDSSPlacementPreference
from pyhanko.sign.timestamps import HTTPTimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError

from . import keys
from .seam import Finding, Sealed, SealError

FIELD = "OfficeSignature"
_DIGEST = "sha256"
#: More than a signature takes besides its certificates, in bytes: some 1,000 with P-256, 1,500 with RSA-4096.
_BARE = 2048
#: What pyHanko raises on files that are no whole PDF or only claim to be signed.
_BROKEN = (ArithmeticError, AttributeError, LookupError, PdfError, RecursionError, TypeError, ValueError)


class _KeyInMemory(Signer):
    """Signs with a loaded key: pyHanko's own signer reads and checks its key for every signature."""

    def __init__(self, signer: keys.Signer) -> None:
        self._key = signer.key
        super().__init__(signing_cert=signer.certificate, embed_roots=False)
        self.cert_registry.register_multiple(signer.above)

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        """Return the raw signature of the signed attributes."""
        if digest_algorithm.lower() != _DIGEST:
            raise SigningError(f"Papers are signed with {_DIGEST}, not {digest_algorithm}.")
        if isinstance(self._key, rsa.RSAPrivateKey):
            return self._key.sign(data, padding.PKCS1v15(), hashes.SHA256())
        return self._key.sign(data, ec.ECDSA(hashes.SHA256()))


class _Addition(IncrementalPdfFileWriter):
    """Adds a signature and nothing else: the description (XMP) stays the one that PDF/A was written with."""

    def _update_meta(self) -> None:
        """Leave the description alone. pyHanko would date it and lose what it does not know."""


class PadesSeal:
    """The office's own seal; its level is `PAPER_SIGNATURE`."""

    def seal(self, pdf: bytes) -> Sealed:
        """Sign a paper. It is dated by the machine's clock, or another's: no argument can date it back.

        Raises SealError `key` (absent, or its certificate has run out), `timestamp` (the authority did not
        answer) or `evidence` (what is needed to check the signature later could not be had).
        """
        level = settings.PAPER_SIGNATURE
        if level == "none":
            return Sealed(b"", "")
        signer, out = _in_date(keys.signer()), BytesIO()
        maker = PdfSigner(_metadata(level), signer=_KeyInMemory(signer), timestamper=_timestamper(level))
        try:
            maker.sign_pdf(_Addition(BytesIO(pdf)), output=out, bytes_reserved=_room(level, signer))
        except TimestampRequestError as error:
            raise SealError("timestamp", f"{settings.TSA_URL}: {error}") from error
        except (OSError, PathError, SignatureValidationError, ValueError) as error:
            raise SealError("evidence" if level == "B-LT" else "key", str(error)) from error
        signed = out.getvalue()
        if signed[: len(pdf)] != pdf:
            raise SealError("key", "The signature was not added behind the paper.")
        return Sealed(signed[len(pdf) :], level)

    def examine(self, pdf: bytes) -> Finding:
        """Tell what a file's signature is worth.

        Validity is not enough: a file with something added behind stays valid for many a reader, so the
        reach of the signature is looked at too. A chain is judged as of the day of signing, for papers are
        kept longer than certificates run.
        """
        # Read where no error is taken for the file's: a key of ours that is gone is no fault of it.
        known = keys.known_certificates()
        try:
            signatures = PdfFileReader(BytesIO(pdf), strict=False).embedded_regular_signatures
            if not signatures:
                return Finding.UNSIGNED
            return _finding(signatures[0], known, alone=len(signatures) == 1)
        except (*_BROKEN, OSError, SignatureValidationError):
            return Finding.UNREADABLE


def _in_date(signer: keys.Signer) -> keys.Signer:
    """Return a signer whose certificate runs today; pyHanko would sign with one that has run out."""
    begins, ends = signer.certificate.not_valid_before, signer.certificate.not_valid_after
    if not begins <= datetime.datetime.now(datetime.UTC) <= ends:
        raise SealError("key", f"The certificate that signs papers runs from {begins:%F} to {ends:%F}.")
    return signer


def _room(level: str, signer: keys.Signer) -> int | None:
    """Return the hexadecimal digits to be kept free for a signature.

    A time stamp's size is its authority's affair: there pyHanko signs twice, to see how much it takes.
    """
    if level != "B-B":
        return None
    return 2 * (_BARE + sum(len(each.dump()) for each in (signer.certificate, *signer.above)))


def _metadata(level: str) -> PdfSignatureMetadata:
    lasting, known = level == "B-LT", keys.known_certificates()
    return PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm=_DIGEST,
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
        embed_validation_info=lasting,
        validation_context=_context(known, allow_fetching=True, revocation_mode="require")
        if lasting
        else None,
        # With the signature and under it: nothing follows that a reader would have to explain.
        dss_settings=DSSContentSettings(
            include_vri=False, placement=SigDSSPlacementPreference.TOGETHER_WITH_SIGNATURE
        ),
    )


def _timestamper(level: str) -> HTTPTimeStamper | None:
    if level not in ("B-T", "B-LT"):
        return None
    return HTTPTimeStamper(settings.TSA_URL, timeout=settings.TSA_SECONDS)


def _context(known: Sequence[x509.Certificate], **options: Any) -> ValidationContext:
    # A chain may end below its root: its last certificate is then what the office trusts.
    roots = [each for each in known if each.self_issued] or list(known[-1:])
    return ValidationContext(trust_roots=roots, other_certs=known, **options)


def _finding(signature: Any, known: Sequence[x509.Certificate], *, alone: bool) -> Finding:
    claimed = signature.self_reported_timestamp or datetime.datetime.now(datetime.UTC)
    context = _context(known, allow_fetching=False, moment=claimed, best_signature_time=claimed)
    status = validate_pdf_signature(signature, context)
    if not (status.intact and status.valid):
        return Finding.ALTERED
    if not alone or status.coverage != SignatureCoverageLevel.ENTIRE_FILE:
        return Finding.EXTENDED
    ours = {each.sha256 for each in known if not _is_authority(each)}
    if not status.trusted or status.signing_cert.sha256 not in ours:
        # Others have certificates of the same root: a chain alone makes a paper nobody's in particular.
        return Finding.UNTRUSTED
    return Finding.VALID


def _is_authority(certificate: x509.Certificate) -> bool:
    return bool(certificate.ca)
