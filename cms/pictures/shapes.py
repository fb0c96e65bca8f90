"""The sizes in which pictures are shown, each named once: templates ask for a name, the task cuts it.

Widths of UX.md 6.2, WebP for every browser of the last years and JPEG for the others. AVIF is left out: see
docs/decisions/37-sharing-and-pictures.md for what it costs here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from wagtail.images.models import Filter

#: A head stands upright, 4 to 5, around the face that an editor marked.
UPRIGHT = "fill-{480x600,960x1200}"
FORMATS = "format-{webp,jpeg}"


@dataclass(frozen=True)
class Shape:
    """How a picture is shown: the filter of its cut-outs (Wagtail's, with braces), and how wide it stands."""

    cut: str
    formats: str = FORMATS
    sizes: str = ""

    @cached_property
    def filters(self) -> list[Filter]:
        """The filters one by one; what a filter means is worked out once."""
        return [Filter(spec=spec) for spec in Filter.expand_spec([self.cut, self.formats])]

    @property
    def specs(self) -> list[str]:
        """The filters as they are written."""
        return [each.spec for each in self.filters]


SHAPES = {
    # The head of a story: the largest thing seen first.
    "head": Shape(UPRIGHT, sizes="(min-width: 56rem) 24rem, 92vw"),
    # A card in a list: the same cut-outs, so that a list and the story share them.
    "card": Shape(UPRIGHT, sizes="(min-width: 56rem) 20rem, 92vw"),
    # A picture in the text.
    "text": Shape("width-{480,960}", sizes="(min-width: 56rem) 40rem, 92vw"),
    # What a messenger shows of an address that is passed on.
    "preview": Shape("fill-1200x630", formats="format-jpeg"),
}
#: Of a picture with a marked face, a portrait; what every picture may need.
OF_PORTRAITS = ("head", "preview")
OF_ALL = ("text",)


def specs_for(is_portrait: bool) -> list[str]:
    """Return the filters of all cut-outs that are made ahead of need, each once."""
    names = (*OF_ALL, *OF_PORTRAITS) if is_portrait else OF_ALL
    return list(dict.fromkeys(spec for name in names for spec in SHAPES[name].specs))
