"""Which pages anybody may read on a day; every way that leads to pages asks here."""

from __future__ import annotations

import datetime

from django.apps import apps
from wagtail.models import Page
from wagtail.query import PageQuerySet

from .base import SitePage
from .openness import open_to_all


def page_kinds() -> list[type[SitePage]]:
    """Return the classes of the site's pages."""
    return [model for model in apps.get_models() if issubclass(model, SitePage)]


def shown_pages(on: datetime.date) -> PageQuerySet:
    """Return the pages that anybody may read on a day: live, not private, not withheld by their kind."""
    pages: PageQuerySet = open_to_all(Page.objects.all())
    for kind in page_kinds():
        if (withheld := kind.withheld(on)) is not None:
            pages = pages.exclude(pk__in=withheld.values("pk"))
    return pages
