"""Pictures in templates: `{% photo image "head" alt=page.portrait_alt class="story__portrait" %}`."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString
from wagtail.images.models import Image, Rendition
from wagtail.images.shortcuts import get_renditions_or_not_found

from ..pictures.reading import read_cuts
from ..pictures.shapes import SHAPES

register = template.Library()


@register.simple_tag
def photo(image: Image | None, shape: str, alt: str | None = None, **attributes: Any) -> str:
    """Print a picture in one of SHAPES: WebP and JPEG, with width and height; all but the head are lazy.

    Without `alt` the words are those that were given to the picture where it stands, or its description.
    Written here and not by Wagtail's Picture, which asks four times as much for the same line.
    """
    if image is None:
        return ""
    shown = SHAPES[shape]
    read_cuts(image)
    cuts = get_renditions_or_not_found(image, shown.filters)
    webp, jpeg = (
        [cuts[each.spec] for each in shown.filters if kind in each.spec] for kind in ("webp", "jpeg")
    )
    sizes = escape(shown.sizes)
    first = {"fetchpriority": "high"} if shape == "head" else {"loading": "lazy"}
    words = {"alt": jpeg[0].alt if alt is None else alt, **first, **attributes}
    told = "".join(f' {name}="{escape(value)}"' for name, value in words.items())
    return SafeString(
        f'<picture><source srcset="{_widths(webp)}" sizes="{sizes}" type="image/webp">'
        f'<img src="{escape(jpeg[0].url)}" width="{jpeg[0].width}" height="{jpeg[0].height}"{told}'
        f' sizes="{sizes}" srcset="{_widths(jpeg)}"></picture>'
    )


def _widths(cuts: list[Rendition]) -> str:
    return ", ".join(f"{escape(cut.url)} {cut.width}w" for cut in cuts)
