"""Columns in which nothing stands, or nothing new."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.conf import settings
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from wagtail.models import Page
from wagtail.query import PageQuerySet

from ..models import HomePage, SitePage
from ..models.shown import page_kinds
from .findings import Finding, FindingKind, about


def empty_or_stale(today: datetime.date) -> Iterator[Finding]:
    """Find the live columns without a live page, and those whose newest publication is too long ago."""
    for kind in [kind for kind in page_kinds() if kind.freshness]:
        for column in kind.objects.live():
            if finding := _fault_of(column, settings.SITE_CHECK_DAYS[kind.freshness], today):
                yield finding


def _fault_of(column: SitePage, days: int, today: datetime.date) -> Finding | None:
    newest = _below(column).aggregate(newest=Max("last_published_at"), first=Max("first_published_at"))
    moment = max((each for each in newest.values() if each), default=None)
    if moment is None:
        return about(column, FindingKind.EMPTY_COLUMN, gettext("No page stands in this column. Publish one."))
    age = (today - timezone.localdate(moment)).days
    if age <= days:
        return None
    sentence = ngettext(
        "Nothing new for %(age)d day; at most %(days)d are allowed.",
        "Nothing new for %(age)d days; at most %(days)d are allowed.",
        age,
    ) % {"age": age, "days": days}
    return about(column, FindingKind.STALE_COLUMN, sentence)


def _below(column: SitePage) -> PageQuerySet:
    """Return what counts as new in a column: its pages; for the front door every page of the site."""
    if isinstance(column, HomePage):
        return Page.objects.descendant_of(column).live()
    return Page.objects.child_of(column).live()
