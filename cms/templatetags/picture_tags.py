"""Pictures in templates: `{% photo image "head" alt=page.portrait_alt class="story__portrait" %}`."""

from __future__ import annotations

from typing import Any

from django import template
from django.db.models import prefetch_related_objects
from django.utils.safestring import SafeString
from wagtail.images.models import Image, Picture
from wagtail.images.shortcuts import get_renditions_or_not_found

from ..pictures.shapes import SHAPES

register = template.Library()


@register.simple_tag
def photo(image: Image | None, shape: str, alt: str | None = None, **attributes: Any) -> str:
    """Print a picture in one of SHAPES: WebP and JPEG, with width and height; all but the head are lazy.

    Without `alt` the words are those that were given to the picture where it stands, or its description.
    """
    if image is None:
        return ""
    shown = SHAPES[shape]
    # One question for all cut-outs of a picture; a list that was asked with them asks none.
    prefetch_related_objects([image], "renditions")
    first = {"fetchpriority": "high"} if shape == "head" else {"loading": "lazy"}
    words = {} if alt is None else {"alt": alt}
    renditions = get_renditions_or_not_found(image, shown.specs)
    picture = Picture(renditions, {"sizes": shown.sizes, **first, **words, **attributes})
    return SafeString(picture.__html__())
