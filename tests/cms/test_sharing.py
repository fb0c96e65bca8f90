"""Cards of addresses, feeds, the map for search engines: what of the site is told elsewhere."""

import json
import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from django.test import Client
from wagtail.models import Locale, PageViewRestriction

from cms.actions import publish_story, show_results
from cms.models import ContentPage, HomePage, StoryPage
from office.casework.models import PublicNotice
from office.people.actions.consents import withdraw_consent
from office.people.models import Consent, Courier, Organisation, User
from recognition.competitions.enums import ResultState
from recognition.competitions.models import Competition, Event, ResultVersion
from tests.cms.conftest import NOW, TODAY, consent_of, portrait

Draft = Callable[..., StoryPage]
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}link"
OFFICE = "https://office.example"


def metas(client: Client, path: str) -> dict[str, str]:
    page = client.get(path).content.decode()
    found = re.findall(r'<meta property="og:([a-z:_]+)" content="([^"]*)">', page)
    assert len(found) == len(dict(found)), "said twice"
    assert page.count('rel="canonical"') == 1
    return dict(found)


def test_a_story_s_card_shows_the_portrait(client: Client, draft: Draft, consent: Consent) -> None:
    publish_story(draft(consent=consent, portrait=portrait(), portrait_alt="戴头盔的人"), actor=None)
    card = metas(client, "/stories/story/")
    picture = card.pop("image")
    assert picture.startswith(f"{OFFICE}/media/images/")
    assert card == {
        "type": "article",
        "title": "三百个早晨",
        "description": "每天五点四十分。",
        "url": f"{OFFICE}/stories/story/",
        "site_name": "平安区快递员职业发展服务平台",
        "locale": "zh_CN",
        "image:width": "480",
        "image:height": "252",
        "image:alt": "戴头盔的人",
    }


@pytest.mark.parametrize("path", ["/", "/stories/", "/competitions/", "/about/"])
def test_every_page_has_a_card_with_the_site_s_own_picture(client: Client, home: HomePage, path: str) -> None:
    card = metas(client, path)
    assert card["url"] == OFFICE + path
    assert (card["type"], card["image"]) == ("website", f"{OFFICE}/posters/site.jpg")
    assert (card["image:width"], card["image:height"]) == ("1200", "630")
    assert 0 < len(card["description"]) <= 110


def test_a_long_text_is_cut_and_marks_are_left_out(client: Client, draft: Draft, consent: Consent) -> None:
    story = draft(consent=consent, lead="长" * 160)
    publish_story(story, actor=None)
    said = metas(client, "/stories/story/")["description"]
    assert (len(said), said[-1]) == (110, "…")


