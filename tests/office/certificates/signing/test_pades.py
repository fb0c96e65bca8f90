"""The signature in a paper: what others say of it, and what nobody may do to the file afterwards."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest
from asn1crypto import pem, x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext

from office.certificates.rendering.certificate import render_certificate
from office.certificates.signing import keys
from office.certificates.signing.pades import PadesSeal
from office.certificates.signing.seam import Finding, SealError

from ..conftest import facts
from . import nss
from .authority import DAY, NOW, Authority, served

PAPER = render_certificate(replace(facts(), number="PA-PX-2026-000001"), b"{}")
LARGEST = 80 * 1024


def sealed() -> bytes:
    return PAPER + PadesSeal().seal(PAPER).increment


def found(pdf: bytes) -> Finding:
    return PadesSeal().examine(pdf)


def said_by_pdfsig(pdf: bytes, folder: Path) -> str:
    (folder / "c.pdf").write_bytes(pdf)
    return subprocess.run(["pdfsig", "c.pdf"], cwd=folder, capture_output=True, text=True).stdout


def status_of(pdf: bytes, root: Any) -> PdfSignatureStatus:
    (signature,) = PdfFileReader(BytesIO(pdf)).embedded_regular_signatures
    return validate_pdf_signature(signature, *(ValidationContext(trust_roots=[root]) for _ in range(2)))


def said_by_pyhanko(pdf: bytes, root: Any) -> tuple[bool, str, bool]:
    """Bottom line, reach, and whether the certified paper is as it was certified."""
    status = status_of(pdf, root)
    return status.bottom_line, status.coverage.name, bool(status.docmdp_ok)


def faults(pdf: bytes) -> list[str]:
    report = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_A_3B)
    return [failure.rule_id for failure in report.failures]


def root_of(chain: Path) -> x509.Certificate:
    return x509.Certificate.load(list(pem.unarmor(chain.read_bytes(), multiple=True))[-1][2])


@pytest.fixture(scope="module")
def authority() -> Iterator[Authority]:
    with served() as made:
        yield made


@pytest.fixture
def office_key(authority: Authority, tmp_path: Path, settings: Any) -> Any:
    """The office signs by a key that an authority certified; returns the authority's root."""
    settings.PAPER_KEY_FILE, settings.PAPER_CHAIN_FILE = authority.write(tmp_path)
    return root_of(settings.PAPER_CHAIN_FILE)


@pytest.fixture(scope="module")
def signed() -> bytes:
    return sealed()


def test_two_readers_that_are_not_ours_hold_it_valid_over_the_whole_file(
    signed: bytes, tmp_path: Path
) -> None:
    told = said_by_pdfsig(signed, tmp_path)
    assert ("Signature is Valid." in told, "Total document signed" in told) == (True, True)
    assert "ETSI.CAdES.detached" in told
    root = keys.signer().above[-1]
    assert said_by_pyhanko(signed, root) == (True, "ENTIRE_FILE", True)
    assert found(signed) == Finding.VALID


def trusted_by_pdfsig(pdf: bytes, root: x509.Certificate, folder: Path) -> str:
    """What pdfsig says of the chain when it trusts one root alone."""
    database, file = folder / "nss", folder / "root.der"
    database.mkdir(parents=True)
    file.write_bytes(root.dump())
    made = subprocess.run([sys.executable, nss.__file__, database, file], capture_output=True, text=True)
    if made.returncode:
        pytest.skip(f"pdfsig was not asked whom it trusts: {made.stderr.splitlines()[-1]}")
    (folder / "c.pdf").write_bytes(pdf)
    asked = ["pdfsig", "-nssdir", str(database), "c.pdf"]
    told = subprocess.run(asked, cwd=folder, capture_output=True, text=True).stdout
    return told.partition("Certificate Validation: ")[2].splitlines()[0]


