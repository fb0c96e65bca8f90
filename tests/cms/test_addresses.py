"""Addresses: pinyin made once, short ones that follow the page, old ones that lead on."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms import pinyin, slugs
from cms.actions import publish_story
from cms.addresses import short_link
from cms.models import ContentPage, HomePage, ShortLink, StoryIndexPage, StoryPage
from office.people.models import Consent, Courier, User
from tests.cms.conftest import TODAY

Draft = Callable[..., StoryPage]


@pytest.mark.parametrize(
    ("title", "names", "wanted"),
    [
        ("重庆路上的骑手", (), "chong qing lu shang de qi shou"),
        ("在银行业行走", (), "zai yin hang ye xing zou"),
        ("2026年度A级快递员", (), "2026 nian du a ji kuai di yuan"),
        ("单晓明与一单快递", ("单晓明",), "shan xiao ming yu yi dan kuai di"),
        ("仇和平", ("仇和平",), "qiu he ping"),
        ("尉迟恭", ("尉迟恭",), "yu chi gong"),
        ("绿色𠮷野🚚…", (), "lv se ye"),
    ],
)
def test_chinese_is_read_by_its_words(title: str, names: tuple[str, ...], wanted: str) -> None:
    assert " ".join(word for run in pinyin.runs(title, names=names) for word in run) == wanted


def test_a_name_is_heard_from_every_character_on_and_both_ways() -> None:
    assert set(pinyin.heard("单明3", names=["单明3"]).split()) == {"shanming", "sm", "ming", "danming", "dm"}


@pytest.mark.parametrize(
    ("slug", "length", "wanted"),
    [("a-b", 3, "a-b"), ("abc-def", 5, "abc"), ("abc-def", 3, "abc"), ("abcdef", 4, "abcd")],
)
def test_a_slug_is_cut_where_a_syllable_ends(slug: str, length: int, wanted: str) -> None:
    assert slugs.cut(slug, length) == wanted


def below(parent: Page, page: Page) -> Any:
    return type(parent).objects.get(pk=parent.pk).add_child(instance=page)


def test_slugs_are_made_once_short_and_free(home: HomePage) -> None:
    made = [below(home, ContentPage(title="骑手", live=False)).slug for _page in range(3)]
    assert made == ["qi-shou", "qi-shou-2", "qi-shou-3"]
    long = [below(home, ContentPage(title="快递员服务站点" * 9, live=False)) for _page in range(2)]
    assert [len(page.slug) <= 48 for page in long] == [True, True]
    assert [page.slug.endswith(("-", "d")) for page in long] == [False, False]
    assert below(home, ContentPage(title="！！！", live=False)).slug == "contentpage"
    kept = below(home, ContentPage(title="骑手", slug="riders", live=False))
    kept.title = "车手"
    kept.save()
    assert ContentPage.objects.get(pk=kept.pk).slug == "riders"


def form(**changes: Any) -> dict[str, Any]:
    values = {
        "title": "单明的早晨", "slug": "", "person": "单明", "consent": "", "lead": "导语", "quotation": "",
        "station": "", "honour": "", "portrait": "", "portrait_alt": "", "portrait_credit": "",
        "courier_since": "", "parcels": "", "gallery": streamfield([]),
        "body": streamfield([("text", rich_text("<p>正文</p>"))]),
        "comments": inline_formset([]),
    }  # fmt: skip
    return nested_form_data(values | changes)


def test_an_editor_leaves_the_field_empty_or_overwrites_it(
    home: HomePage, editor: User, client: Client
) -> None:
    client.force_login(editor)
    add = reverse("wagtailadmin_pages:add", args=["cms", "storypage", StoryIndexPage.objects.get().pk])
    page = client.get(add)
    with translation.override("en"):
        assert str(page.context["form"].fields["slug"].help_text).startswith(
            "Left empty, it is made of the title"
        )
    assert 'data-w-sync-target-value=""' in page.content.decode()
    for sent, wanted in (
        (form(), "shan-ming-de-zao-chen"),
        (form(), "shan-ming-de-zao-chen-2"),
        (form(slug="own"), "own"),
    ):
        assert client.post(add, sent).status_code == 302
        assert StoryPage.objects.latest("pk").slug == wanted
    refused = client.post(add, form(slug="own"))
    assert "slug" in refused.context["form"].errors


def test_a_short_address_is_made_once_and_follows_the_page(
    home: HomePage, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    about = ContentPage.objects.get(slug="about")
    address = short_link(about)
    assert (address, ShortLink.objects.count()) == (short_link(Page.objects.get(pk=about.pk)), 1)
    code = ShortLink.objects.get().code
    assert address == f"https://office.example/s/{code}"
    assert (len(code), set(code) <= set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")) == (6, True)
    with django_capture_on_commit_callbacks(execute=True):
        about.slug = "about-us"
        about.save()
    for typed in (code, code.lower(), f"{code}/"):
        answer = client.get(f"/s/{typed}")
        assert (answer.status_code, answer.headers["Location"]) == (
            302,
            "https://office.example/about-us/"[22:],
        )
    about.unpublish()
    assert client.get(f"/s/{code}").status_code == 404
    about.delete()
    assert (client.get(f"/s/{code}").status_code, ShortLink.objects.get().code) == (404, code)


def test_codes_that_meet_are_drawn_again(home: HomePage, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter("AAAAAA" + "AAAAAA" + "BBBBBB")
    monkeypatch.setattr("cms.addresses.secrets.choice", lambda _letters: next(drawn))
    pages = [ContentPage.objects.get(slug="about"), home]
    assert [short_link(page)[-6:] for page in pages] == ["AAAAAA", "BBBBBB"]


def test_a_story_without_consent_has_no_short_address(
    draft: Draft, consent: Consent, courier: Courier, client: Client
) -> None:
    path = short_link(publish_story(draft(consent=consent), actor=None)).removeprefix(
        "https://office.example"
    )
    assert client.get(path).status_code == 302
    courier.consents.update(expires_on=TODAY - datetime.timedelta(days=1))
    assert client.get(path).status_code == 404
    assert client.get("/s/ZZZZZZ").status_code == 404


def test_old_addresses_lead_on_when_a_page_is_renamed_or_moved(
    home: HomePage, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    page = below(home, ContentPage(title="说明", slug="first", live=True, body=[("text", "<p>正文</p>")]))
    with django_capture_on_commit_callbacks(execute=True):
        page.slug = "second"
        page.save()
    with django_capture_on_commit_callbacks(execute=True):
        page.move(ContentPage.objects.get(slug="about"), pos="last-child")
    assert Redirect.objects.count() == 2
    for old in ("/first/", "/second/"):
        answer = client.get(old, follow=True)
        assert (answer.redirect_chain, answer.status_code) == ([("/about/second/", 301)], 200)


def test_the_old_address_of_the_roll_of_honour_leads_on_for_good(home: HomePage, client: Client) -> None:
    answer = client.get("/honours/roll/?year=2026")
    assert (answer.status_code, answer["Location"]) == (301, "/honour-roll/?year=2026")


@pytest.mark.parametrize(
    ("path", "answered"), [("/gone/", 301), (f"/notices/{10**6}/", 404), ("/competitions/gone/", 301)]
)
def test_a_redirect_leads_on_from_pages_and_never_from_the_office(
    home: HomePage, client: Client, path: str, answered: int
) -> None:
    Redirect.objects.create(old_path=path.rstrip("/"), redirect_link="/about/", is_permanent=True)
    assert client.get(path).status_code == answered