def test_the_facts_of_an_article_break_out_of_nothing(client: Client, draft: Draft, consent: Consent) -> None:
    story = draft(consent=consent)
    story.title = "</script><script>alert(1)</script>"
    story.save_revision().publish()
    page = client.get("/stories/story/").content.decode()
    (facts,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    told = json.loads(facts)
    assert (told["@type"], told["headline"]) == ("Article", story.title)
    assert told["datePublished"].startswith("2026-09-15T")


def test_the_site_s_picture(client: Client, home: HomePage) -> None:
    answer = client.get("/posters/site.jpg")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert 0 < len(answer.content) < 150 * 1024


def feed(client: Client, path: str) -> ElementTree.Element:
    answer = client.get(path)
    assert answer.status_code == 200
    return ElementTree.fromstring(answer.content)


def titles(client: Client, subject: str) -> list[str | None]:
    atom = feed(client, f"/feeds/{subject}.atom")
    rss = feed(client, f"/feeds/{subject}.rss")
    told = [entry.findtext(f"{ATOM}title") for entry in atom.findall(f"{ATOM}entry")]
    assert told == [item.findtext("title") for item in rss.iter("item")]
    return told


def test_the_feed_of_stories_follows_the_consents(
    client: Client, draft: Draft, consent: Consent, courier: Courier
) -> None:
    publish_story(draft("one", title="第一篇", consent=consent), actor=None)
    publish_story(draft("two", title="第二篇", consent=consent_of(courier)), actor=None)
    draft("three", title="草稿", consent=consent)
    assert titles(client, "stories") == ["第二篇", "第一篇"]
    withdraw_consent(consent, actor=None, now=NOW)
    assert titles(client, "stories") == ["第二篇"]


def test_an_entry_keeps_its_key_and_says_no_more_than_the_lead(
    client: Client, draft: Draft, consent: Consent
) -> None:
    story = publish_story(draft(consent=consent), actor=None)
    (before,) = feed(client, "/feeds/stories.atom").findall(f"{ATOM}entry")
    assert before.findtext(f"{ATOM}summary") == "每天五点四十分。"
    assert before.find(f"{ATOM}link").get("href") == f"{OFFICE}/stories/story/"  # type: ignore[union-attr]
    assert "正文" not in ElementTree.tostring(before, encoding="unicode")
    story.title, story.slug = "别的题目", "elsewhere"
    story.save_revision().publish()
    (after,) = feed(client, "/feeds/stories.atom").findall(f"{ATOM}entry")
    assert after.findtext(f"{ATOM}id") == before.findtext(f"{ATOM}id")
    assert after.findtext(f"{ATOM}title") == "别的题目"


def test_a_feed_is_asked_conditionally(client: Client, draft: Draft, consent: Consent) -> None:
    publish_story(draft(consent=consent), actor=None)
    first = client.get("/feeds/stories.atom")
    asked = {"if-none-match": first["ETag"], "if-modified-since": first["Last-Modified"]}
    assert client.get("/feeds/stories.atom", headers=asked).status_code == 304
    assert first["Content-Type"] == "application/atom+xml; charset=utf-8"


def test_notices_are_told_by_title_and_days(
    client: Client, home: HomePage, union: Organisation, editor: User
) -> None:
    PublicNotice.objects.create(
        number="GS-1", title="补贴公示", body="…", office=union, opens_on=TODAY,
        closes_on=TODAY.replace(day=22), days=5, published_at=NOW, published_by=editor,
    )  # fmt: skip
    PublicNotice.objects.create(
        number="GS-2", title="还没开始", body="…", office=union, opens_on=TODAY.replace(day=20),
        closes_on=TODAY.replace(day=28), days=5, published_at=NOW, published_by=editor,
    )  # fmt: skip
    (entry,) = feed(client, "/feeds/notices.atom").findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "补贴公示"
    assert "2026-09-22" in (entry.findtext(f"{ATOM}summary") or "")
    assert entry.find(f"{ATOM}link").get("href") == f"{OFFICE}/notices/GS-1/"  # type: ignore[union-attr]


def test_results_are_news_once_they_are_published(
    client: Client, home: HomePage, union: Organisation
) -> None:
    competition = Competition.objects.create(name="首届", year=2026, organiser=union, held_on=TODAY)
    event = Event.objects.create(
        code="KDY", competition=competition, name="快递员", occupation_code="4-02-07-08"
    )
    show_results(event, slug="kdy", title="快递员赛项", actor=None)
    assert titles(client, "results") == []
    ResultVersion.objects.create(
        event=event, version=1, state=ResultState.FINAL, rows=[], theory_weight=30, practice_weight=70,
        published_at=NOW,
    )  # fmt: skip
    assert titles(client, "results") == ["快递员赛项"]


def test_feeds_are_listed_and_found(client: Client, home: HomePage) -> None:
    listed = client.get("/feeds/").content.decode()
    assert re.findall(r'href="(/feeds/[a-z]+\.(?:atom|rss))"', listed) == [
        f"/feeds/{subject}.{kind}"
        for subject in ("stories", "notices", "results", "policies")
        for kind in ("atom", "rss")
    ]
    found = re.findall(
        r'rel="alternate" type="application/atom\+xml" title="[^"]+" href="([^"]+)"',
        client.get("/").content.decode(),
    )
    assert found == [f"/feeds/{subject}.atom" for subject in ("stories", "notices", "results", "policies")]
    assert titles(client, "policies") == []
    assert client.get("/feeds/gossip.atom").status_code == 404


def places(client: Client) -> list[str]:
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    return [url.findtext(f"{MAP}loc") or "" for url in tree.findall(f"{MAP}url")]


def test_the_map_knows_what_a_visitor_finds(
    client: Client, home: HomePage, draft: Draft, consent: Consent, courier: Courier, clock: Callable
) -> None:
    publish_story(draft("kept", consent=consent), actor=None)
    publish_story(draft("ending", consent=consent_of(courier, expires_on=TODAY)), actor=None)
    hidden = publish_story(draft("hidden", consent=consent), actor=None)
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    draft("draft", consent=consent)
    columns = [page.full_url for page in home.get_children().live()]
    own = ["/", "/stories/kept/", "/stories/ending/", "/v/", "/notices/"]
    assert sorted(places(client)) == sorted([*columns, *(OFFICE + path for path in own)])
    clock(NOW.replace(day=16))
    assert OFFICE + "/stories/ending/" not in places(client)
    withdraw_consent(consent, actor=None, now=NOW)
    assert OFFICE + "/stories/kept/" not in places(client)


def test_a_page_in_two_languages_names_the_other(client: Client, home: HomePage) -> None:
    about = ContentPage.objects.get(slug="about")
    english, _made = Locale.objects.get_or_create(language_code="en")
    home.add_child(
        instance=ContentPage(
            title="About", slug="about-en", locale=english, translation_key=about.translation_key, body=[]
        )
    )
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    named = {
        url.findtext(f"{MAP}loc"): [(link.get("hreflang"), link.get("href")) for link in url.findall(XHTML)]
        for url in tree.findall(f"{MAP}url")
    }
    both = [("zh-hans", f"{OFFICE}/about/"), ("en", f"{OFFICE}/about-en/")]
    assert named[f"{OFFICE}/about/"] == named[f"{OFFICE}/about-en/"] == both
    assert named[f"{OFFICE}/stories/"] == []


def test_the_map_says_when_a_page_changed(client: Client, draft: Draft, consent: Consent) -> None:
    publish_story(draft(consent=consent), actor=None)
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    dates = {url.findtext(f"{MAP}loc"): url.findtext(f"{MAP}lastmod") for url in tree.findall(f"{MAP}url")}
    assert dates[f"{OFFICE}/stories/story/"] == "2026-09-15"


def test_robots_are_shown_the_map_and_kept_from_the_publishing_house(client: Client, home: HomePage) -> None:
    answer = client.get("/robots.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "",
        f"Sitemap: {OFFICE}/sitemap.xml",
    ]
