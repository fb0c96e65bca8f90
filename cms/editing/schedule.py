"""What goes on the site and comes off it by the clock."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import CharField, F, OuterRef, Q, Subquery, TextField, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, NullIf
from django.utils.dateparse import parse_datetime
from wagtail.models import Page, Revision
from wagtail.query import PageQuerySet


def scheduled_pages(now: datetime.datetime) -> PageQuerySet:
    """Return the pages with a day to come, the soonest first.

    `goes_live_at` is an approved publication, `asked_at` (text) the day in a draft that is not approved,
    `comes_down_at` the end; each None when there is none.
    """
    approved = Revision.page_revisions.filter(
        object_id=Cast(OuterRef("pk"), output_field=CharField()), approved_go_live_at__isnull=False
    ).order_by("approved_go_live_at")
    pages = Page.objects.annotate(
        goes_live_at=Subquery(approved.values("approved_go_live_at")[:1]),
        # SQLite spells out a null inside JSON.
        asked_at=NullIf(
            Cast(KeyTextTransform("go_live_at", "latest_revision__content"), TextField()),
            Value("null", TextField()),
        ),
        comes_down_at=F("expire_at"),
    )
    # Wagtail writes the day into a draft as ISO 8601 in UTC, which sorts as text.
    asked = Q(asked_at__gt=now.astimezone(datetime.UTC).isoformat()) & Q(goes_live_at=None)
    coming_down = Q(live=True, expire_at__gt=now)
    return pages.filter(Q(goes_live_at__isnull=False) | asked | coming_down).order_by(
        Coalesce("goes_live_at", "expire_at").asc(nulls_last=True), "asked_at", "pk"
    )


def asked_day(page: Any) -> datetime.datetime | None:
    """Return the day asked for in a draft of `scheduled_pages`."""
    return parse_datetime(page.asked_at) if page.asked_at and page.goes_live_at is None else None


def dated_but_not_submitted(page: Any, now: datetime.datetime) -> datetime.datetime | None:
    """Return the day to come that a page's latest draft names while nobody submitted it; None otherwise."""
    day: datetime.datetime | None = page.get_latest_revision_as_object().go_live_at
    if day is None or day <= now or page.workflow_in_progress:
        return None
    return None if page.revisions.filter(approved_go_live_at__isnull=False).exists() else day
