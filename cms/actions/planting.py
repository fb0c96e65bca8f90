"""Making the site."""

from __future__ import annotations

import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from ..models import ContentPage, ContestIndexPage, HomePage, StoryIndexPage
from .tree import Blocks, page_at, raw


@transaction.atomic
def plant(
    site_name: str, *, title: str, lead: str = "", about: Blocks = (), now: datetime.datetime
) -> HomePage:
    """Make the tree of the public site as far as it is missing, and return its front door.

    Below the home page stand `stories`, `competitions` and `about`. The host is that of PUBLIC_BASE_URL, so
    that addresses given away (pictures for sharing, QR codes) lead here.
    """
    home = HomePage.objects.first() or _front_door(title, lead, now)
    page_at(home, StoryIndexPage, "stories", now, title=_("Model couriers"))
    page_at(home, ContestIndexPage, "competitions", now, title=_("Skills competitions"))
    page_at(home, ContentPage, "about", now, title=_("About this site"), body=raw(about))
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
    return HomePage.objects.get(pk=home.pk)  # type: ignore[no-any-return]


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
