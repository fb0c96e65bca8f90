"""What a number or a file is worth, for whoever asks at the command line."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, replace
from pathlib import PurePath

from django.utils import timezone

from office.people.names import mask_name

from . import papers, token
from .models import Certificate, Series
from .queries import find_by_number
from .signing import seam
from .validity import state_on

UNKNOWN = "unknown"
#: The paper is genuine, but the file that holds it bears the number of another certificate as its name.
MISNAMED = "misnamed"
#: The signature of a token holds; whether the certificate is in force was not asked.
GENUINE = "genuine"
#: A certificate is some 60 KB, the book of a large class a few MB.
LARGEST = 20 * 1024 * 1024
_NUMBER = re.compile(rb"[A-Z][A-Z0-9]*(?:-[A-Z][A-Z0-9]*)*-\d{4}-\d{6}")


@dataclass(frozen=True)
class Verification:
    """What was found; `status` is a Status, `expired` or `unknown`, and None stands for what cannot be told.

    `digest_matches` of a file says whether it is, byte for byte, a paper that the office issued; of a number,
    whether the paper in the office's store is. `signature` of a token is "valid", "invalid" (it was altered),
    "unknown_key" (another body signed it) or "shape" (it is none); of a paper it is a `seam.Finding`.
    """

    status: str
    number: str | None = None
    kind: str | None = None
    holder_masked: str | None = None
    issued_on: str | None = None
    digest_matches: bool | None = None
    signature: str | None = None

    def to_json(self) -> dict[str, object]:
        """Return the fields as plain values."""
        return asdict(self)


def verify_number(number: str) -> Verification:
    """Look a number up and check the paper that the office keeps under it."""
    number = number.strip().upper()
    certificate = find_by_number(number)
    if certificate is None:
        return Verification(UNKNOWN, number=number)
    paper = papers.read(certificate)
    return _found(certificate, paper is not None, _signature(paper) if paper else None)


def verify_paper(pdf: bytes, name: str = "") -> Verification:
    """Recognise a file by its digest alone; an altered copy is unknown, with the number it bears if any.

    A file whose `name` is the number of another certificate is told apart too: who asks for that number must
    not be answered by this paper.
    """
    certificate = Certificate.objects.filter(sha256=papers.digest_of(pdf)).first()
    if certificate is None:
        return Verification(UNKNOWN, number=number_in(pdf), digest_matches=False, signature=_signature(pdf))
    found = _found(certificate, True, _signature(pdf))
    said = _NUMBER.search(PurePath(name).stem.upper().encode())
    if said and said.group().decode() != certificate.number:
        return replace(found, status=MISNAMED)
    return found


def _signature(pdf: bytes) -> str:
    return str(seam.current().examine(pdf))


def year_without_numbers(number: str) -> int | None:
    """Return the year of a number when its prefix was used in other years but not in that one."""
    prefix, _, rest = number.rpartition("-")[0].rpartition("-")
    if not (rest.isascii() and rest.isdecimal() and len(rest) == 4):
        return None
    years = set(Series.objects.filter(prefix=prefix).values_list("year", flat=True))
    return int(rest) if years and int(rest) not in years else None


def is_token(text: str) -> bool:
    """Tell whether a text is meant as a token: digits alone, or an address with digits behind its `#`."""
    digits = "".join(text.rpartition("#")[2].split())
    return len(digits) > 40 and digits.isascii() and digits.isdecimal()


def verify_signature(text: str) -> Verification:
    """Check a token's signature alone, as a phone without network does."""
    try:
        claims = token.read(text)
    except token.TokenError as error:
        return Verification(UNKNOWN, signature="invalid" if error.code == "signature" else error.code)
    return Verification(
        status=GENUINE,
        number=claims.number,
        holder_masked=mask_name(claims.holder_name),
        issued_on=claims.issued_on.isoformat(),
        signature="valid",
    )


def verify_token(text: str) -> Verification:
    """Check a token's signature, then ask what its certificate is worth today."""
    signed = verify_signature(text)
    if signed.status != GENUINE or signed.number is None:
        return signed
    return replace(verify_number(signed.number), signature="valid")


def number_in(pdf: bytes) -> str | None:
    """Return the number in a file's metadata that the office has issued, else the first that looks like one.

    Text strings of a PDF are plain or UTF-16 (ISO 32000-1, 7.9.2.2), their zero bytes written out, escaped
    or in hexadecimal; what is compressed is not looked into, since a stranger's file is not worth a parser.
    """
    plain = pdf.replace(b"\\000", b"").replace(b"\0", b"")
    decoded = [
        bytes.fromhex(run.decode()).replace(b"\0", b"")
        for run in re.findall(rb"<FEFF((?:[0-9A-F]{2})+)>", pdf)
    ]
    found = [number.decode() for text in (plain, *decoded) for number in _NUMBER.findall(text)]
    issued = Certificate.objects.filter(number__in=found[:50]).values_list("number", flat=True).first()
    return issued or (found[0] if found else None)


def _found(certificate: Certificate, digest_matches: bool, signature: str | None) -> Verification:
    return Verification(
        status=state_on(certificate, timezone.localdate()),
        number=certificate.number,
        kind=certificate.kind,
        holder_masked=certificate.public_name,
        issued_on=certificate.issued_on.isoformat(),
        digest_matches=digest_matches,
        signature=signature,
    )
