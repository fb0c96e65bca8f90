"""What is new on the site, as Atom (RFC 4287) and RSS 2.0: titles, first words and addresses.

A feed says no more than a card does: whole texts stay here, where a consent that ends takes them down.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from office.casework.queries import notices_for_everybody
from office.desk.language import office_language
from recognition.competitions.models import ResultVersion

from ..models import (
    AnnouncementPage,
    ContestResultPage,
    ExplanationPage,
    PolicyPage,
    SitePage,
    StoryPage,
)
from .cards import summary_of
from .texts import writable

MOST = 30


@dataclass(frozen=True)
class Entry:
    """One thing that is new; `key` never changes, whatever becomes of title and address."""

    key: uuid.UUID
    title: str
    address: str
    summary: str
    published: datetime.datetime
    updated: datetime.datetime


@dataclass(frozen=True)
class Subject:
    """What one feed tells of: its name in addresses, its words, and what is in it on a day, newest first."""

    slug: str
    title: str | Promise
    description: str | Promise
    entries: Callable[[datetime.date], list[Entry]]


def _results(on: datetime.date) -> list[Entry]:
    pages = ContestResultPage.objects.newest().defer_streamfields()
    versions: dict[int, ResultVersion] = {}
    for version in ResultVersion.objects.filter(event__in=[page.event_id for page in pages]):
        kept = versions.setdefault(version.event_id, version)
        versions[version.event_id] = max(kept, version, key=lambda each: each.version)
    entries = []
    for page in pages:
        # A board without results is no news.
        if found := versions.get(page.event_id):
            said = f"{page.event.competition} · {found.get_state_display()}"
            entries.append(page_entry(page, summary=said, updated=found.published_at))
    return sorted(entries, key=lambda entry: entry.updated, reverse=True)[:MOST]


def _notices(on: datetime.date) -> list[Entry]:
    entries = []
    for notice in notices_for_everybody(on).order_by("-published_at", "-pk")[:MOST]:
        days = {"first": notice.opens_on, "last": notice.closes_on}
        said = (
            gettext("On public notice from %(first)s to %(last)s, 24:00. Objections are taken until then.")
            % days
        )
        key = uuid.uuid5(uuid.NAMESPACE_OID, f"notice {notice.number}")
        at = settings.PUBLIC_BASE_URL + notice.get_absolute_url()
        entries.append(Entry(key, notice.title, at, said, notice.published_at, notice.published_at))
    return _newest([*entries, *_pages(AnnouncementPage)(on)])


def _pages(*kinds: type[SitePage]) -> Callable[[datetime.date], list[Entry]]:
    """Return what gives the newest pages of some kinds."""

    def entries(on: datetime.date) -> list[Entry]:
        found = []
        for kind in kinds:
            shown = kind.shown_on(on).order_by("-first_published_at", "-pk").defer_streamfields()
            found += [page_entry(page) for page in shown[:MOST]]
        return _newest(found)

    return entries


def _newest(entries: list[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: entry.published, reverse=True)[:MOST]


def page_entry(page: Page, *, summary: str = "", updated: datetime.datetime | None = None) -> Entry:
    """Return a page as an entry; Wagtail's key of a page outlives a change of title, slug and place."""
    published = page.first_published_at or page.latest_revision_created_at or timezone.now()
    changed = updated or page.last_published_at or published
    words = summary or summary_of(page)
    return Entry(page.translation_key, page.title, str(page.full_url or ""), words, published, changed)


SUBJECTS = {
    subject.slug: subject
    for subject in (
        Subject("stories", _("Model couriers"), _("Stories of couriers of the district"), _pages(StoryPage)),
        Subject("notices", _("Public notices"), _("What is on public notice, and announcements"), _notices),
        Subject("results", _("Results of competitions"), _("Results as they are published"), _results),
        Subject(
            "policies",
            _("Policies"),
            _("Policy texts and their explanations"),
            _pages(PolicyPage, ExplanationPage),
        ),
    )
}


class Atom(Feed):  # type: ignore[type-arg]
    """A subject as Atom."""

    feed_type: Any = Atom1Feed
    address_name = "sharing:atom"

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer in the office's language: one answer for all readers may be kept on the way for a while."""
        with office_language():
            answer = super().__call__(request, *args, **kwargs)
        answer["Cache-Control"] = "public, max-age=300"
        return answer

    def get_object(self, request: HttpRequest, subject: str) -> Subject:
        """Find the subject, or 404."""
        if subject not in SUBJECTS:
            raise Http404
        return SUBJECTS[subject]

    def title(self, subject: Subject) -> str:
        """The name of the feed."""
        return f"{subject.title} · {settings.OFFICE_NAME}"

    def subtitle(self, subject: Subject) -> str:
        """What is in it."""
        return str(subject.description)

    description = subtitle

    def link(self, subject: Subject) -> str:
        """The site."""
        return str(settings.PUBLIC_BASE_URL) + "/"

    def feed_url(self, subject: Subject) -> str:
        """Where the feed itself is."""
        return str(settings.PUBLIC_BASE_URL) + reverse(self.address_name, args=[subject.slug])

    def feed_guid(self, subject: Subject) -> str:
        """The feed's key."""
        return uuid.uuid5(uuid.NAMESPACE_URL, f"{settings.PUBLIC_BASE_URL} {subject.slug}").urn

    def items(self, subject: Subject) -> list[Entry]:
        """What is new today."""
        return subject.entries(timezone.localdate())

    def item_title(self, item: Any) -> str:
        """Its title."""
        return writable(str(item.title))

    def item_description(self, item: Any) -> str:
        """Its first words."""
        return writable(str(item.summary))

    def item_link(self, item: Entry) -> str:
        """Its absolute address."""
        return item.address

    def item_guid(self, item: Entry) -> str:
        """Its key."""
        return item.key.urn

    item_guid_is_permalink = False

    def item_pubdate(self, item: Entry) -> datetime.datetime:
        """When it came."""
        return item.published

    def item_updateddate(self, item: Entry) -> datetime.datetime:
        """When it changed."""
        return item.updated


class Rss(Atom):
    """A subject as RSS."""

    feed_type = Rss201rev2Feed
    address_name = "sharing:rss"
