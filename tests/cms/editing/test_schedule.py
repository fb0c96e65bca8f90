"""What is scheduled is seen, and whether the job that does it runs."""

import datetime
from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from cms.actions import publish_story
from cms.editing.schedule import scheduled_pages
from cms.models import HomePage, StoryPage
from office.people.models import Courier, User
from tests.cms.conftest import NOW, consent_of

Draft = Callable[..., StoryPage]
DAY = datetime.timedelta(days=1)


@pytest.fixture
def dated(draft: Draft, courier: Courier) -> None:
    """One approved for tomorrow, one whose day nobody submitted, one that comes down, one without a day."""
    consent = consent_of(courier)
    for slug, day, publishes in (("approved", 1, True), ("asked", 2, False)):
        story = draft(slug, consent=consent, title=slug)
        story.go_live_at = NOW + day * DAY
        revision = story.save_revision()
        if publishes:
            revision.publish()
    ending = draft("ending", consent=consent, title="ending")
    ending.expire_at = NOW + 3 * DAY
    ending.save_revision().publish()
    publish_story(draft("plain", consent=consent, title="plain"), actor=None)


def test_the_calendar_has_what_comes_and_what_goes(dated: None) -> None:
    rows = [(page.slug, bool(page.goes_live_at), bool(page.asked_at)) for page in scheduled_pages(NOW)]
    assert rows == [("approved", True, True), ("ending", False, False), ("asked", False, True)]


def test_an_editor_reads_it_as_report_and_as_sheet(client: Client, dated: None, editor: User) -> None:
    client.force_login(editor)
    page = client.get(reverse("cms_schedule"))
    assert [row.slug for row in page.context["object_list"]] == ["approved", "ending", "asked"]
    text = page.content.decode()
    assert (
        "2026-09-16 11:00" in text,
        reverse("wagtailadmin_pages:edit", args=[StoryPage.objects.get(slug="asked").pk]) in text,
    ) == (True, True)
    sheet = client.get(reverse("cms_schedule"), {"export": "csv"})
    assert b"".join(sheet.streaming_content).decode("utf-8-sig").count("\n") == 4


def test_the_report_costs_the_same_for_one_and_for_three(
    client: Client, draft: Draft, courier: Courier, editor: User, django_assert_num_queries: Callable
) -> None:
    consent = consent_of(courier)

    def asked() -> int:
        with django_assert_num_queries(60, exact=False) as queries:
            client.get(reverse("cms_schedule"))
        return len(queries)

    def schedule(slug: str) -> None:
        story = draft(slug, consent=consent)
        story.go_live_at = NOW + DAY
        story.save_revision().publish()

    client.force_login(editor)
    schedule("one")
    asked()
    first = asked()
    schedule("two")
    schedule("three")
    assert asked() == first


def panels(client: Client) -> str:
    return client.get("/admin/").content.decode()


def test_the_health_page_sees_the_job(client: Client, home: HomePage, clock: Callable) -> None:
    told = client.get("/health/")
    assert (told.status_code, told.json()["publishing_job"], told.json()["database"]) == (503, "late", "ok")
    call_command("publish_scheduled")
    well = client.get("/health/")
    assert (well.status_code, well.json()["storage"], well["Cache-Control"].count("no-store")) == (
        200,
        "ok",
        1,
    )
    clock(NOW + datetime.timedelta(minutes=15))
    assert client.get("/health/").status_code == 200
    clock(NOW + datetime.timedelta(minutes=16))
    assert client.get("/health/").json()["publishing_job"] == "late"


def test_the_home_of_the_admin_warns_while_the_job_does_not_run(client: Client, editor: User) -> None:
    client.force_login(editor)
    assert "publish_scheduled" in panels(client)
    call_command("publish_scheduled")
    assert "publish_scheduled" not in panels(client)


def test_the_home_names_what_is_scheduled_and_whose_consent_ends(
    client: Client, dated: None, draft: Draft, courier: Courier, editor: User
) -> None:
    for slug, days in (("soon", 60), ("later", 61)):
        consent = consent_of(courier, expires_on=NOW.date() + days * DAY)
        publish_story(draft(slug, consent=consent, title=f"story-{slug}"), actor=None)
    client.force_login(editor)
    text = panels(client)
    assert ("approved" in text, "story-soon" in text, "story-later" in text) == (True, True, False)
