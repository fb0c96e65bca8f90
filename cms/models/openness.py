"""Which pages are everybody's: live, and kept from the public neither themselves nor by a page above them."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import Length, Substr
from wagtail.models import PageViewRestriction


def open_to_all(pages: Any) -> Any:
    """Return the pages of a query that are everybody's to read.

    Wagtail's own `public()` reads all restrictions first, one question more for each list. Here they are
    asked about in the list's own: a page is kept from the public when its path begins with that of a
    restricted page.
    """
    return pages.live().filter(~Exists(_restrictions()))


def _restrictions() -> QuerySet[PageViewRestriction]:
    above = Substr(OuterRef("path"), 1, Length(F("page__path")))
    found: QuerySet[PageViewRestriction] = PageViewRestriction.objects.filter(page__path=above)
    return found
