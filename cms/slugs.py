"""The last part of a page's address: its title in pinyin, made once where the editor typed nothing."""

from __future__ import annotations

from typing import Any, Final

from wagtail.models import Page

from . import pinyin

MAX_LENGTH: Final = 48


def slug_for(page: Any, parent: Page | None) -> str:
    """Return a free slug for a page below a parent: `chong-qing-lu-shang-de-qi-shou`, with -2 when taken.

    At most 48 characters, cut where a syllable ends. A title without anything to read gives the page's kind.
    """
    words = [word for run in pinyin.runs(page.title, names=page.people_named()) for word in run]
    base = "-".join(words) or page._meta.model_name
    siblings = parent.get_children().exclude(pk=page.pk) if parent else Page.objects.none()
    # All that begin alike: a look at each candidate would cost a query each.
    taken = set(siblings.filter(slug__startswith=base[:8]).values_list("slug", flat=True))
    slug, number = cut(base, MAX_LENGTH), 1
    while slug in taken:
        number += 1
        slug = f"{cut(base, MAX_LENGTH - len(f'-{number}'))}-{number}"
    return slug


def cut(slug: str, length: int) -> str:
    """Return a slug of at most so many characters, cut at a hyphen where there is one."""
    if len(slug) <= length:
        return slug
    return slug[: length + 1].rpartition("-")[0] or slug[:length]
