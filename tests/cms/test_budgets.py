"""The site's pages keep to their budgets (tests/weights.py), and a story asks little."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from cms.actions import publish_story
from cms.models import StoryPage
from office.people.models import Courier, Organisation, Station
from tests.weights import weigh

from .conftest import consent_of, portrait

Draft = Callable[..., StoryPage]


@pytest.fixture
def stories(draft: Draft, courier: Courier) -> None:
    firm = Organisation.objects.create(name="中通平安网点", is_employer=True)
    station = Station.objects.create(employer=firm, name="高铁新区")
    for number in range(4):
        body = [
            ("heading", "一"),
            ("text", "<p>正文</p>" * 20),
            ("quote", {"text": "件也要到。", "speaker": "同事"}),
        ]
        picture = portrait(f"in-{number}")
        picture.contextual_alt_text, picture.decorative = "戴头盔的人", False
        told = draft(
            f"story-{number}",
            body=[*body * 4, ("picture", {"image": picture, "caption": "清晨"})],
            consent=consent_of(courier),
            portrait=portrait(f"of-{number}"),
            portrait_alt="戴头盔的人",
            station=station,
        )
        publish_story(told, actor=None)


def asked(client: Client, path: str) -> tuple[str, int]:
    """Return a page and its queries in a process that has cut the pictures and knows nothing else."""
    client.get(path)
    Site.clear_site_root_paths_cache()
    ContentType.objects.clear_cache()
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode(), len(queries)


@pytest.mark.parametrize("path", ["/", "/stories/", "/stories/story-0/", "/about/"])
def test_a_page_keeps_to_its_budget(client: Client, stories: None, path: str) -> None:
    page, queries = asked(client, path)
    assert weigh(page, queries=queries).over("public") == {}


def test_a_story_costs_hardly_more_queries_than_a_stock_page(client: Client, stories: None) -> None:
    """Stock Wagtail asks 12 for the same blocks, and neither for honours nor for a selection."""
    asked(client, "/stories/story-0/")
    _page, queries = asked(client, "/stories/story-0/")
    assert queries <= 12
