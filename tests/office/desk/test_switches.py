"""Large type and language: kept in a cookie of this site, back to where the reader was, nowhere else."""

import pytest

from tests.office.desk import desk_urls  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.office.desk.desk_urls")]


def test_large_type_on_and_off(client):
    assert '<html lang="zh-Hans">' in client.get("/object/").content.decode()
    response = client.post("/desk/large-type/", {"elder": "1", "next": "/object/?a=1"})
    assert (response.status_code, response["Location"]) == (302, "/object/?a=1")
    assert '<html lang="zh-Hans" class="elder">' in client.get("/object/").content.decode()
    client.post("/desk/large-type/", {"elder": "0", "next": "/"})
    assert '<html lang="zh-Hans">' in client.get("/object/").content.decode()


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
@pytest.mark.parametrize("switch", ["large-type", "language"])
def test_no_way_out_of_the_site(client, switch, target):
    assert client.post(f"/desk/{switch}/", {"next": target})["Location"] == "/"


def test_language_is_kept(client):
    client.post("/desk/language/", {"language": "en", "next": "/"})
    assert '<html lang="en">' in client.get("/object/").content.decode()


def test_unknown_language_changes_nothing(client):
    response = client.post("/desk/language/", {"language": "xx", "next": "/"})
    assert (response.status_code, response.cookies) == (302, {})


@pytest.mark.parametrize("switch", ["large-type", "language"])
def test_switches_answer_only_post(client, switch):
    assert client.get(f"/desk/{switch}/").status_code == 405
