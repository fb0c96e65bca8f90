"""What is brought to `verify_certificate` and is no certificate of ours as it was issued: each told apart."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.core.management import call_command

from office.certificates import token
from office.certificates.models import Certificate
from office.certificates.queries import pdf_of
from office.certificates.rendering.certificate import render_certificate
from office.certificates.signing.pades import PadesSeal
from office.people.models import Courier

from .conftest import facts
from .signing.authority import Authority

KEYS = ["status", "number", "kind", "holder_masked", "issued_on", "digest_matches", "signature"]


def told(*arguments: object) -> tuple[int, dict[str, Any], str]:
    """Exit code, the answer for machines, and the first sentence of that for people."""
    answers = []
    code = 0
    for form in (["--json"], []):
        out = io.StringIO()
        try:
            call_command("verify_certificate", *map(str, arguments), *form, stdout=out)
        except SystemExit as leaving:
            code = int(leaving.code or 0)
        answers.append(out.getvalue())
    found = json.loads(answers[0])
    assert list(found) == KEYS
    return code, found, answers[1].splitlines()[0]


def saved_anew(pdf: bytes) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        opened.save(out)
    return out.getvalue()


def page_added(pdf: bytes) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        opened.add_blank_page()
        opened.save(out)
    return out.getvalue()


def foreign(_pdf: bytes) -> bytes:
    return render_certificate(replace(facts(issuer="别处的学校"), number="ZZ-PX-2026-000009"))


@pytest.mark.parametrize(
    ("change", "signature", "number"),
    [
        (lambda pdf: pdf[: len(pdf) // 2], "unreadable", None),
        (lambda pdf: pdf[:-1500], "unreadable", "PA-PX-2026-000001"),
        (lambda pdf: pdf.replace(b"/Type", b"/Tipe", 1), "altered", "PA-PX-2026-000001"),
        (saved_anew, "altered", "PA-PX-2026-000001"),
        (page_added, "altered", "PA-PX-2026-000001"),
        (lambda pdf: pdf + b"\n", "extended", "PA-PX-2026-000001"),
        (foreign, "unsigned", "ZZ-PX-2026-000009"),
        (lambda _pdf: b"a letter that was named .pdf", "unreadable", None),
    ],
    ids=["half", "truncated", "altered", "re-saved", "page added", "appended", "foreign", "no PDF"],
)
def test_a_file_is_never_valid_when_it_is_not_the_paper(
    certificate: Certificate,
    tmp_path: Path,
    change: Callable[[bytes], bytes],
    signature: str,
    number: str | None,
) -> None:
    file = tmp_path / f"{certificate.number}.pdf"
    file.write_bytes(change(pdf_of(certificate)))
    code, found, _said = told(file)
    assert (code, found["status"], found["digest_matches"]) == (1, "unknown", False)
    assert (found["signature"], found["number"]) == (signature, number)


def test_each_way_has_a_sentence_of_its_own(certificate: Certificate, tmp_path: Path) -> None:
    pdf, said = pdf_of(certificate), []
    for change in (lambda pdf: pdf[:9000], saved_anew, lambda pdf: pdf + b"\n", foreign):
        (tmp_path / "c.pdf").write_bytes(change(pdf))
        said.append(told(tmp_path / "c.pdf")[2])
    said += [told("PA-PX-2025-000001")[2], told(certificate.facts["verify_url"][:-100])[2]]
    assert len(set(said)) == 5  # a number and a foreign file are both simply not issued here


def test_a_file_that_another_office_signed(certificate: Certificate, tmp_path: Path, settings: Any) -> None:
    paper = foreign(b"")
    settings.PAPER_KEY_FILE, settings.PAPER_CHAIN_FILE = Authority().write(tmp_path)
    (tmp_path / "c.pdf").write_bytes(paper + PadesSeal().seal(paper).increment)
    settings.PAPER_KEY_FILE = settings.PAPER_CHAIN_FILE = None
    code, found, _said = told(tmp_path / "c.pdf")
    assert (code, found["status"], found["signature"]) == (1, "unknown", "untrusted")


@pytest.mark.parametrize("name", ["certificate.pdf", "PA-PX-2026-000001 (1).pdf", "pa-px-2026-000001.PDF"])
def test_a_file_keeps_its_worth_under_another_name(
    certificate: Certificate, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_bytes(pdf_of(certificate))
    code, found, _said = told(tmp_path / name)
    assert (code, found["status"], found["number"]) == (0, "valid", certificate.number)


def test_a_file_named_after_another_certificate_is_not_taken_for_it(
    certificate: Certificate, issue_to: Callable[..., Certificate], holder: Courier, tmp_path: Path
) -> None:
    other = issue_to(holder, "courses.enrolment:2")
    file = tmp_path / f"{other.number}.pdf"
    file.write_bytes(pdf_of(certificate))
    code, found, said = told(file)
    assert (code, found["status"], found["number"]) == (1, "misnamed", certificate.number)
    assert certificate.number in said


def test_a_number_of_another_year(certificate: Certificate, capsys: pytest.CaptureFixture[str]) -> None:
    code, found, _said = told("PA-PX-2025-000001")
    assert (code, found["status"], found["number"]) == (1, "unknown", "PA-PX-2025-000001")
    with pytest.raises(SystemExit):
        call_command("verify_certificate", "PA-PX-2025-000001")
    assert "2025" in capsys.readouterr().out.splitlines()[1]


def test_a_code_of_another_issuer(certificate: Certificate, settings: Any) -> None:
    claims = token.read(certificate.facts["verify_url"])
    ours = settings.SIGNING_KEY
    settings.SIGNING_KEY = "77" * 32
    token._signer.cache_clear()
    theirs = f"https://elsewhere.example/v/ABCDEFGHJKMN/#{token.sign(claims)}"
    settings.SIGNING_KEY = ours
    token._signer.cache_clear()
    for arguments in ((theirs,), ("--offline", theirs)):
        code, found, _said = told(*arguments)
        assert (code, found["status"], found["signature"]) == (1, "unknown", "unknown_key")


def test_a_code_with_one_bit_turned(certificate: Certificate) -> None:
    message = bytearray(token.from_digits(certificate.facts["verify_url"].partition("#")[2]))
    message[-1] ^= 1
    turned = token.to_digits(bytes(message))
    for arguments in ((turned,), ("--offline", turned)):
        code, found, _said = told(*arguments)
        assert (code, found["status"], found["signature"]) == (1, "unknown", "invalid")


def test_the_address_of_another_issuer_without_a_code_is_no_number(certificate: Certificate) -> None:
    code, found, _said = told(f"https://elsewhere.example/v/{certificate.code}/")
    assert (code, found["status"]) == (1, "unknown")
