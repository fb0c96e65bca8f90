"""No way of publishing makes a story live without the courier's consent."""

import datetime
from collections.abc import Callable, Iterator
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.models import Revision
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.actions import publish_story
from cms.models import StoryIndexPage, StoryPage
from office.audit.models import Entry
from office.people.models import Consent, Courier, User
from tests.cms.conftest import NOW, consent_of, portrait
from tests.personas import user

Draft = Callable[..., StoryPage]
MISSING = "人物报道须有本人的公开授权才能发布。请选择一份授权，或者先登记授权。"


@pytest.fixture(autouse=True)
def english(chinese: None) -> Iterator[None]:
    with translation.override("en"):
        yield


def codes(refusal: pytest.ExceptionInfo[ValidationError]) -> dict[str, list[str]]:
    return {name: [error.code for error in errors] for name, errors in refusal.value.error_dict.items()}


def test_a_story_with_consent_goes_live(draft: Draft, consent: Consent, leader: User) -> None:
    story = publish_story(draft(consent=consent), actor=leader)
    assert story.live is True
    entry = Entry.objects.latest("sequence")
    assert (entry.action, entry.actor_label, entry.data) == (
        "cms.story.published",
        "leader",
        {"consent": consent.pk, "slug": "story"},
    )


def test_publishing_again_is_one_deed(draft: Draft, consent: Consent, leader: User) -> None:
    story = publish_story(publish_story(draft(consent=consent), actor=leader), actor=leader)
    assert (story.live, Entry.objects.filter(action="cms.story.published").count()) == (True, 1)


def test_without_consent_the_action_refuses(draft: Draft, leader: User) -> None:
    story = draft()
    with pytest.raises(ValidationError) as refusal:
        publish_story(story, actor=leader)
    assert codes(refusal) == {"consent": ["consent_missing"]}
    assert StoryPage.objects.get().live is False
    assert Entry.objects.filter(action="cms.story.published").count() == 0


def test_a_stranger_may_not_publish(draft: Draft, consent: Consent) -> None:
    story = draft(consent=consent)
    with pytest.raises(PermissionDenied):
        publish_story(story, actor=user("stranger"))
    assert StoryPage.objects.get().live is False


@pytest.mark.parametrize(
    "changes",
    [
        {"withdrawn_at": NOW},
        {"expires_on": datetime.date(2026, 9, 14)},
        {"given_on": datetime.date(2026, 9, 16)},
    ],
    ids=["withdrawn", "expired", "not yet"],
)
def test_a_consent_that_does_not_hold_is_refused(draft: Draft, courier: Courier, changes: dict) -> None:
    story = draft(consent=consent_of(courier, **changes))
    with pytest.raises(ValidationError) as refusal:
        publish_story(story, actor=None)
    assert codes(refusal) == {"consent": ["consent_ended"]}


def test_the_last_day_of_a_consent_counts(draft: Draft, courier: Courier) -> None:
    story = draft(consent=consent_of(courier, expires_on=datetime.date(2026, 9, 15)))
    assert publish_story(story, actor=None).live is True


def test_a_portrait_needs_its_description(draft: Draft, consent: Consent) -> None:
    story = draft(consent=consent, portrait=portrait(), portrait_alt="  ")
    with pytest.raises(ValidationError) as refusal:
        publish_story(story, actor=None)
    assert codes(refusal) == {"portrait_alt": ["alt_missing"]}


def test_wagtails_own_publishing_is_refused_alike(draft: Draft) -> None:
    with pytest.raises(ValidationError):
        draft().get_latest_revision().publish()
    assert StoryPage.objects.get().live is False


def form(story: dict | None = None) -> dict:
    values = {
        "title": "新故事",
        "slug": "new",
        "person": "马海龙",
        "consent": "",
        "lead": "导语",
        "quotation": "",
        "station": "",
        "honour": "",
        "portrait": "",
        "portrait_alt": "",
        "body": streamfield([("text", rich_text("<p>正文</p>"))]),
        "courier_since": "",
        "parcels": "",
        "gallery": streamfield([]),
        "comments": inline_formset([]),
        "action-publish": "publish",
    }
    return nested_form_data(values | (story or {}))


def add_url() -> str:
    return reverse("wagtailadmin_pages:add", args=["cms", "storypage", StoryIndexPage.objects.get().pk])


def test_the_button_answers_with_the_sentence(client: Client, administrator: User) -> None:
    client.force_login(administrator)
    response = client.post(add_url(), form(), headers={"accept-language": "en"})
    assert response.status_code == 200
    assert response.context["form"].errors == {"consent": [MISSING]}
    assert StoryPage.objects.count() == 0


