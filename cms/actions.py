"""Making the site, telling stories, taking them back."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.images.models import Image
from wagtail.models import Page, Site

from office.audit import actions as audit
from office.people.models import Consent, Station, User
from recognition.competitions.models import Event
from recognition.honours.models import Honour

from .editing.files import forget_sizes
from .editing.hands import may_release
from .editing.newsrooms import grant_editor, lay_workflow
from .models import (
    ContentPage,
    ContestIndexPage,
    ContestResultPage,
    EnglishPage,
    HomePage,
    StoryIndexPage,
    StoryPage,
)

__all__ = [
    "grant_editor",
    "plant",
    "plant_english",
    "publish_story",
    "record_publication",
    "show_results",
    "strike_honour",
    "take_down",
    "write_story",
]

# The blocks of a body as (kind, value); "facts" takes pairs of name and value.
Blocks = Iterable[tuple[str, Any]]
PageKind = TypeVar("PageKind", bound=Page)


@transaction.atomic
def plant(
    site_name: str, *, title: str, lead: str = "", about: Blocks = (), now: datetime.datetime
) -> HomePage:
    """Make the tree of the public site as far as it is missing, and return its front door.

    Below the home page stand `stories`, `competitions` and `about`. The host is that of PUBLIC_BASE_URL, so
    that addresses given away (pictures for sharing, QR codes) lead here.
    """
    home = HomePage.objects.first() or _front_door(title, lead, now)
    _page(home, StoryIndexPage, "stories", now, title=_("Model couriers"))
    _page(home, ContestIndexPage, "competitions", now, title=_("Skills competitions"))
    _page(home, ContentPage, "about", now, title=_("About this site"), body=_raw(about))
    host = urlsplit(settings.PUBLIC_BASE_URL)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "site_name": site_name,
            "root_page": home,
            "hostname": host.hostname,
            "port": host.port or (443 if host.scheme == "https" else 80),
        },
    )
    Site.clear_site_root_paths_cache()
    _clear_welcome()
    lay_workflow()
    return HomePage.objects.get(pk=home.pk)  # type: ignore[no-any-return]


@transaction.atomic
def plant_english(
    parent: EnglishPage | None,
    *,
    original: Page | None,
    slug: str,
    title: str,
    lead: str = "",
    body: Blocks = (),
    now: datetime.datetime,
) -> EnglishPage:
    """Tell a Chinese page in English, below an English page or (None) below the front door, and return it.

    A page of this slug is returned as it is.
    """
    return _page(
        parent or HomePage.objects.get(),
        EnglishPage,
        slug,
        now,
        title=title,
        lead=lead,
        body=_raw(body),
        original=original,
        last_published_at=now,
    )


def _front_door(title: str, lead: str, now: datetime.datetime) -> HomePage:
    root = Page.get_first_root_node()
    if root is None:
        raise ValidationError(_("The page tree has no root. Run the migrations first."), code="no_root")
    return root.add_child(  # type: ignore[no-any-return]
        instance=HomePage(title=title, lead=lead, slug="pingan", live=True, first_published_at=now)
    )


def _clear_welcome() -> None:
    """Take away the page with which Wagtail greets a new site."""
    welcome = Page.objects.filter(depth=2, slug="home", content_type__model="page", numchild=0).first()
    if welcome is not None and not Site.objects.filter(root_page=welcome).exists():
        welcome.delete()


def _page(parent: Page, kind: type[PageKind], slug: str, now: datetime.datetime, **values: Any) -> PageKind:
    found: PageKind | None = kind.objects.child_of(parent).filter(slug=slug).first()
    if found is not None:
        return found
    page = kind(slug=slug, live=True, first_published_at=now, show_in_menus=True, **values)
    # The parent is read anew: treebeard counts children on the object it is given.
    return type(parent).objects.get(pk=parent.pk).add_child(instance=page)  # type: ignore[no-any-return]


def _raw(blocks: Blocks) -> list[tuple[str, Any]]:
    return [(kind, _facts(value) if kind == "facts" else value) for kind, value in blocks]


def _facts(pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    return {"facts": [{"name": name, "value": text} for name, text in pairs]}


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
    station: Station | None = None,
    honour: str = "",
    quotation: str = "",
    actor: User | None,
) -> StoryPage:
    """Keep a story as a draft below the list of stories; one with this slug is returned as it is.

    Raises ValidationError (`no_index`) when the site has no list of stories.
    """
    index = _index(StoryIndexPage)
    if found := StoryPage.objects.child_of(index).filter(slug=slug).first():
        return found  # type: ignore[no-any-return]
    story = StoryPage(
        slug=slug,
        title=title,
        person=person,
        lead=lead,
        body=_raw(body),
        consent=consent,
        portrait=portrait,
        portrait_alt=portrait_alt,
        station=station,
        honour=honour,
        quotation=quotation,
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
    if actor is not None and not may_release(actor, story):
        raise PermissionDenied(
            _("You may not publish this page: a leader of its department does who did not write it.")
        )
    if story.live and not story.has_unpublished_changes:
        return story
    revision = story.get_latest_revision() or story.save_revision(user=actor)
    # Asked above: in Wagtail's eyes nobody but the technical administrator may.
    revision.publish(user=actor, skip_permission_checks=True)
    story.refresh_from_db()
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


@transaction.atomic
def show_results(
    event: Event, *, slug: str, title: str, lead: str = "", body: Blocks = (), actor: User | None
) -> ContestResultPage:
    """Make the public page of an event's results; one with this slug is returned as it is.

    The board follows the record: a page made before the first results says that they are still to come.
    Raises ValidationError (`no_index`) when the site has no list of competitions.
    """
    index = _index(ContestIndexPage)
    if found := ContestResultPage.objects.child_of(index).filter(slug=slug).first():
        return found  # type: ignore[no-any-return]
    page = ContestResultPage(
        slug=slug, title=title, event=event, lead=lead, body=_raw(body), live=False, owner=actor
    )
    index.add_child(instance=page)
    # The board shows what is published in the record already; whoever published it there may show it here.
    page.save_revision(user=actor).publish(user=actor, skip_permission_checks=True)
    page.refresh_from_db()
    return page


def _index(kind: type[PageKind]) -> PageKind:
    index: PageKind | None = kind.objects.live().first()
    if index is None:
        raise ValidationError(_("The site has no such list yet. Plant the site first."), code="no_index")
    return index
