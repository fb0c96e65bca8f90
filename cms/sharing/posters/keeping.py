"""Posters that were drawn, kept while what they say is the same."""

from __future__ import annotations

from django.core.cache import cache
from wagtail.images.models import Image
from wagtail.models import Page

from office.desk.language import office_language

from .drawing import draw
from .facts import Poster

#: One file a page: a new drawing takes the place of the old one.
KEPT_SECONDS = 30 * 24 * 3600


def drawn(page: Page, poster: Poster) -> bytes:
    """Return the JPEG of a page's poster, drawn anew when its facts have changed since it was kept.

    Raises ValueError when the page's address is too long for the code.
    """
    kept = cache.get(_key(page))
    if kept is not None and kept[0] == poster.digest:
        content: bytes = kept[1]
        return content
    with office_language():
        content = draw(poster, _portrait(poster))
    cache.set(_key(page), (poster.digest, content), KEPT_SECONDS)
    return content


def forget(page: Page) -> None:
    """Throw away what was kept of a page: the consent on which it rested has ended."""
    cache.delete(_key(page))


def _key(page: Page) -> str:
    return f"poster:{page.pk}"


def _portrait(poster: Poster) -> bytes | None:
    """Return the file of the portrait; a poster without its picture is better than none."""
    if poster.portrait is None:
        return None
    storage = Image._meta.get_field("file").storage
    try:
        with storage.open(poster.portrait.file) as file:
            content: bytes = file.read()
    except OSError:
        return None
    return content