def test_pdfsig_trusts_the_chain_when_it_trusts_our_root_and_not_otherwise(
    signed: bytes, authority: Authority, tmp_path: Path
) -> None:
    ours, other = keys.signer().above[-1], root_of(authority.write(tmp_path)[1])
    assert trusted_by_pdfsig(signed, ours, tmp_path / "ours") == "Certificate is Trusted."
    assert trusted_by_pdfsig(signed, other, tmp_path / "other") == "Certificate issuer is unknown."


def test_it_says_in_its_name_that_development_signed_it(signed: bytes, tmp_path: Path) -> None:
    assert "DEVELOPMENT ONLY, WORTH NOTHING 仅供试用，不具效力" in said_by_pdfsig(signed, tmp_path)


def test_nothing_is_drawn_and_nothing_before_it_changes(signed: bytes) -> None:
    (signature,) = PdfFileReader(BytesIO(signed)).embedded_regular_signatures
    assert signed.startswith(PAPER)
    assert [float(edge) for edge in signature.sig_field["/Rect"]] == [0, 0, 0, 0]


def test_it_stays_fit_for_an_archive_clean_and_light(signed: bytes, tmp_path: Path) -> None:
    assert (faults(PAPER), faults(signed)) == ([], [])
    assert len(signed) <= LARGEST
    (tmp_path / "c.pdf").write_bytes(signed)
    assert subprocess.run(["qpdf", "--check", "c.pdf"], cwd=tmp_path, capture_output=True).returncode == 0


def _flip(pdf: bytes) -> bytes:
    return pdf[: len(PAPER) // 2] + bytes([pdf[len(PAPER) // 2] ^ 1]) + pdf[len(PAPER) // 2 + 1 :]


def _saved_anew(pdf: bytes) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        opened.save(out)
    return out.getvalue()


def _updated(pdf: bytes) -> bytes:
    """As a program that fills in forms does: the old bytes stay, a new title is put behind them."""
    writer, out = IncrementalPdfFileWriter(BytesIO(pdf)), BytesIO()
    writer.root["/PageMode"] = writer.root["/PageMode"]
    writer.update_root()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_flip, Finding.ALTERED),
        (_saved_anew, Finding.ALTERED),
        (_updated, Finding.EXTENDED),
        (lambda pdf: pdf + b"\n% nothing but a word", Finding.EXTENDED),
        (lambda pdf: pdf[:-2000], Finding.UNREADABLE),
        (lambda pdf: pdf[: len(PAPER)], Finding.UNSIGNED),
        (lambda _pdf: b"", Finding.UNREADABLE),
        (lambda _pdf: b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj", Finding.UNREADABLE),
    ],
    ids=["flipped", "saved anew", "updated", "appended", "truncated", "signature cut off", "empty", "stub"],
)
def test_what_is_done_to_the_file_is_told_apart(
    signed: bytes, change: Callable[[bytes], bytes], told: Finding
) -> None:
    assert found(change(signed)) == told


def test_a_reader_that_looks_at_validity_alone_would_be_fooled(signed: bytes, tmp_path: Path) -> None:
    told = said_by_pdfsig(_updated(signed), tmp_path)
    assert ("Signature is Valid." in told, "Not total document signed" in told) == (True, True)


def test_no_cut_and_no_byte_raises(signed: bytes) -> None:
    findings = {found(signed[:size]) for size in range(0, len(signed), 4001)}
    tail = len(signed) - 700
    findings |= {found(signed[: tail + at] + b"\xff" + signed[tail + at + 1 :]) for at in range(0, 700, 37)}
    assert Finding.VALID not in findings


def test_another_office_with_a_certificate_of_the_same_root_is_not_ours(
    authority: Authority, office_key: Any, tmp_path: Path, settings: Any
) -> None:
    ours = sealed()
    theirs_key, theirs_chain = authority.write(tmp_path / "theirs")
    settings.PAPER_KEY_FILE, settings.PAPER_CHAIN_FILE = theirs_key, theirs_chain
    assert (found(sealed()), found(ours)) == (Finding.VALID, Finding.UNTRUSTED)


