"""Each frame: staff and partners beside the work, couriers under the thumb, visitors the main menu."""

import re

import pytest
from django.utils.translation import gettext as _

from office.desk import imprint, navigation
from office.desk.imprint import Imprint
from office.desk.navigation import Entry, Heading, gather, register

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.office.desk.desk_urls")]


@pytest.fixture(autouse=True)
def menu(monkeypatch):
    monkeypatch.setattr(navigation, "_register", {})
    monkeypatch.setattr(navigation, "_headings", {})
    register(Entry("公示", "/notices/", area="public"))


def menus(page):
    return re.findall(r'<nav class="(site-nav|desk-nav|tabbar)"', page)


def lines(page, menu):
    inside = re.search(rf'<nav class="{menu}".*?</nav>', page, re.S)[0]
    return re.findall(r'<a href="([^"]+)"', inside)


def test_visitor_has_the_main_menu(client):
    page = client.get("/object/").content.decode()
    assert menus(page) == ["site-nav"]
    assert lines(page, "site-nav") == ["/notices/"]


def test_reader_inside_a_section_has_its_pages_below(client):
    register(Entry("异议", "/object/", order=20, area="public"))
    gather(Heading("公示", ("/notices/", "/object/"), order=10))
    page = client.get("/object/").content.decode()
    assert lines(page, "site-nav") == ["/notices/", "/notices/", "/object/"]
    assert re.findall(r'<a href="([^"]+)" aria-current="(\w+)"', page) == [
        ("/notices/", "true"),
        ("/object/", "page"),
    ]


def test_staff_has_the_desk_beside_the_work(client, reviewer):
    register(Entry("待办", "/cases/", order=10, visible=lambda user: user.username == "reviewer"))
    client.force_login(reviewer)
    page = client.get("/object/").content.decode()
    assert menus(page) == ["desk-nav"]
    assert lines(page, "desk-nav") == ["/cases/"]


def test_entry_of_both_desks_is_said_once(client, reviewer):
    register(Entry("培训班", "/classes/", area="staff"))
    register(Entry("培训班", "/classes/", area="partner"))
    register(Entry("花名册", "/rosters/", area="partner"))
    client.force_login(reviewer)
    assert lines(client.get("/object/").content.decode(), "desk-nav") == ["/rosters/", "/classes/"]


def test_courier_has_the_bar_under_the_thumb(client, stranger):
    register(Entry("我的", "/me/", area="courier", icon="user"))
    client.force_login(stranger)
    page = client.get("/object/").content.decode()
    assert menus(page) == ["site-nav", "tabbar"]
    assert lines(page, "tabbar") == ["/me/"]


def test_page_asks_not_to_be_indexed_behind_the_sign_in_only(client):
    assert 'content="noindex, nofollow"' in client.get("/object/").content.decode()
    assert 'content="index, follow"' in client.get("/public-deeds/").content.decode()


def test_footer_prints_the_slots_that_are_filled(client, monkeypatch):
    monkeypatch.setattr(
        imprint,
        "_provider",
        lambda request: Imprint(
            host="某区人力资源和社会保障局", telephone="0972-0000000", links=(("隐私", "/p/"),)
        ),
    )
    footer = re.search(r"<footer.*</footer>", client.get("/object/").content.decode(), re.S)[0]
    assert re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", footer) == [
        (_("Host"), "某区人力资源和社会保障局"),
        (_("Telephone"), "0972-0000000"),
    ]
    assert '<a href="/p/">隐私</a>' in footer
    assert "site-footer__marks" not in footer
