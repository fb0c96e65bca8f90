"""The public lists as data: what the pages show and nothing more, to any program, with its state."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from cms.models import HomePage, Street
from cms.opendata import views
from cms.opendata.views import LISTS
from office.casework.models import NoticeRow
from office.people.models import Courier, Organisation
from recognition.competitions.enums import ResultState
from recognition.competitions.models import Competition, Event, ResultVersion
from tests.cms.conftest import NOW, TODAY
from tests.cms.test_record_pages import DAY, honour, on_notice, rest_point


@pytest.fixture(autouse=True)
def _forget() -> None:
    cache.clear()


def read(client: Client, path: str) -> list[dict[str, Any]]:
    return client.get(path).json()["rows"]  # type: ignore[no-any-return]


@pytest.mark.parametrize("key", sorted(LISTS))
def test_every_list_is_described_and_answers_in_both_forms(client: Client, home: HomePage, key: str) -> None:
    page = client.get("/open-data/").content.decode()
    assert (f"/open-data/{key}.json" in page, f"/open-data/{key}.csv" in page) == (True, True)
    told = client.get(f"/open-data/{key}.json")
    content = told.json()
    assert (content["list"], content["page"], content["next"], bool(content["licence"])) == (
        key,
        1,
        None,
        True,
    )
    assert content["generated_at"] == "2026-09-15T11:00:00+08:00"
    assert (told["access-control-allow-origin"], told["cache-control"]) == ("*", "no-cache")
    table = client.get(f"/open-data/{key}.csv").content.decode("utf-8-sig")
    assert next(csv.reader(io.StringIO(table))) == [field["key"] for field in content["fields"]]


def test_the_honours_of_the_data_are_those_of_the_page(
    client: Client, home: HomePage, courier: Courier
) -> None:
    honour(courier, "最美快递员")
    honour(courier, "=技术能手")
    page = client.get("/honour-roll/").content.decode()
    rows = read(client, "/open-data/honours.json")
    assert [row["title"] for row in rows] == ["=技术能手", "最美快递员"]
    for row in rows:
        shown = [value for key, value in row.items() if value and key != "decided_on"]
        assert [value for value in shown if value not in page] == []
    # A spreadsheet runs nothing that somebody wrote into a title.
    table = list(
        csv.DictReader(io.StringIO(client.get("/open-data/honours.csv").content.decode("utf-8-sig")))
    )
    assert [row["title"] for row in table] == ["'=技术能手", "最美快递员"]
    assert client.get("/open-data/honours.json")["x-robots-tag"].startswith("noindex")


def test_rows_of_notices_are_there_while_they_stand_masked_as_printed(
    client: Client, home: HomePage, courier: Courier, union: Organisation
) -> None:
    on_notice(union, TODAY, courier)
    on_notice(union, TODAY - DAY, courier)
    (row,) = read(client, "/open-data/notices.json")
    assert (row["cells"], row["closes_on"], NoticeRow.objects.count()) == (["马**"], TODAY.isoformat(), 2)
    assert row["cells"][0] in client.get(row["url"]).content.decode()


def test_results_are_those_of_the_version_in_force_without_awards_before_they_are_given(
    client: Client, home: HomePage, union: Organisation
) -> None:
    held = Competition.objects.create(name="首届", year=2026, organiser=union, held_on=TODAY)
    for code in ("A", "B"):
        event = Event.objects.create(code=code, competition=held, name=code, occupation_code="4-02-07-08")
        for number, name in enumerate(("祁国栋", "王玉兰"), start=1):
            row = {
                "rank": 1,
                "entry": "001",
                "name": name,
                "unit": "速达",
                "theory": "90.00",
                "practice": "95.00",
            }
            ResultVersion.objects.create(
                event=event,
                version=number,
                state=ResultState.FINAL,
                rows=[{**row, "total": "93.50", "status": "ranked", "award": "技术状元"}],
                theory_weight=30,
                practice_weight=70,
                published_at=NOW,
            )
    rows = read(client, "/open-data/results.json")
    assert [(row["event_code"], row["name"], row["award"], row["version"]) for row in rows] == [
        ("A", "王玉兰", "", 2),
        ("B", "王玉兰", "", 2),
    ]
    assert [row["event_code"] for row in read(client, "/open-data/results.json?event=B")] == ["B"]
    for unknown in ("C'", "%00"):
        assert client.get(f"/open-data/results.json?event={unknown}").status_code == 404


def test_an_answer_says_whether_it_has_changed(client: Client, home: HomePage, clock: Any) -> None:
    street = Street.objects.create(code="990201001", name="古城乡")
    rest_point(street, "甲站")
    first = client.get("/open-data/rest-points.json")
    clock(NOW + DAY)
    # The moment of the answer is no change.
    same = client.get("/open-data/rest-points.json")
    assert (same["etag"], same["last-modified"]) == (first["etag"], first["last-modified"])
    assert same.json()["generated_at"] != first.json()["generated_at"]
    for header, value in (
        ("HTTP_IF_NONE_MATCH", first["etag"]),
        ("HTTP_IF_MODIFIED_SINCE", first["last-modified"]),
    ):
        assert client.get("/open-data/rest-points.json", **{header: value}).status_code == 304
    rest_point(street, "乙站")
    for header, value in (
        ("HTTP_IF_NONE_MATCH", first["etag"]),
        ("HTTP_IF_MODIFIED_SINCE", first["last-modified"]),
    ):
        assert client.get("/open-data/rest-points.json", **{header: value}).status_code == 200


def test_an_answer_is_bounded_and_leads_on(
    client: Client, home: HomePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "PER_PAGE", 2)
    street = Street.objects.create(code="990201001", name="古城乡")
    for place in range(3):
        rest_point(street, f"{place}站")
    first = client.get("/open-data/rest-points.json").json()
    assert (len(first["rows"]), first["total"], first["pages"]) == (2, 3, 2)
    assert first["next"] == "https://office.example/open-data/rest-points.json?page=2"
    assert [row["name"] for row in read(client, "/open-data/rest-points.json?page=2")] == ["2站"]
    assert client.get("/open-data/rest-points.csv")["link"].endswith('?page=2>; rel="next"')
    for rubbish in ("x", "-1", "99999999999999999999"):
        assert client.get(f"/open-data/rest-points.json?page={rubbish}").status_code == 200


def test_nothing_else_is_listed_nor_written(client: Client, home: HomePage) -> None:
    assert client.get("/open-data/couriers.json").status_code == 404
    assert client.post("/open-data/honours.json").status_code == 405


def test_made_up_parameters_fill_no_cache(
    client: Client, home: HomePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counts of visitors lie there too, and are thrown away at random when it is full."""
    written: set[str] = set()
    monkeypatch.setattr(views.cache, "set", lambda key, *rest, **more: written.add(key))
    for query in ("", "?x=1", "?x=2&page=77", "?page=999"):
        assert client.get(f"/open-data/honours.json{query}").status_code == 200
    assert len([key for key in written if key.startswith("open-data:")]) == 1
