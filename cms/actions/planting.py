"""Making the site."""

from __future__ import annotations

import datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site

from office.desk.language import office_language

from ..editing.newsrooms import lay_workflow
from ..models import (
    AnnouncementIndexPage,
    CampaignPage,
    ClassIndexPage,
    ContactPage,
    ContentPage,
    ContestIndexPage,
    EnglishPage,
    FiguresPage,
    GuideIndexPage,
    HomePage,
    HonourRollPage,
    PolicyIndexPage,
    SiteMapPage,
    StoryIndexPage,
)
from .tree import Blocks, page_at, raw


class Column(NamedTuple):
    """A page below the front door as it is made where it is missing."""

    kind: type[Page]
    slug: str
    title: str | Promise
    lead: str | Promise = ""


#: The columns, in the order of the site map.
COLUMNS = (
    Column(AnnouncementIndexPage, "announcements", _("Announcements")),
    Column(GuideIndexPage, "guides", _("Service guides")),
    Column(PolicyIndexPage, "policies", _("Policies and explanations")),
    Column(StoryIndexPage, "stories", _("Model couriers")),
    Column(
        HonourRollPage,
        "honour-roll",
        _("Roll of honour"),
        _(
            "Couriers and teams of this district that hold an honour, each with the document by which it "
            "was given."
        ),
    ),
    Column(ContestIndexPage, "competitions", _("Skills competitions")),
    Column(
        ClassIndexPage,
        "classes-open",
        _("Classes open for enrolment"),
        _("Classes on file with the office that still take people in. Seats are those of this moment."),
    ),
    Column(
        CampaignPage,
        "warm-bee",
        _("Warm Bee campaign"),
        _("Where those who work outdoors can rest, drink, charge and warm up."),
    ),
    Column(
        FiguresPage,
        "open-figures",
        _("Open figures"),
        _("How many couriers were trained, how many passed, and what was spent of which budget."),
    ),
    Column(ContactPage, "contact", _("Contact")),
    Column(SiteMapPage, "site-map", _("Site map")),
)
#: The pages of text about the site; one is made when its text is given.
STATEMENTS: tuple[tuple[str, str | Promise], ...] = (
    ("about", _("About this site")),
    ("accessibility", _("Accessibility statement")),
    ("privacy", pgettext_lazy("statement", "Privacy")),
)


@transaction.atomic
def plant(
    site_name: str,
    *,
    title: str,
    lead: str = "",
    now: datetime.datetime,
    **statements: Blocks,
) -> HomePage:
    """Make the tree of the public site as far as it is missing, and return its front door.

    Below the home page stand the columns; `about`, `accessibility` and `privacy` take the blocks of the pages
    of these names. The host is that of PUBLIC_BASE_URL, so that addresses given away (pictures for sharing,
    QR codes) lead here. Titles are kept in the office's language.
    """
    home = HomePage.objects.first() or _front_door(title, lead, now)
    with office_language():
        for column in COLUMNS:
            words = {"title": str(column.title)} | ({"lead": str(column.lead)} if column.lead else {})
            page_at(home, column.kind, column.slug, now, **words)
        for slug, name in STATEMENTS:
            if blocks := statements.get(slug):
                page_at(home, ContentPage, slug, now, title=str(name), body=raw(blocks))
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
    return page_at(
        parent or HomePage.objects.get(),
        EnglishPage,
        slug,
        now,
        title=title,
        lead=lead,
        body=raw(body),
        original=original,
        last_published_at=now,
    )


def _front_door(title: str, lead: str, now: datetime.datetime) -> HomePage:
    root = Page.get_first_root_node()
    if root is None:
        raise ValidationError(gettext("The page tree has no root. Run the migrations first."), code="no_root")
    return root.add_child(  # type: ignore[no-any-return]
        instance=HomePage(title=title, lead=lead, slug="pingan", live=True, first_published_at=now)
    )


def _clear_welcome() -> None:
    """Take away the page with which Wagtail greets a new site."""
    welcome = Page.objects.filter(depth=2, slug="home", content_type__model="page", numchild=0).first()
    if welcome is not None and not Site.objects.filter(root_page=welcome).exists():
        welcome.delete()
