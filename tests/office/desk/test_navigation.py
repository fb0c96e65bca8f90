"""The menu shows what a user may see and where the reader is."""

import pytest
from django.contrib.auth.models import AnonymousUser

from office.desk import navigation
from office.desk.navigation import Entry, Heading, check_entries, gather, links, register, sections


@pytest.fixture
def menu(monkeypatch):
    monkeypatch.setattr(navigation, "_register", {})
    monkeypatch.setattr(navigation, "_headings", {})


def printed(path):
    """Return the public menu: word, address, mark, and the labels and marks under it."""
    return [
        (str(each.top.label), each.top.url, each.top.current, [(str(b.label), b.current) for b in each.below])
        for each in sections(user=AnonymousUser(), path=path)
    ]


def labels(area, user=None, path="/"):
    return [(str(link.label), link.current) for link in links(area, user=user or AnonymousUser(), path=path)]


def test_entries_come_in_their_order_and_area(menu):
    register(Entry("公示", "/notices/", order=20, area="public"))
    register(Entry("首页", "/", order=10, area="public"))
    register(Entry("待办", "/cases/", order=5, area="staff"))
    assert labels("public", path="/x/") == [("首页", ""), ("公示", "")]
    assert labels("staff", path="/x/") == [("待办", "")]


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/", ["page", "", ""]),
        ("/cases/", ["", "page", ""]),
        ("/cases/BT-2026-1/", ["", "true", ""]),
        ("/cases/publish/", ["", "", "page"]),
        ("/casesful/", ["", "", ""]),
    ],
)
def test_nearest_entry_above_is_current(menu, path, current):
    for order, url in enumerate(["/", "/cases/", "/cases/publish/"]):
        register(Entry(url, url, order=order))
    assert [mark for _, mark in labels("staff", path=path)] == current


def test_entry_is_hidden_from_who_may_not_see_it(menu):
    register(Entry("待办", "/cases/", visible=lambda user: user.is_authenticated))
    assert labels("staff") == []


def test_same_entry_twice_is_one_and_a_rival_is_an_error(menu):
    register(Entry("待办", "/cases/"))
    register(Entry("待办", "/cases/"))
    with pytest.raises(ValueError, match="already has another entry"):
        register(Entry("案件", "/cases/"))
    assert labels("staff", path="/x/") == [("待办", "")]


def test_unknown_area_is_an_error(menu):
    with pytest.raises(ValueError, match="not one of public, courier, partner, staff"):
        register(Entry("待办", "/cases/", area="garden"))


def test_entries_stand_under_their_heading_which_leads_to_the_first(menu):
    register(Entry("首页", "/", order=10, area="public"))
    register(Entry("竞赛", "/contests/", order=60, area="public"))
    register(Entry("政策", "/policies/", order=5, area="public"))
    register(Entry("公告", "/news/", order=90, area="public"))
    gather(Heading("资讯", ("/news/", "/policies/"), order=20))
    assert printed("/policies/3/") == [
        ("首页", "/", "", []),
        ("资讯", "/news/", "true", [("公告", ""), ("政策", "true")]),
        ("竞赛", "/contests/", "", []),
    ]


def test_heading_without_an_entry_to_be_seen_is_left_out_and_reported(menu):
    register(Entry("失踪", "nowhere:at_all", area="public"))
    gather(Heading("空", ("nowhere:at_all", "/unknown/")))
    assert printed("/") == []
    assert [fault.id for fault in check_entries()] == ["desk.W001", "desk.W002"]


def test_entry_stands_under_one_heading(menu):
    gather(Heading("资讯", ("/news/",)))
    gather(Heading("资讯", ("/news/",)))
    with pytest.raises(ValueError, match="Under another heading already: /news/"):
        gather(Heading("公开", ("/news/", "/policies/")))


def test_entry_that_leads_nowhere_is_reported_and_left_out(menu):
    register(Entry("失踪", "nowhere:at_all"))
    assert [(fault.id, fault.msg) for fault in check_entries()] == [
        ("desk.W001", "No view is named 'nowhere:at_all'.")
    ]
    assert labels("staff") == []


def test_every_entry_of_the_office_leads_somewhere():
    assert check_entries() == []
