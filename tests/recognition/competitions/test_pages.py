"""The officer's pages: upload, check, import, publish, export; for others the doors stay shut."""

from __future__ import annotations

import io
import uuid
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext

from office.audit import queries as audit
from office.people.models import User
from recognition.competitions.models import Entry, Event, Performance, ResultSheet, ResultVersion
from recognition.competitions.queries import current_result

from .conftest import DATA

SHEET = (DATA / "competition.xlsx").read_bytes()
HOME = "/contests/DEMO-KDY/"


def signed_in(somebody: User) -> Client:
    client = Client()
    client.force_login(somebody)
    return client


def send(client: Client, url: str, **values: Any) -> Any:
    return client.post(url, {"deed_key": str(uuid.uuid4()), **values})


def upload(client: Client, content: bytes = SHEET, name: str = "成绩.xlsx") -> Any:
    return send(client, f"{HOME}upload/", file=SimpleUploadedFile(name, content))


def html(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return str(response.content.decode())


def test_from_sheet_to_board(event: Event, officer: User) -> None:
    client = signed_in(officer)
    assert "DEMO-KDY" in html(client, "/contests/")
    sent = upload(client)
    assert (sent.status_code, Entry.objects.count()) == (302, 0)
    preview = html(client, sent["Location"])
    assert "阿卜杜拉·马木提江" in preview
    done = send(client, sent["Location"])
    assert (done["Location"], Entry.objects.count()) == (HOME, 40)
    assert current_result(event) is None
    assert f"{HOME}publish/" in html(client, HOME)
    assert "技术状元" in html(client, f"{HOME}publish/")
    published = send(client, f"{HOME}publish/", state="provisional", note="")
    assert published["Location"] == HOME
    version = ResultVersion.objects.get()
    assert (version.version, version.state, version.rows[0]["total"]) == (1, "provisional", "95.51")


def test_a_sheet_is_committed_once_whatever_is_clicked(event: Event, officer: User) -> None:
    client = signed_in(officer)
    place, key = upload(client)["Location"], str(uuid.uuid4())
    for _ in range(2):
        assert client.post(place, {"deed_key": key}).status_code == 302
    assert send(client, place).status_code == 422
    assert Entry.objects.count() == 40
    assert [entry.action for entry in audit.about(event)] == ["competitions.results.imported"]


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"", "a.xlsx"), (b"hello", "a.exe"), (b"PK\x03\x04junk", "a.xlsx"), ("甲,乙\n1,2\n".encode(), "a.csv")],
)
def test_a_bad_file_gets_its_sentence(event: Event, officer: User, content: bytes, name: str) -> None:
    response = upload(signed_in(officer), content, name)
    assert response.status_code == 422
    assert "error-summary" in response.content.decode()
    assert ResultSheet.objects.count() == 0


def test_bad_rows_come_back_in_the_workbook(event: Event, officer: User) -> None:
    book = openpyxl.load_workbook(io.BytesIO(SHEET))
    book.active["D3"] = 177
    book.active["B5"] = None
    file = io.BytesIO()
    book.save(file)
    client = signed_in(officer)
    place = upload(client, file.getvalue())["Location"]
    assert html(client, f"{place}?tab=wrong").count("is-bad") == 2
    response = client.get(f"{place}errors/")
    returned = openpyxl.load_workbook(io.BytesIO(response.content)).worksheets[0]
    assert returned["B3"].value == "阿卜杜拉·马木提江"
    assert "177" in str([cell.value for cell in returned[3]])
    assert send(client, place).status_code == 302
    assert set(range(1, 41)) - {int(e.number) for e in Entry.objects.all()} == {1, 3}


def test_the_export_is_the_version_shown(event: Event, officer: User, reviewer: User) -> None:
    client = signed_in(officer)
    send(client, upload(client)["Location"])
    send(client, f"{HOME}publish/", state="final", note="")
    Performance.objects.filter(entry__number="011").update(theory=0)
    response = signed_in(reviewer).get(f"{HOME}results/1/")
    rows = list(openpyxl.load_workbook(io.BytesIO(response.content)).worksheets[0].values)
    assert rows[1] == (1, "011", "陈志强", "邮政平安寄递事业部", 99.25, 93.9, 95.51, "技术状元", None)
    assert len(rows) == 41
    assert audit.about(event).last().action == "competitions.results.exported"  # type: ignore[union-attr]


def test_a_correction_needs_its_note(event: Event, officer: User) -> None:
    client = signed_in(officer)
    send(client, upload(client)["Location"])
    send(client, f"{HOME}publish/", state="final")
    Performance.objects.filter(entry__number="011").update(theory=0)
    assert send(client, f"{HOME}publish/", state="corrected").status_code == 422
    assert send(client, f"{HOME}publish/", state="final").status_code == 422
    assert send(client, f"{HOME}publish/", state="corrected", note="011号理论成绩更正").status_code == 302
    assert "011号理论成绩更正" in html(client, HOME)


def test_other_staff_look_only(event: Event, reviewer: User, other_officer: User) -> None:
    for somebody in (reviewer, other_officer):
        client = signed_in(somebody)
        assert "upload/" not in html(client, HOME)
        assert upload(client).status_code == 403
        assert send(client, f"{HOME}publish/", state="final").status_code == 403
    assert ResultSheet.objects.count() == 0


def test_a_sheet_is_the_officers_alone(event: Event, officer: User, reviewer: User) -> None:
    place = upload(signed_in(officer))["Location"]
    for url in (place, f"{place}errors/"):
        assert signed_in(reviewer).get(url).status_code == 403


def test_partners_and_visitors_stay_out(client: Client, event: Event, operator: User) -> None:
    partner = signed_in(operator)
    assert partner.get("/contests/").status_code == 403
    for url in (HOME, f"{HOME}upload/", f"{HOME}publish/", f"{HOME}results/1/"):
        assert partner.get(url).status_code == 404
        assert client.get(url).status_code == 302


def test_the_template_is_readable_by_the_importer(event: Event, officer: User) -> None:
    content = signed_in(officer).get("/contests/template/").content
    sheet = openpyxl.load_workbook(io.BytesIO(content))["成绩表"]
    assert "参赛号" in str([cell.value for row in sheet.iter_rows(max_row=6) for cell in row])


def test_the_public_board(event: Event, officer: User) -> None:
    before = render_to_string("competitions/_board.html", {"result": current_result(event)})
    assert "<table" not in before
    client = signed_in(officer)
    send(client, upload(client)["Location"])
    send(client, f"{HOME}publish/", state="final")
    with CaptureQueriesContext(connection) as queries:
        after = render_to_string("competitions/_board.html", {"result": current_result(event)})
    assert len(queries) == 1
    assert after.count("<tr") == 41
    assert after.count("is-medal") == 3
    assert "95.51" in after


def test_the_list_asks_no_more_for_more_rows(event: Event, officer: User) -> None:
    client, counts = signed_in(officer), []
    for codes in ([], ["A", "B"]):
        for code in codes:
            Event.objects.create(
                code=code, competition=event.competition, name=code, occupation_code="4-02-07-09"
            )
        html(client, "/contests/")
        with CaptureQueriesContext(connection) as queries:
            html(client, "/contests/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
