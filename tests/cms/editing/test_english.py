"""Chosen pages are told in English too; the switch of languages leads from one to the other."""

import datetime
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from cms.actions import plant_english, publish_story
from cms.models import ContentPage, EnglishPage, HomePage, StoryPage
from office.people.models import Consent
from tests.cms.conftest import NOW


@pytest.fixture
def english(home: HomePage) -> EnglishPage:
    """The front door and the page about the site."""
    front = plant_english(None, original=home, slug="en", title="Every step on record", now=NOW)
    return plant_english(
        front,
        original=ContentPage.objects.get(slug="about"),
        slug="about",
        title="About this site",
        body=[("text", "<p>Who runs it.</p>")],
        now=NOW,
    )


def test_the_english_page_speaks_english_whatever_the_reader_chose(
    client: Client, english: EnglishPage
) -> None:
    response = client.get("/en/about/")
    text = response.content.decode()
    assert (response.status_code, response["Content-Language"]) == (200, "en")
    assert ('<html lang="en"' in text, "Skip to the content" in text, "Who runs it." in text) == (
        True,
        True,
        True,
    )
    assert client.get("/about/")["Content-Language"] == "zh-hans"


def test_the_switch_leads_to_the_other_page(client: Client, english: EnglishPage) -> None:
    assert 'name="next" value="/en/about/"' in client.get("/about/").content.decode()
    assert 'name="next" value="/about/"' in client.get("/en/about/").content.decode()
    # Where the menus are English already, the switch brings them back to the Chinese page.
    client.cookies["django_language"] = "en"
    assert 'name="next" value="/about/"' in client.get("/about/").content.decode()
    # Without a translation one stays where one is.
    assert 'name="next" value="/stories/"' in client.get("/stories/").content.decode()


def test_both_pages_name_each_other_to_machines(client: Client, english: EnglishPage) -> None:
    links = [
        '<link rel="alternate" hreflang="zh-Hans" href="https://office.example/about/">',
        '<link rel="alternate" hreflang="en" href="https://office.example/en/about/">',
        '<link rel="alternate" hreflang="x-default" href="https://office.example/about/">',
    ]
    for path in ("/about/", "/en/about/"):
        text = client.get(path).content.decode()
        assert [link in text for link in links] == [True, True, True]
    assert "hreflang" not in client.get("/stories/").content.decode()


def test_a_chinese_page_in_an_english_frame_says_so(client: Client, english: EnglishPage) -> None:
    client.cookies["django_language"] = "en"
    stories = client.get("/stories/").content.decode()
    assert ('<main id="main" tabindex="-1" lang="zh-Hans">' in stories, "in Chinese only" in stories) == (
        True,
        True,
    )
    about = client.get("/about/").content.decode()
    assert ('<a href="/en/about/">This page in English</a>' in about, "in Chinese only" in about) == (
        True,
        False,
    )


def test_a_translation_that_fell_behind_says_so(client: Client, english: EnglishPage) -> None:
    assert "the one that holds" not in client.get("/en/about/").content.decode()
    ContentPage.objects.update(last_published_at=NOW + datetime.timedelta(days=2))
    assert "the one that holds" in client.get("/en/about/").content.decode()


def test_a_translation_that_is_down_is_not_named(client: Client, english: EnglishPage) -> None:
    english.unpublish()
    assert "hreflang" not in client.get("/about/").content.decode()


def test_planting_again_changes_nothing(english: EnglishPage, home: HomePage) -> None:
    again = plant_english(None, original=home, slug="en", title="Other", now=NOW)
    assert (again.title, EnglishPage.objects.count()) == ("Every step on record", 2)


def test_a_story_is_not_told_in_english(
    client: Client, english: EnglishPage, draft: Callable[..., StoryPage], consent: Consent
) -> None:
    """When the consent ended, the translation would still be there."""
    story = publish_story(draft(consent=consent), actor=None)
    with pytest.raises(ValidationError) as refused:
        plant_english(english, original=story, slug="mahailong", title="Three hundred mornings", now=NOW)
    assert refused.value.error_dict["original"][0].code == "chinese_only"
