"""Where pages are put: the lists of the site, and the blocks of a body as its writer gives them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Page

# The blocks of a body as (kind, value); "facts" takes pairs of name and value, "table" a mapping of its
# `caption`, `head` (the columns' names) and `rows` (lists of texts).
Blocks = Iterable[tuple[str, Any]]
PageKind = TypeVar("PageKind", bound=Page)


def index_of(kind: type[PageKind]) -> PageKind:
    """Return the site's list of a kind; raise ValidationError (`no_index`) when there is none."""
    index: PageKind | None = kind.objects.live().first()
    if index is None:
        raise ValidationError(_("The site has no such list yet. Plant the site first."), code="no_index")
    return index


def page_at(parent: Page, kind: type[PageKind], slug: str, now: datetime.datetime, **values: Any) -> PageKind:
    """Return the page below a parent, made live when it is missing; one that is there stays as it is."""
    found: PageKind | None = kind.objects.child_of(parent).filter(slug=slug).first()
    if found is not None:
        return found
    page = kind(slug=slug, live=True, first_published_at=now, show_in_menus=True, **values)
    # The parent is read anew: treebeard counts children on the object it is given.
    return type(parent).objects.get(pk=parent.pk).add_child(instance=page)  # type: ignore[no-any-return]


def raw(blocks: Blocks) -> list[tuple[str, Any]]:
    """Return blocks as a StreamField takes them."""
    return [(kind, WRITTEN[kind](value) if kind in WRITTEN else value) for kind, value in blocks]


def _facts(pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    return {"facts": [{"name": name, "value": text} for name, text in pairs]}


def _table(value: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "caption": value.get("caption", ""),
        "columns": [{"type": "text", "heading": heading} for heading in value["head"]],
        "rows": [{"values": list(row)} for row in value["rows"]],
    }


WRITTEN: dict[str, Callable[[Any], Any]] = {"facts": _facts, "table": _table}