def test_the_button_publishes_with_consent(client: Client, administrator: User, consent: Consent) -> None:
    client.force_login(administrator)
    response = client.post(add_url(), form({"consent": consent.pk}))
    assert response.status_code == 302
    assert StoryPage.objects.get().live is True
    assert Entry.objects.latest("sequence").action == "cms.story.published"


def test_a_draft_is_kept_without_consent(client: Client, editor: User) -> None:
    client.force_login(editor)
    data = form()
    del data["action-publish"]
    assert client.post(add_url(), data).status_code == 302
    assert StoryPage.objects.get().live is False


def test_a_schedule_asks_for_a_consent_that_holds_then(
    client: Client, administrator: User, courier: Courier
) -> None:
    ending = consent_of(courier, expires_on=datetime.date(2026, 9, 20))
    client.force_login(administrator)
    late = form({"consent": ending.pk, "go_live_at": "2026-09-25 09:00"})
    assert client.post(add_url(), late, headers={"accept-language": "en"}).context["form"].errors == {
        "consent": ["该授权在发布之日无效：已到期、已撤回或尚未生效。请重新征得本人同意并登记新的授权。"]
    }
    soon = form({"consent": ending.pk, "go_live_at": "2026-09-18 09:00"})
    assert client.post(add_url(), soon).status_code == 302
    assert StoryPage.objects.get().live is False
    assert Revision.objects.filter(approved_go_live_at__isnull=False).count() == 1


def bulk_url(*stories: StoryPage) -> str:
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return url + "?" + "&".join(f"id={story.pk}" for story in stories)


def test_bulk_publishing_takes_all_or_none(
    client: Client, administrator: User, draft: Draft, consent: Consent
) -> None:
    good, bad = draft("good", consent=consent), draft("bad")
    client.force_login(administrator)
    response = client.post(bulk_url(good, bad), headers={"accept-language": "en"}, follow=True)
    assert [str(message) for message in response.context["messages"]] == [f"“三百个早晨”未发布。{MISSING}"]
    assert StoryPage.objects.live().count() == 0
    client.post(bulk_url(good))
    assert [story.slug for story in StoryPage.objects.live()] == ["good"]


def test_bulk_publishing_looks_below_a_page(client: Client, administrator: User, draft: Draft) -> None:
    draft()
    client.force_login(administrator)
    index = StoryIndexPage.objects.get()
    client.post(bulk_url(index), {"include_descendants": "on"})
    assert StoryPage.objects.get().live is False


def scheduled(story: StoryPage, at: datetime.datetime) -> None:
    story.go_live_at = at
    story.save_revision().publish()


def test_a_schedule_is_kept_and_recorded(draft: Draft, consent: Consent, clock: Callable) -> None:
    scheduled(draft(consent=consent), NOW + datetime.timedelta(days=1))
    assert StoryPage.objects.get().live is False
    clock(NOW + datetime.timedelta(days=2))
    call_command("publish_scheduled")
    assert StoryPage.objects.get().live is True
    assert Entry.objects.latest("sequence").action == "cms.story.published"


def test_an_ended_consent_stops_its_own_story_only(
    draft: Draft, consent: Consent, courier: Courier, clock: Callable
) -> None:
    ending = consent_of(courier, expires_on=datetime.date(2026, 9, 16))
    scheduled(draft("ending", consent=ending), NOW + datetime.timedelta(days=1))
    scheduled(draft("lasting", consent=consent), NOW + datetime.timedelta(days=1, hours=1))
    clock(NOW + datetime.timedelta(days=3))
    said = StringIO()
    call_command("publish_scheduled", stderr=said)
    assert [story.slug for story in StoryPage.objects.live()] == ["lasting"]
    assert said.getvalue().startswith("三百个早晨: This consent does not hold")
    assert Revision.objects.filter(approved_go_live_at__isnull=False).count() == 0


def test_a_dry_run_takes_nothing_off_the_schedule(draft: Draft, clock: Callable, courier: Courier) -> None:
    ending = consent_of(courier, expires_on=datetime.date(2026, 9, 16))
    scheduled(draft(consent=ending), NOW + datetime.timedelta(days=1))
    clock(NOW + datetime.timedelta(days=3))
    call_command("publish_scheduled", dryrun=True, stdout=StringIO(), stderr=StringIO())
    assert StoryPage.objects.get().live is False
    assert Revision.objects.filter(approved_go_live_at__isnull=False).count() == 1
