"""A list shows what the filter leaves, a page at a time; its export takes the same rows."""

import datetime
import uuid

import pytest

from office.desk.models import Deed

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.office.desk.desk_urls")]

NOW = datetime.datetime(2026, 3, 5, 9, 30, tzinfo=datetime.UTC)


@pytest.fixture
def deeds():
    for number, actor in enumerate([1, 1, 1, 2, 2]):
        Deed.objects.create(key=uuid.uuid4(), actor_id=actor, path=f"/{number}/", result_url="", done_at=NOW)


def paths(response):
    return [deed.path for deed in response.context["object_list"]]


def test_visitor_is_sent_to_sign_in(client):
    assert client.get("/deeds/").status_code == 302


def test_public_list_needs_no_sign_in(client, deeds):
    assert paths(client.get("/public-deeds/")) == ["/0/", "/1/", "/2/", "/3/", "/4/"]


def test_pages_and_filter(client, reviewer, deeds):
    client.force_login(reviewer)
    assert paths(client.get("/deeds/")) == ["/0/", "/1/"]
    assert paths(client.get("/deeds/?page=3")) == ["/4/"]
    assert paths(client.get("/deeds/?actor=2")) == ["/3/", "/4/"]


def test_pager_keeps_the_filter(client, reviewer, deeds):
    client.force_login(reviewer)
    assert 'href="?actor=1&amp;page=2"' in client.get("/deeds/?actor=1").content.decode()


@pytest.mark.parametrize(("page", "shown"), [("99", ["/4/"]), ("x", ["/0/", "/1/"]), ("-1", ["/4/"])])
def test_page_that_is_not_there_is_answered(client, reviewer, deeds, page, shown):
    client.force_login(reviewer)
    assert paths(client.get(f"/deeds/?page={page}")) == shown


def test_filter_that_cannot_be_read_shows_none_and_says_why(client, reviewer, deeds):
    client.force_login(reviewer)
    response = client.get("/deeds/?actor=abc")
    assert paths(response) == []
    assert list(response.context["filter"].form.errors) == ["actor"]


def test_export_takes_the_filtered_rows_of_all_pages(client, reviewer, deeds):
    client.force_login(reviewer)
    page = client.get("/deeds/?actor=1&page=2")
    assert page.context["export_url"] == "?actor=1&format=xlsx"
    response = client.get("/deeds/" + page.context["export_url"])
    assert response.content == b"/0/\n/1/\n/2/"
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''%E5%8A%9E%E7%90%86%E8%AE%B0%E5%BD%95.xlsx"
    )
    assert response["Cache-Control"] == "no-store, private"


def test_export_of_an_unreadable_filter_is_empty(client, reviewer, deeds):
    client.force_login(reviewer)
    assert client.get("/deeds/?actor=abc&format=xlsx").content == b""


def test_list_without_an_export_shows_its_page(client, deeds):
    assert client.get("/public-deeds/?format=xlsx")["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize(("query", "filtered"), [("", False), ("?page=2", False), ("?actor=9", True)])
def test_nothing_here_and_nothing_found_differ(client, reviewer, query, filtered):
    client.force_login(reviewer)
    assert client.get(f"/deeds/{query}").context["is_filtered"] is filtered
