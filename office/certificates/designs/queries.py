"""Finding designs: the layout behind a code, the design in use on a day, what comes with the system."""

from __future__ import annotations

import datetime
from functools import lru_cache
from pathlib import Path

from django.db.models import QuerySet

from ..models import DesignVersion
from ..rendering.layouts import Layout
from .layout import read, read_file

_SHIPPED = Path(__file__).with_name("shipped")


def shipped() -> dict[str, Layout]:
    """Return the layouts to begin with, by name."""
    return {file.stem: read_file(file.read_bytes()) for file in sorted(_SHIPPED.glob("*.json"))}


def published_layout(code: str) -> Layout | None:
    """Return the layout of a published version by its code, as "course/3"; None when there is none."""
    slug, mark, version = code.partition("/")
    if not mark or not version.isascii() or not version.isdecimal() or len(version) > 4:
        return None
    return _layout(slug, int(version))


@lru_cache(maxsize=64)
def _kept(slug: str, version: int, row: int) -> Layout:
    return read(DesignVersion.objects.get(pk=row).layout)


def _layout(slug: str, version: int) -> Layout | None:
    found = DesignVersion.objects.filter(
        design__code=slug, version=version, published_at__isnull=False
    ).values_list("pk", flat=True)
    # A published version never changes: once read it is kept; the row's key tells databases apart in tests.
    row = found.first()
    return None if row is None else _kept(slug, version, row)


def design_for(kind: str, on: datetime.date, *, otherwise: str) -> str:
    """Return the code of the design with which a kind is issued on a day; `otherwise` when none is in use."""
    rows = DesignVersion.objects.filter(design__kind=kind, used_from__lte=on).select_related("design")
    found = rows.order_by("-used_from", "-published_at", "-pk").first()
    return found.code if found else otherwise


def versions() -> QuerySet[DesignVersion]:
    """Return every version of every design, the newest of each first."""
    rows = DesignVersion.objects.select_related("design", "made_by", "published_by")
    return rows.order_by("design__kind", "design__code", "-version")
