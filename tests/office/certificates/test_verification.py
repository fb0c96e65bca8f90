"""`verify_certificate`: by number, by file, and what an altered copy gets."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import storages
from django.core.management import CommandError, call_command

from office.certificates import papers
from office.certificates.actions import reissue, revoke
from office.certificates.models import Certificate
from office.certificates.queries import facts_of_today, pdf_of
from office.certificates.token import public_keys
from office.people.models import User

from .conftest import NOW, TODAY


def verify(target: object) -> tuple[int, dict[str, Any]]:
    out = io.StringIO()
    code = 0
    try:
        call_command("verify_certificate", str(target), "--json", stdout=out)
    except SystemExit as leaving:
        code = int(leaving.code or 0)
    return code, json.loads(out.getvalue())


def answer(certificate: Certificate, **changes: Any) -> dict[str, Any]:
    return {
        "status": "valid",
        "number": certificate.number,
        "kind": "completion",
        "holder_masked": "马**",
        "issued_on": "2026-09-15",
        "digest_matches": True,
        "signature": "valid",
    } | changes


UNKNOWN = dict.fromkeys(("number", "kind", "holder_masked", "issued_on", "signature"), None) | {
    "status": "unknown"
}


@pytest.fixture
def paper(certificate: Certificate, tmp_path: Path) -> Path:
    file = tmp_path / "certificate.pdf"
    file.write_bytes(pdf_of(certificate))
    return file


def test_by_number(certificate: Certificate) -> None:
    assert verify(certificate.number) == (0, answer(certificate))
    assert verify(f" {certificate.number.lower()} ") == (0, answer(certificate))


def test_by_file(certificate: Certificate, paper: Path) -> None:
    assert verify(paper) == (0, answer(certificate))


def test_revoked(certificate: Certificate, paper: Path, registrar: User) -> None:
    revoke(certificate, reason="error", actor=registrar, now=NOW)
    assert verify(certificate.number) == verify(paper) == (1, answer(certificate, status="revoked"))


def test_replaced(certificate: Certificate, paper: Path, registrar: User) -> None:
    reissue(certificate, facts=facts_of_today(certificate), issued_on=TODAY, actor=registrar, now=NOW)
    assert verify(certificate.number) == verify(paper) == (1, answer(certificate, status="replaced"))


def test_unknown_number(certificate: Certificate) -> None:
    found = UNKNOWN | {"number": "PA-PX-2026-999999", "digest_matches": None}
    assert verify("PA-PX-2026-999999") == (1, found)


@pytest.mark.parametrize("where", [0.25, 0.5])
def test_an_altered_copy_is_unknown_and_named(certificate: Certificate, paper: Path, where: float) -> None:
    data = bytearray(paper.read_bytes())
    data[int(len(data) * where)] ^= 1
    paper.write_bytes(data)
    told = {"number": certificate.number, "digest_matches": False, "signature": "altered"}
    assert verify(paper) == (1, UNKNOWN | told)


@pytest.mark.parametrize("content", [b"", b"not a pdf", b"%PDF-1.7 \xff\x00<FEFF004>", bytes(range(256))])
def test_a_strange_file_is_unknown(db: None, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "strange.pdf"
    file.write_bytes(content)
    assert verify(file) == (1, UNKNOWN | {"digest_matches": False, "signature": "unreadable"})


def test_an_absent_file_is_a_sentence(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"absent\.pdf"):
        verify(tmp_path / "absent.pdf")


@pytest.mark.parametrize("target", ["\0", "x" * 5000, "../..", "?"])
def test_nonsense_is_no_stack_trace(db: None, target: str) -> None:
    try:
        code, found = verify(target)
    except CommandError:
        return
    assert (code, found["status"]) == (1, "unknown")


def test_a_lost_paper_is_told(certificate: Certificate) -> None:
    storages["private"].delete(papers.name_of(certificate.number, 2026, certificate.sha256))
    assert verify(certificate.number) == (1, answer(certificate, digest_matches=False, signature=None))


def test_in_words(certificate: Certificate, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("verify_certificate", certificate.number)
    said = capsys.readouterr().out
    assert certificate.number in said
    assert "马**" in said
    assert "马福海" not in said


def verify_offline(token: str) -> tuple[int, dict[str, Any]]:
    out, code = io.StringIO(), 0
    try:
        call_command("verify_certificate", "--offline", token, "--json", stdout=out)
    except SystemExit as leaving:
        code = int(leaving.code or 0)
    return code, json.loads(out.getvalue())


def test_a_token_leads_to_the_certificate(certificate: Certificate) -> None:
    assert verify(certificate.facts["verify_url"]) == (0, answer(certificate, signature="valid"))


def test_a_token_of_a_revoked_certificate_is_genuine_and_revoked(
    certificate: Certificate, registrar: User
) -> None:
    revoke(certificate, reason="fraud", document="平人社〔2026〕9号", actor=registrar, now=NOW)
    token = certificate.facts["verify_url"]
    assert verify(token) == (1, answer(certificate, status="revoked", signature="valid"))
    code, found = verify_offline(token)
    assert (code, found["status"], found["signature"]) == (0, "genuine", "valid")


def test_offline_says_what_was_signed_and_no_more(certificate: Certificate) -> None:
    assert verify_offline(certificate.facts["verify_url"]) == (
        0,
        answer(certificate, status="genuine", signature="valid", kind=None, digest_matches=None),
    )


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda digits: digits[:-1] + str((int(digits[-1]) + 1) % 10), "invalid"),
        (lambda digits: digits[:170], "shape"),
    ],
)
def test_an_altered_or_incomplete_token_is_never_valid(
    certificate: Certificate, change: Any, told: str
) -> None:
    digits = change(certificate.facts["verify_url"].partition("#")[2])
    refused = (1, UNKNOWN | {"digest_matches": None, "signature": told})
    assert (verify(digits), verify_offline(digits)) == (refused, refused)


def test_the_public_keys_are_listed() -> None:
    out = io.StringIO()
    call_command("verify_certificate", "--keys", stdout=out)
    assert out.getvalue().split() == [key.hex() for key in public_keys().values()]