def test_what_an_earlier_key_signed_stays_ours(
    authority: Authority, office_key: Any, tmp_path: Path, settings: Any
) -> None:
    old, settings.PAPER_RETIRED_FILE = sealed(), settings.PAPER_CHAIN_FILE
    settings.PAPER_KEY_FILE, settings.PAPER_CHAIN_FILE = Authority().write(tmp_path / "new")
    assert found(old) == Finding.VALID


@pytest.mark.parametrize("level", ["B-T", "B-LT"])
def test_a_time_stamp_and_lasting_evidence(
    level: str, authority: Authority, office_key: Any, settings: Any, tmp_path: Path
) -> None:
    settings.PAPER_SIGNATURE, settings.TSA_URL = level, f"{authority.base}/tsa"
    pdf = sealed()
    assert said_by_pyhanko(pdf, office_key) == (True, "ENTIRE_FILE", True)
    stamp = status_of(pdf, office_key).timestamp_validity
    assert (stamp.valid, stamp.trusted) == (True, True)
    root = PdfFileReader(BytesIO(pdf)).root
    evidence = root["/DSS"] if level == "B-LT" else {}
    assert sorted(evidence) == (["/CRLs", "/Certs"] if level == "B-LT" else [])
    assert "Total document signed" in said_by_pdfsig(pdf, tmp_path)
    assert (found(pdf), faults(pdf), len(pdf) <= LARGEST) == (Finding.VALID, [], True)


@pytest.mark.parametrize(
    "key", [ec.generate_private_key(ec.SECP384R1()), rsa.generate_private_key(65537, 2048)]
)
def test_other_keys_sign_too(authority: Authority, tmp_path: Path, settings: Any, key: Any) -> None:
    settings.PAPER_KEY_FILE, settings.PAPER_CHAIN_FILE = authority.write(tmp_path, key)
    assert found(sealed()) == Finding.VALID


def refused() -> str:
    with pytest.raises(SealError) as error:
        PadesSeal().seal(PAPER)
    return error.value.code


def test_an_authority_that_does_not_answer_is_told(
    office_key: Any, authority: Authority, settings: Any
) -> None:
    settings.PAPER_SIGNATURE, settings.TSA_URL = "B-T", "http://127.0.0.1:1/tsa"
    assert refused() == "timestamp"
    settings.TSA_URL = f"{authority.base}/tsa"
    settings.PAPER_SIGNATURE = "B-LT"
    settings.PAPER_KEY_FILE, settings.PAPER_CHAIN_FILE = Authority().write(
        settings.PAPER_KEY_FILE.parent / "x"
    )
    assert refused() == "evidence"


def test_a_key_that_is_absent_or_of_another_is_told(office_key: Any, tmp_path: Path, settings: Any) -> None:
    kept = settings.PAPER_KEY_FILE
    settings.PAPER_KEY_FILE = tmp_path / "absent.pem"
    assert refused() == "key"
    settings.PAPER_KEY_FILE, _chain = Authority().write(tmp_path / "other")
    assert refused() == "key"
    settings.PAPER_KEY_FILE, settings.PAPER_CHAIN_FILE = kept, tmp_path / "absent.pem"
    assert refused() == "key"


def test_a_certificate_that_has_run_out_signs_nothing(tmp_path: Path, settings: Any) -> None:
    ended = Authority(ends=NOW - DAY)
    settings.PAPER_KEY_FILE, settings.PAPER_CHAIN_FILE = ended.write(tmp_path)
    assert refused() == "key"


def test_an_answer_that_is_no_time_stamp_is_told(
    office_key: Any, authority: Authority, settings: Any
) -> None:
    settings.PAPER_SIGNATURE, settings.TSA_URL = "B-T", f"{authority.base}/elsewhere"
    assert refused() == "timestamp"


def test_in_production_no_development_key_comes_in_by_itself(settings: Any) -> None:
    settings.PRODUCTION = True
    assert refused() == "key"
