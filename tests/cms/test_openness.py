"""A page that is kept from the public stands in no list, no search, no feed, at no question more."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from cms.actions import publish_story
from cms.editing.consents import ended_consents
from cms.models import HomePage, StoryIndexPage, StoryPage
from cms.models.openness import open_to_all
from office.people.models import Consent, Courier, Organisation, Station
from tests.cms.conftest import NOW, TODAY, consent_of

Draft = Callable[..., StoryPage]
#: Where a story is met: its list, the front page, search, feeds, site map, and the map for search engines.
PLACES = (
    "/stories/",
    "/",
    "/search/?q=马海龙",
    "/feeds/stories.atom",
    "/feeds/stories.rss",
    "/sitemap.xml",
    "/site-map/",
    "/stories/other/",
)


@pytest.fixture
def stories(home: HomePage, draft: Draft, consent: Consent, courier: Courier) -> list[StoryPage]:
    """Two stories of one station; the first is kept from the public in the tests."""
    employer = Organisation.objects.create(name="迅风快递", is_employer=True)
    station = Station.objects.create(name="高铁新区站", employer=employer)
    made = [
        draft("closed", consent=consent, title="藏起来的故事", station=station),
        draft("other", consent=consent_of(courier), title="看得见的故事", station=station),
    ]
    return [publish_story(story, actor=None) for story in made]


def told(client: Client) -> list[str]:
    return [
        place
        for place in PLACES
        if {"藏起来的故事", "/stories/closed/"}
        & {
            word
            for word in ("藏起来的故事", "/stories/closed/")
            if word in client.get(place).content.decode()
        }
    ]


@pytest.mark.parametrize("above", [False, True])
def test_what_is_kept_from_the_public_is_met_nowhere(
    client: Client, stories: list[StoryPage], above: bool
) -> None:
    assert told(client) == list(PLACES)
    bar = StoryIndexPage.objects.get() if above else stories[0]
    PageViewRestriction.objects.create(page=bar.page_ptr, restriction_type=PageViewRestriction.LOGIN)
    assert told(client) == []
    assert client.get("/stories/closed/").status_code == 302
    assert list(ended_consents(NOW)) == []
    assert StoryPage.shown_on(timezone.localdate(NOW)).count() == (0 if above else 1)
    assert StoryPage.objects.consented(TODAY).count() == 2


def test_a_sibling_with_a_longer_path_stays(home: HomePage, django_assert_num_queries) -> None:
    first = home.get_children().first()
    PageViewRestriction.objects.create(page=first, restriction_type=PageViewRestriction.LOGIN)
    with django_assert_num_queries(1):
        found = set(open_to_all(Page.objects.child_of(home)).values_list("slug", flat=True))
    assert found == set(home.get_children().values_list("slug", flat=True)) - {first.slug}
