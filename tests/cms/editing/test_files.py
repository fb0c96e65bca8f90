"""A file is the house's own until a live page uses it, and again once no page does."""

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.images.models import Image

from cms.actions import publish_story
from cms.models import StoryPage
from office.audit.models import Entry
from office.people.actions.consents import withdraw_consent
from office.people.models import Consent, Courier, User
from tests.cms.conftest import NOW, consent_of, jpeg, portrait

Draft = Callable[..., StoryPage]


def told(draft: Draft, consent: Consent) -> tuple[StoryPage, list[Image]]:
    """A story with a portrait and a picture in its body."""
    pictures = [portrait("head"), portrait("early")]
    body = [("picture", {"image": pictures[1], "caption": "早班"})]
    pictures[1].contextual_alt_text, pictures[1].decorative = "早晨的站点", False
    return draft(consent=consent, portrait=pictures[0], portrait_alt="马海龙", body=body), pictures


def addresses(pictures: list[Image]) -> list[str]:
    return [picture.get_rendition("width-100").url for picture in pictures]


def statuses(client: Client, paths: list[str]) -> list[int]:
    return [client.get(path).status_code for path in paths]


def test_pictures_are_answered_while_a_live_page_uses_them(
    client: Client, draft: Draft, consent: Consent, editor: User
) -> None:
    story, pictures = told(draft, consent)
    cut, originals = addresses(pictures), [picture.file.url for picture in pictures]
    assert statuses(client, cut) == [404, 404]
    publish_story(story, actor=None)
    assert statuses(client, cut) == [200, 200]
    assert client.get(cut[0])["Cache-Control"] == "public, max-age=300"
    assert statuses(client, originals) == [404, 404]
    story.refresh_from_db()
    story.unpublish()
    assert statuses(client, cut) == [404, 404]
    client.force_login(editor)
    assert statuses(client, [*cut, *originals]) == [200] * 4
    assert client.get(cut[0])["Cache-Control"] == "private, no-store"


def test_a_picture_of_a_draft_only_stays_inside(client: Client, draft: Draft, consent: Consent) -> None:
    story, _pictures = told(draft, consent)
    publish_story(story, actor=None)
    story = StoryPage.objects.get()
    other = portrait("other")
    story.portrait = other
    story.save_revision()
    assert statuses(client, addresses([other])) == [404]


@pytest.mark.parametrize("way", ["withdrawn", "ended"])
def test_nothing_is_answered_once_consent_is_gone(
    client: Client,
    draft: Draft,
    courier: Courier,
    clock: Callable,
    way: str,
    django_capture_on_commit_callbacks: Callable,
) -> None:
    consent = consent_of(courier, expires_on=datetime.date(2026, 9, 20))
    story, pictures = told(draft, consent)
    publish_story(story, actor=None)
    cut = addresses(pictures)
    files = [Path(picture.get_rendition("width-100").file.path) for picture in pictures]
    assert statuses(client, cut) == [200, 200]
    with django_capture_on_commit_callbacks(execute=True):
        if way == "withdrawn":
            withdraw_consent(consent, actor=None, now=NOW)
        else:
            clock(NOW + datetime.timedelta(days=6))
            # Before the job has run the guard itself looks at the day.
            assert statuses(client, cut) == [404, 404]
            call_command("publish_scheduled")
    assert statuses(client, cut) == [404, 404]
    assert [file.exists() for file in files] == [False, False]
    assert StoryPage.objects.get().live is False
    entry = Entry.objects.latest("sequence")
    assert (entry.action, entry.actor_label, entry.data["consent"]) == ("cms.story.withdrawn", "", consent.pk)
    call_command("publish_scheduled")
    assert Entry.objects.filter(action="cms.story.withdrawn").count() == 1


def test_a_picture_that_another_page_uses_stays(client: Client, draft: Draft, courier: Courier) -> None:
    shared = portrait("shared")
    consents = [consent_of(courier), consent_of(courier)]
    for slug, consent in zip(("one", "two"), consents, strict=True):
        publish_story(draft(slug, consent=consent, portrait=shared, portrait_alt="站点"), actor=None)
    cut = addresses([shared])
    withdraw_consent(consents[0], actor=None, now=NOW)
    assert statuses(client, cut) == [200]


def test_documents_pass_the_same_guard(client: Client, draft: Draft, consent: Consent, editor: User) -> None:
    document = Document.objects.create(title="须知", file=ContentFile("办理须知".encode(), "guide.txt"))
    assert statuses(client, [document.url, document.file.url]) == [404, 404]
    link = f'<p><a linktype="document" id="{document.pk}">须知</a></p>'
    publish_story(draft(consent=consent, body=[("text", link)]), actor=None)
    assert statuses(client, [document.url, document.file.url]) == [200, 404]
    everybodys = client.get(document.url)
    assert everybodys["Cache-Control"] == "public, max-age=300"
    again = client.get(document.url, headers={"if-none-match": everybodys["ETag"]})
    assert (again.status_code, again["Cache-Control"]) == (304, "public, max-age=300")
    StoryPage.objects.get().unpublish()
    assert statuses(client, [document.url]) == [404]
    client.force_login(editor)
    inside = client.get(document.url)
    assert (inside.status_code, inside["Cache-Control"]) == (200, "private, no-store")


def test_behind_a_web_server_the_answer_names_the_inner_address(
    client: Client, draft: Draft, consent: Consent, settings: object
) -> None:
    settings.MEDIA_ACCEL = "/inner-media/"
    story, pictures = told(draft, consent)
    cut = addresses(pictures)[0]
    assert client.get(cut).status_code == 404
    publish_story(story, actor=None)
    response = client.get(cut)
    assert (response.status_code, response.content) == (200, b"")
    assert response["X-Accel-Redirect"] == cut.replace("/media/", "/inner-media/")


def test_nothing_leads_out_of_the_folder(client: Client, editor: User) -> None:
    client.force_login(editor)
    assert (
        statuses(client, ["/media/../manage.py", "/media/%2e%2e/manage.py", "/media/none.jpg"]) == [404] * 3
    )


def test_a_name_that_no_database_takes_asks_none(client: Client, db: None) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/media/a%00b.jpg").status_code == 404
    # What the page that says so asks for its footer is another matter.
    assert [query["sql"] for query in asked if "a\0b" in query["sql"] or "rendition" in query["sql"]] == []


def test_a_file_on_the_site_is_not_exchanged(
    client: Client, draft: Draft, consent: Consent, editor: User
) -> None:
    """Neither the search for numbers nor a second pair of eyes would see the new one."""
    document = Document.objects.create(title="须知", file=ContentFile("办理须知".encode(), "guide.txt"))
    link = f'<p><a linktype="document" id="{document.pk}">须知</a></p>'
    story = draft(consent=consent, body=[("text", link)], portrait=portrait("head"), portrait_alt="马海龙")
    client.force_login(editor)

    def exchange() -> list[int]:
        posts = (
            ("wagtaildocs:edit", document.pk, ContentFile(b"630102199001011234", "guide.txt")),
            ("wagtailimages:edit", story.portrait_id, SimpleUploadedFile("head.jpg", jpeg(), "image/jpeg")),
        )
        return [
            client.post(
                reverse(name, args=[key]), {"title": "一", "description": "二", "file": file}
            ).status_code
            for name, key, file in posts
        ]

    publish_story(story, actor=None)
    assert exchange() == [200, 200]
    document.refresh_from_db()
    with document.file.open("rb") as file:
        assert file.read() == "办理须知".encode()
    StoryPage.objects.get().unpublish()
    assert exchange() == [302, 302]
