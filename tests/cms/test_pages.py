"""What the public pages show, in how many queries and bytes."""

import gzip
from collections.abc import Callable

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Site

from cms.actions import publish_story, show_results
from cms.models import HomePage, StoryPage
from office.people.models import Consent, Courier, Organisation, Station
from recognition.competitions.enums import ResultState
from recognition.competitions.models import Competition, Event, ResultVersion
from tests.cms.conftest import NOW, TODAY, consent_of, portrait

Draft = Callable[..., StoryPage]


@pytest.fixture
def tell(draft: Draft, courier: Courier) -> Callable[[int], None]:
    firm = Organisation.objects.create(name="中通平安网点", is_employer=True)

    def _tell(number: int) -> None:
        for _ in range(number):
            station = Station.objects.create(employer=firm, name=f"网点{StoryPage.objects.count()}")
            publish_story(
                draft(
                    f"story-{StoryPage.objects.count()}",
                    consent=consent_of(courier),
                    portrait=portrait(f"p{StoryPage.objects.count()}"),
                    portrait_alt="戴头盔的人",
                    station=station,
                ),
                actor=None,
            )

    return _tell


def queries(client: Client, path: str, counted: Callable) -> int:
    client.get(path)  # cuts the pictures
    cache.clear()
    Site.clear_site_root_paths_cache()
    ContentType.objects.clear_cache()
    with counted(20, exact=False) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


@pytest.mark.parametrize("path", ["/", "/stories/"])
def test_more_stories_cost_no_more_queries(
    client: Client, tell: Callable, path: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    def counted(most: int, exact: bool) -> object:
        return django_assert_max_num_queries(most)

    tell(1)
    one = queries(client, path, counted)
    tell(2)
    assert queries(client, path, counted) == one


def test_the_front_page_is_small(client: Client, tell: Callable) -> None:
    tell(3)
    page = client.get("/").content
    assert page.count(b'<article class="card">') == 2
    assert len(gzip.compress(page)) < 20 * 1024


def test_an_empty_site_says_so(client: Client, home: HomePage) -> None:
    assert list(client.get("/").context["stories"]) == []
    assert client.get("/stories/").content.count(b'class="empty"') == 1
    assert client.get("/competitions/").content.count(b'class="empty"') == 1


def test_a_story_can_be_shared(client: Client, draft: Draft, consent: Consent) -> None:
    story = draft(consent=consent, portrait=portrait(), portrait_alt="戴头盔的人")
    publish_story(story, actor=None)
    page = client.get("/stories/story/").content.decode()
    assert '<meta property="og:title" content="三百个早晨">' in page
    assert '<meta property="og:description" content="每天五点四十分。">' in page
    assert '<meta property="og:url" content="https://office.example/stories/story/">' in page
    assert '<meta property="og:image" content="https://office.example/media/images/' in page
    assert 'alt="戴头盔的人"' in page
    assert "<dt>站点</dt><dd>高铁新区</dd>" in page


@pytest.fixture
def event(db: None) -> Event:
    organiser = Organisation.objects.create(name="平安区总工会", is_department=True)
    competition = Competition.objects.create(name="首届", year=2026, organiser=organiser, held_on=TODAY)
    return Event.objects.create(
        code="KDY",
        competition=competition,
        name="快递员",
        occupation_code="4-02-07-08",
        honours=[{"name": "技术状元", "first": 1, "last": 1}],
    )


def version(event: Event, number: int, name: str) -> None:
    row = {
        "rank": 1,
        "entry": "001",
        "name": name,
        "unit": "平安速达",
        "theory": "90.00",
        "practice": "95.00",
        "total": "93.50",
        "status": "ranked",
        "award": "技术状元",
    }
    ResultVersion.objects.create(
        event=event,
        version=number,
        state=ResultState.FINAL,
        rows=[row],
        theory_weight=30,
        practice_weight=70,
        published_at=NOW,
    )


def test_a_board_follows_the_record(client: Client, home: HomePage, event: Event) -> None:
    show_results(event, slug="kdy", title="快递员赛项", actor=None)
    assert client.get("/competitions/kdy/").context["result"] is None
    version(event, 1, "祁国栋")
    assert "祁国栋" in client.get("/competitions/kdy/").content.decode()
    version(event, 2, "王玉兰")
    page = client.get("/competitions/kdy/").content.decode()
    assert ("祁国栋" in page, "王玉兰" in page) == (False, True)


def test_one_page_a_slug(home: HomePage, event: Event) -> None:
    first = show_results(event, slug="kdy", title="快递员赛项", actor=None)
    assert show_results(event, slug="kdy", title="别的", actor=None).pk == first.pk


def test_a_board_asks_no_more_for_more_rows(
    client: Client, home: HomePage, event: Event, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    show_results(event, slug="kdy", title="快递员赛项", actor=None)
    version(event, 1, "祁国栋")
    # Where the site is and which kinds of pages there are is learnt once.
    client.get("/competitions/kdy/")
    with django_assert_max_num_queries(15):
        client.get("/competitions/kdy/")
