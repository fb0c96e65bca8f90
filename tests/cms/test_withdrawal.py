"""A consent that is withdrawn or has ended takes its story off the site at once."""

import datetime
from collections.abc import Callable

from django.test import Client

from cms.actions import publish_story
from cms.models import StoryPage
from office.audit.models import Entry
from office.people.actions.consents import withdraw_consent
from office.people.models import Consent, Courier, Organisation, Station, User
from tests.cms.conftest import NOW, consent_of, portrait
from tests.personas import user

Draft = Callable[..., StoryPage]


def listed(client: Client) -> list[str]:
    return [story.slug for story in client.get("/stories/").context["stories"]]


def test_withdrawing_takes_the_story_down(
    client: Client, draft: Draft, consent: Consent, courier: Courier, registrar: User
) -> None:
    publish_story(draft("gone", consent=consent), actor=None)
    publish_story(draft("other", consent=consent_of(courier)), actor=None)
    assert client.get("/stories/gone/").status_code == 200
    withdraw_consent(consent, actor=registrar, now=NOW)
    assert client.get("/stories/gone/").status_code == 404
    assert client.get("/stories/other/").status_code == 200
    assert listed(client) == ["other"]
    assert [story.slug for story in client.get("/").context["stories"]] == ["other"]
    assert StoryPage.objects.get(slug="gone").live is False
    entry = Entry.objects.latest("sequence")
    assert (entry.action, entry.actor_label, entry.data) == (
        "cms.story.withdrawn",
        "registrar",
        {"consent": consent.pk, "slug": "gone"},
    )


def test_the_courier_withdraws_without_any_right_of_an_editor(
    client: Client, draft: Draft, consent: Consent, courier: Courier
) -> None:
    publish_story(draft(consent=consent), actor=None)
    withdraw_consent(consent, actor=user("courier", courier=courier), now=NOW)
    assert client.get("/stories/story/").status_code == 404


def test_a_draft_is_left_and_its_schedule_dropped(draft: Draft, consent: Consent) -> None:
    story = draft(consent=consent)
    story.go_live_at = NOW + datetime.timedelta(days=1)
    story.save_revision().publish()
    withdraw_consent(consent, actor=None, now=NOW)
    assert story.revisions.filter(approved_go_live_at__isnull=False).count() == 0
    assert Entry.objects.filter(action="cms.story.withdrawn").count() == 0


def test_the_cut_pictures_go_with_it(client: Client, draft: Draft, consent: Consent) -> None:
    picture = portrait()
    story = draft(consent=consent, portrait=picture, portrait_alt="戴头盔的人")
    publish_story(story, actor=None)
    client.get("/stories/story/")
    assert picture.renditions.count() > 0
    withdraw_consent(consent, actor=None, now=NOW)
    assert picture.renditions.count() == 0


def test_the_day_after_the_last_day_nothing_is_found(
    client: Client, draft: Draft, courier: Courier, clock: Callable
) -> None:
    publish_story(draft(consent=consent_of(courier, expires_on=datetime.date(2026, 9, 20))), actor=None)
    clock(datetime.datetime(2026, 9, 20, 15, 59, tzinfo=datetime.UTC))
    assert client.get("/stories/story/").status_code == 200
    clock(datetime.datetime(2026, 9, 20, 16, 0, tzinfo=datetime.UTC))
    assert client.get("/stories/story/").status_code == 404
    assert listed(client) == []
    assert list(client.get("/").context["stories"]) == []


def test_neighbours_are_shown_while_their_consent_holds(
    client: Client, draft: Draft, consent: Consent, courier: Courier
) -> None:
    firm = Organisation.objects.create(name="平安速达", is_employer=True)
    station = Station.objects.create(employer=firm, name="高铁新区网点")
    publish_story(draft("one", consent=consent, station=station), actor=None)
    publish_story(draft("two", consent=consent_of(courier), station=station), actor=None)
    third = consent_of(courier)
    publish_story(draft("three", consent=third, station=station), actor=None)
    withdraw_consent(third, actor=None, now=NOW)
    shown = client.get("/stories/one/").context["neighbours"]
    assert [story.slug for story in shown] == ["two"]
