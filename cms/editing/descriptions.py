"""Pictures in words, for readers who do not see them (WCAG 2.2, 1.1.1)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.models import Page

from .reading import leaves


def alt_faults(page: Page) -> dict[str, list[ValidationError]]:
    """Return, by field, the pictures of a page that nobody described.

    A block's picture needs its alt text or the mark that it only adorns; one chosen by itself needs the
    description in the picture's own settings, or the field `<name>_alt` of the page.
    """
    found: dict[str, list[ValidationError]] = {}
    for field, picture in _undescribed(page):
        sentence = _(
            "The picture “%(title)s” has no description for readers who do not see it. Write what it shows, "
            "or mark it as decorative."
        ) % {"title": picture.title}
        found.setdefault(field, []).append(ValidationError(sentence, code="alt_missing"))
    return found


def _undescribed(page: Page) -> Iterator[tuple[str, Any]]:
    for field in page._meta.concrete_fields:
        if isinstance(field, StreamField):
            for block, value in leaves(field.stream_block, field.value_from_object(page)):
                if value and _lacks_words(block, value):
                    yield field.name, value
        elif field.many_to_one and issubclass(field.related_model, get_image_model()):
            picture = getattr(page, field.name)
            # Where the page has a description of its own for the picture, the page asks for it.
            if picture and not hasattr(page, f"{field.name}_alt") and not picture.description.strip():
                yield field.name, picture


def _lacks_words(block: Any, value: Any) -> bool:
    if isinstance(block, ImageBlock):
        return not value.decorative and not (value.contextual_alt_text or "").strip()
    return isinstance(block, ImageChooserBlock) and not value.description.strip()
