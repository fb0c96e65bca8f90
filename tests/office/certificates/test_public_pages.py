"""The public check: four states, masked, few queries, no way to guess."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from office.certificates import limits
from office.certificates.actions import reissue, revoke
from office.certificates.models import Certificate
from office.certificates.queries import facts_of_today
from office.people.models import User

from .conftest import NOW, TODAY


def word(html: str) -> str:
    found = re.search(r'class="verdict verdict--(\w+)"', html)
    return found[1] if found else ""


def check(client: Client, certificate: Certificate) -> str:
    response = client.get(f"/v/{certificate.code}/")
    assert response.status_code == 200
    return response.content.decode()


def test_valid(client: Client, certificate: Certificate) -> None:
    html = check(client, certificate)
    assert word(html) == "valid"
    for said in (
        certificate.number,
        "马**",
        "快递员岗前技能培训",
        "48",
        "海东市驿路职业培训学校",
        "培训合格证书",
    ):
        assert said in html
    assert "马福海" not in html
    assert certificate.facts["id_number_masked"] not in html


def test_revoked_says_why_and_when(client: Client, certificate: Certificate, registrar: User) -> None:
    revoke(certificate, reason="fraud", document="平人社〔2026〕18号", actor=registrar, now=NOW)
    html = check(client, certificate)
    assert word(html) == "revoked"
    assert "2026年9月15日" in html
    assert str(certificate.get_revocation_reason_display()) in html
    assert "平人社" not in html


def test_replaced_names_the_newer(client: Client, certificate: Certificate, registrar: User) -> None:
    new = reissue(certificate, facts=facts_of_today(certificate), issued_on=TODAY, actor=registrar, now=NOW)
    html = check(client, certificate)
    assert word(html) == "replaced"
    assert new.number in html
    assert new.code not in html
    assert word(check(client, new)) == "valid"


@pytest.mark.parametrize("code", ["000000000000", "%00", "short", "证书", "0" * 300])
def test_unknown(client: Client, db: None, code: str) -> None:
    response = client.get(f"/v/{code}/")
    assert response.status_code == 404
    assert word(response.content.decode()) == "unknown"


def test_a_typed_code_is_read_kindly(client: Client, certificate: Certificate) -> None:
    assert word(client.get(f"/v/{certificate.code.lower()}/").content.decode()) == "valid"
    found = client.get("/v/", {"code": certificate.code})
    assert (found.status_code, found["Location"]) == (302, f"/v/{certificate.code}/")


def test_search_machines_and_caches_stay_out(client: Client, certificate: Certificate) -> None:
    response = client.get(f"/v/{certificate.code}/")
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Cache-Control"] == "no-store, private"
    assert '<meta name="robots" content="noindex, nofollow">' in response.content.decode()


def test_at_most_four_queries(
    client: Client,
    certificate: Certificate,
    registrar: User,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    new = reissue(certificate, facts=facts_of_today(certificate), issued_on=TODAY, actor=registrar, now=NOW)
    for each in (certificate, new):
        with django_assert_max_num_queries(4):
            check(client, each)
    with django_assert_max_num_queries(4):
        client.get("/v/000000000000/")


def test_number_and_name_lead_to_the_page(client: Client, certificate: Certificate) -> None:
    answer = client.post("/v/", {"number": f" {certificate.number.lower()}", "name": "马 福海"})
    assert (answer.status_code, answer["Location"]) == (302, f"/v/{certificate.code}/")


def test_unknown_number_and_wrong_name_are_one_answer(
    client: Client, certificate: Certificate, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def ask(number: str, name: str) -> tuple[int, str]:
        response = client.post("/v/", {"number": number, "name": name})
        page = response.content.decode().replace(number, "NUMBER").replace(name, "NAME")
        return response.status_code, re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)

    ask("X", "Y")  # what is read once a process is read
    # For the certificate: from an address of the office nobody is led on.
    with django_assert_num_queries(1):
        wrong_name = ask(certificate.number, "李秀英")
    with django_assert_num_queries(1):
        wrong_number = ask("PA-PX-2026-999999", "马福海")
    assert wrong_name == wrong_number
    assert wrong_name[0] == 404


def test_an_empty_form_says_what_is_missing(client: Client, db: None) -> None:
    response = client.post("/v/", {"number": "", "name": ""})
    assert response.status_code == 422
    assert "error-summary" in response.content.decode()


def test_one_network_may_not_ask_for_ever(
    client: Client, certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("office.certificates.views.timezone.now", lambda: NOW)
    looks = [client.get("/v/000000000000/").status_code for _ in range(limits.A_MINUTE)]
    assert looks == [404] * limits.A_MINUTE
    refused = client.get(f"/v/{certificate.code}/")
    assert (refused.status_code, refused["Retry-After"]) == (429, "60")
    assert client.post("/v/", {"number": "X", "name": "Y"}).status_code == 429
    assert client.get(f"/v/{certificate.code}/", REMOTE_ADDR="203.0.113.9").status_code == 200


def test_looks_are_logged_without_what_was_typed(
    client: Client,
    certificate: Certificate,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    caplog.set_level("INFO", logger="office.certificates.looks")
    client.get(f"/v/{certificate.code}/")
    client.get("/v/0123456789AB/")
    for name in ("马福海", "李秀英"):
        client.post("/v/", {"number": certificate.number, "name": name})
    monkeypatch.setattr(limits, "A_MINUTE", 1)
    client.get(f"/v/{certificate.code}/")
    assert caplog.messages == [
        f"code: {certificate.number} valid, from 127.0.0.1",
        "code: unknown, from 127.0.0.1",
        f"number and name: {certificate.number} valid, from 127.0.0.1",
        "number and name: unknown, from 127.0.0.1",
        "too many looks from 127.0.0.1",
    ]
