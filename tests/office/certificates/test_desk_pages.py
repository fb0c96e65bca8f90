"""The register on the desk: scoped, filtered, exported; deeds once and by whom."""

from __future__ import annotations

import io
import uuid
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.core.files.storage import storages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from office.audit import queries as audit
from office.certificates import papers
from office.certificates.models import Certificate
from office.certificates.queries import pdf_of
from office.people.models import Courier, Organisation, User

Issue = Callable[..., Certificate]


def signed_in(somebody: User) -> Client:
    client = Client()
    client.force_login(somebody)
    return client


def page(client: Client, url: str, **query: str) -> str:
    response = client.get(url, query)
    assert response.status_code == 200
    return str(response.content.decode())


def send(client: Client, url: str, **values: str) -> Any:
    return client.post(url, {"deed_key": str(uuid.uuid4()), **values})


@pytest.mark.parametrize("name", ["registrar", "reviewer", "operator", "holder_user"])
def test_they_see_the_certificate(
    certificate: Certificate, name: str, request: pytest.FixtureRequest
) -> None:
    client = signed_in(request.getfixturevalue(name))
    assert certificate.number in page(client, "/certificates/")
    assert certificate.sha256 in page(client, certificate.get_absolute_url())
    paper = client.get(f"{certificate.get_absolute_url()}pdf/")
    assert paper.content == pdf_of(certificate)
    assert paper["Content-Disposition"] == f'attachment; filename="{certificate.number}.pdf"'
    assert paper["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("name", ["rival", "stranger"])
def test_for_others_it_does_not_exist(
    certificate: Certificate, name: str, request: pytest.FixtureRequest
) -> None:
    client = signed_in(request.getfixturevalue(name))
    assert certificate.number not in page(client, "/certificates/")
    for tail in ("", "pdf/", "revoke/", "reissue/"):
        assert client.get(certificate.get_absolute_url() + tail).status_code == 404
        assert send(client, f"{certificate.get_absolute_url()}revoke/", reason="error").status_code == 404


def test_visitors_sign_in_first(client: Client, certificate: Certificate) -> None:
    for tail in ("", "pdf/", "revoke/", "reissue/"):
        assert client.get(certificate.get_absolute_url() + tail).status_code == 302


@pytest.mark.parametrize("name", ["reviewer", "holder_user"])
def test_seeing_is_not_keeping(certificate: Certificate, name: str, request: pytest.FixtureRequest) -> None:
    client = signed_in(request.getfixturevalue(name))
    assert "revoke/" not in page(client, certificate.get_absolute_url())
    assert client.get(f"{certificate.get_absolute_url()}revoke/").status_code == 403
    assert send(client, f"{certificate.get_absolute_url()}revoke/", reason="error").status_code == 403
    certificate.refresh_from_db()
    assert certificate.status == "valid"


def test_revoked_from_the_desk_once(certificate: Certificate, operator: User) -> None:
    client, url = signed_in(operator), f"{certificate.get_absolute_url()}revoke/"
    refused = send(client, url, reason="fraud")
    assert refused.status_code == 422
    key = str(uuid.uuid4())
    for _ in range(2):
        done = client.post(url, {"deed_key": key, "reason": "fraud", "document": "平人社〔2026〕18号"})
        assert (done.status_code, done["Location"]) == (302, certificate.get_absolute_url())
    certificate.refresh_from_db()
    assert certificate.status == "revoked"
    assert len(audit.about(certificate)) == 2
    assert "平人社〔2026〕18号" in page(client, certificate.get_absolute_url())


def test_reissued_with_the_name_of_today(certificate: Certificate, registrar: User) -> None:
    Courier.objects.filter(pk=certificate.holder_id).update(name="马福山")
    client, url = signed_in(registrar), f"{certificate.get_absolute_url()}reissue/"
    done = send(client, url, reason="姓名更正")
    new = Certificate.objects.get(replaces=certificate)
    assert (done["Location"], new.holder_name) == (new.get_absolute_url(), "马福山")
    assert new.number in page(client, certificate.get_absolute_url())
    assert certificate.number in page(client, new.get_absolute_url())


def test_the_holder_reads_what_was_done_but_not_by_whom(
    holder: Courier, issue_to: Issue, registrar: User, holder_user: User
) -> None:
    url = issue_to(holder, actor=registrar).get_absolute_url()
    by = f'class="timeline__who">{registrar.display_name}<'
    assert by in page(signed_in(registrar), url)
    assert by not in page(signed_in(holder_user), url)


def test_a_lost_paper_is_a_sentence(certificate: Certificate, operator: User) -> None:
    storages["private"].delete(papers.name_of(certificate.number, 2026, certificate.sha256))
    Certificate.objects.update(facts=certificate.facts | {"course_name": "另一门课程"})
    response = signed_in(operator).get(f"{certificate.get_absolute_url()}pdf/")
    assert response.status_code == 422
    assert certificate.number in response.content.decode()


def test_filters(certificate: Certificate, registrar: User, issue_to: Issue, stranger: User) -> None:
    other = issue_to(stranger.courier, "s:9", kind="honour", prefix="PA-RY")  # type: ignore[arg-type]
    client = signed_in(registrar)
    for query, seen in (
        ({"number": "PA-RY"}, {other}),
        ({"holder_name": "福海"}, {certificate}),
        ({"year": "2026"}, {certificate, other}),
        ({"year": "2025"}, set()),
        ({"status": "revoked"}, set()),
        ({"issuer": str(certificate.issuer_id)}, {certificate, other}),
    ):
        html = page(client, "/certificates/", **query)
        assert {each for each in (certificate, other) if f">{each.number}<" in html} == seen


def test_export_is_the_list_and_is_recorded(
    certificate: Certificate, operator: User, issue_to: Issue, stranger: User, other_school: Organisation
) -> None:
    issue_to(stranger.courier, "s:9", issuer=other_school)  # type: ignore[arg-type]
    response = signed_in(operator).get("/certificates/", {"format": "xlsx"})
    rows = list(openpyxl.load_workbook(io.BytesIO(response.content)).worksheets[0].values)
    assert [row[0] for row in rows] == ["证书编号", certificate.number]
    entry = audit.about(operator).get()
    assert (entry.action, entry.data) == ("certificates.register.exported", {"certificates": 1})


def test_pages_ask_no_more_for_more_rows(registrar: User, issue_to: Issue, holder: Courier) -> None:
    client, counts = signed_in(registrar), []
    for subjects in (["s:1"], ["s:2", "s:3"]):
        for subject in subjects:
            issue_to(holder, subject)
        page(client, "/certificates/")
        with CaptureQueriesContext(connection) as queries:
            page(client, "/certificates/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("deed", ["revoke", "reissue"])
def test_a_deed_says_to_which_certificate_it_is_done(
    client: Client, certificate: Certificate, registrar: User, holder: Courier, deed: str
) -> None:
    holder.name = "马福山"
    holder.save()
    client.force_login(registrar)
    page = client.get(reverse(f"certificates:{deed}", args=[certificate.number])).content.decode()
    told = (certificate.number in page, "马福海" in page, "马福山" in page)
    assert told == (True, True, deed == "reissue")
