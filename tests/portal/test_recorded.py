"""A courier sees certificates of other bodies beside those of the office, and only the own ones."""

from __future__ import annotations

from django.test import Client

from office.people.models import Courier, User
from tests.personas import person
from tests.portal.conftest import NOW, TODAY
from training.courses.actions import record_certificate
from training.courses.enums import CertificateKind
from training.courses.recorded import CertificateFacts


def _record(courier: Courier, number: str) -> None:
    facts = CertificateFacts(
        kind=CertificateKind.SPECIAL_ABILITY, number=number, occupation_code="4-02-07-08",
        occupation="快递员", level="", issuer="青海某快递有限公司", issued_on=TODAY,
    )  # fmt: skip
    record_certificate(courier, facts=facts, actor=None, now=NOW)


def test_own_certificates_of_other_bodies(client: Client, courier_user: User, courier: Courier) -> None:
    _record(courier, "ZX-2026-001")
    _record(person("李秀英", 77), "ZX-2026-002")
    client.force_login(courier_user)

    page = client.get("/home/certificates/").content.decode()

    assert ("ZX-2026-001" in page, "ZX-2026-002" in page) == (True, False)
