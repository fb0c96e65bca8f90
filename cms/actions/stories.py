"""Telling stories, taking them back."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.images.models import Image

from office.audit import actions as audit
from office.people.models import Consent, Station, User
from recognition.honours.models import Honour

from ..editing.files import forget_sizes
from ..models import StoryIndexPage, StoryPage
from ..sharing.posters.keeping import forget as forget_poster
from .pages import release
from .tree import Blocks, index_of, raw


@transaction.atomic
def write_story(
    slug: str,
    *,
    title: str,
    person: str,
    lead: str,
    body: Blocks,
    consent: Consent | None = None,
    portrait: Image | None = None,
    portrait_alt: str = "",
    portrait_credit: str = "",
    station: Station | None = None,
    honour: str = "",
    quotation: str = "",
    courier_since: int | None = None,
    parcels: int | None = None,
    gallery: Blocks = (),
    actor: User | None,
) -> StoryPage:
    """Keep a story as a draft below the list of stories; one with this slug is returned as it is.

    Raises ValidationError (`no_index`) when the site has no list of stories.
    """
    index = index_of(StoryIndexPage)
    if found := StoryPage.objects.child_of(index).filter(slug=slug).first():
        return found  # type: ignore[no-any-return]
    story = StoryPage(
        slug=slug,
        title=title,
        person=person,
        lead=lead,
        body=raw(body),
        consent=consent,
        portrait=portrait,
        portrait_alt=portrait_alt,
        portrait_credit=portrait_credit,
        station=station,
        honour=honour,
        quotation=quotation,
        courier_since=courier_since,
        parcels=parcels,
        gallery=list(gallery),
        live=False,
        owner=actor,
    )
    index.add_child(instance=story)
    story.save_revision(user=actor)
    return story


@transaction.atomic
def publish_story(story: StoryPage, *, actor: User | None) -> StoryPage:
    """Put the latest version of a story on the site; one that stands there unchanged stays as it is.

    The actor is a leader with a fresh hand; None is the command line. Raises PermissionDenied, and
    ValidationError by field (`consent_missing`, `consent_ended`, and those of `cms.editing.faults`).
    """
    if story.live and not story.has_unpublished_changes:
        return story
    release(story, actor=actor)
    record_publication(story, actor=actor)
    return story


def record_publication(story: StoryPage, *, actor: User | None) -> None:
    """Enter into the record that a story went on the site, and on which consent it rests."""
    audit.record("cms.story.published", actor=actor, subject=story, consent=story.consent_id, slug=story.slug)


def take_down(consent: Consent, actor: User | None, now: datetime.datetime) -> None:
    """Take the stories that rest on a consent off the site, with the cut-out sizes of all their pictures.

    Runs inside the withdrawal (`office.people.actions.consents.follow_withdrawals`), and by the clock when a
    consent has come to its end.
    """
    for story in StoryPage.objects.filter(consent=consent):
        story.revisions.update(approved_go_live_at=None)
        if story.live:
            # The right to withdraw is the courier's; no right of an editor is asked for.
            UnpublishPageAction(story, user=actor).execute(skip_permission_checks=True)
            audit.record(
                "cms.story.withdrawn", actor=actor, subject=story, consent=consent.pk, slug=story.slug
            )
        forget_poster(story)
        forget_sizes(story, timezone.localdate(now))


def strike_honour(honour: Honour, actor: User | None, now: datetime.datetime) -> None:
    """Let the stories of a person name a withdrawn honour no more, in their next versions neither.

    Runs inside the withdrawal (`recognition.honours.actions.follow_withdrawals`).
    """
    if honour.courier_id is None:
        return
    told = StoryPage.objects.filter(consent__courier=honour.courier_id, honour__contains=honour.title)
    for story in told:
        StoryPage.objects.filter(pk=story.pk).update(honour="")
        draft = story.get_latest_revision_as_object()
        draft.honour = ""
        draft.save_revision(user=actor, log_action=False)
        audit.record(
            "cms.story.honour_struck", actor=actor, subject=story, at=now, honour=honour.pk, slug=story.slug
        )
