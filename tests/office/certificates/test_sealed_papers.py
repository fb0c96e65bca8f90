"""Signing within the deed: what fails gives the number back, what is lost comes back, what is kept stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import storages
from django.db import DatabaseError, connection, transaction

from office.certificates import papers
from office.certificates.models import Certificate, Series, Signature
from office.certificates.queries import pdf_of
from office.certificates.signing.seam import Finding, Sealed, current
from office.people.models import Courier

Issue = Callable[..., Certificate]


def test_an_issued_paper_is_signed(certificate: Certificate) -> None:
    pdf = pdf_of(certificate)
    assert (certificate.signature.level, current().examine(pdf)) == ("B-B", Finding.VALID)
    assert len(pdf) <= 80 * 1024


def test_a_lost_signed_paper_comes_back_after_the_key_was_changed(
    certificate: Certificate, settings: Any, tmp_path: Any
) -> None:
    before = pdf_of(certificate)
    storages["private"].delete(papers.name_of(certificate.number, 2026, certificate.sha256))
    settings.DEVELOPMENT_CA_ROOT = tmp_path / "another"
    settings.SIGNING_KEY = "66" * 32
    assert pdf_of(certificate) == before


@pytest.mark.django_db(transaction=True)
def test_an_authority_that_does_not_answer_gives_the_number_back(
    issue_to: Issue, holder: Courier, settings: Any
) -> None:
    settings.PAPER_SIGNATURE, settings.TSA_URL = "B-T", "http://127.0.0.1:1/tsa"
    with pytest.raises(ValidationError) as refused:
        issue_to(holder)
    assert refused.value.code == "not_sealed"
    assert (Certificate.objects.count(), Signature.objects.count()) == (0, 0)
    settings.PAPER_SIGNATURE = "B-B"
    assert issue_to(holder).number == "PA-PX-2026-000001"
    assert Series.objects.get().last == 1


def test_an_office_that_signs_no_papers_says_so(issue_to: Issue, holder: Courier, settings: Any) -> None:
    settings.PAPER_SIGNATURE = "none"
    issued = issue_to(holder)
    assert current().examine(pdf_of(issued)) == Finding.UNSIGNED
    storages["private"].delete(papers.name_of(issued.number, 2026, issued.sha256))
    assert papers.digest_of(pdf_of(issued)) == issued.sha256


class OtherSeal:
    """Stands for a bureau's electronic seal system."""

    def seal(self, pdf: bytes) -> Sealed:
        return Sealed(b"\n% sealed elsewhere", "SM2")

    def examine(self, pdf: bytes) -> Finding:
        return Finding.VALID if pdf.endswith(b"sealed elsewhere") else Finding.UNSIGNED


def test_another_seal_stands_behind_the_same_seam(issue_to: Issue, holder: Courier, settings: Any) -> None:
    settings.PAPER_SEAL = f"{OtherSeal.__module__}.OtherSeal"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("office.certificates.signing.seam.import_string", lambda _path: OtherSeal)
        issued = issue_to(holder)
        assert (issued.signature.level, current().examine(pdf_of(issued))) == ("SM2", Finding.VALID)


@pytest.mark.parametrize("table", ["signature", "credential", "statusentry"])
@pytest.mark.parametrize("deed", ["UPDATE certificates_{} SET {} = {}", "DELETE FROM certificates_{}"])
def test_the_database_keeps_what_papers_are_made_of(certificate: Certificate, table: str, deed: str) -> None:
    column = "list" if table == "statusentry" else "certificate_id"
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(deed.format(table, column, column))
