"""What a story is told with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    DateBlock,
    ListBlock,
    RichTextBlock,
    StreamBlock,
    StreamValue,
    StructBlock,
    TextBlock,
)
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images.blocks import ImageBlock
from wagtail.rich_text import RichText, expand_db_html

from .pictures.reading import read_with

TEXT_FEATURES = ["bold", "ol", "ul", "link"]
#: How many pictures a gallery has at the most (UX: what a phone loads without waiting).
GALLERY_MOST = 6


class QuoteBlock(StructBlock):
    """Somebody's words."""

    text = TextBlock(label=_("words"))
    speaker = CharBlock(label=_("speaker"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "cms/blocks/quote.html"


class HeadingBlock(CharBlock):
    """A heading between the texts."""

    def render_basic(self, value: str, context: Any = None) -> SafeString:
        """Print it; a line as short as this needs no template of its own."""
        return format_html("<h2>{}</h2>", value)


class ProseBlock(RichTextBlock):
    """Running text, printed as it stands: Wagtail puts each through a template that adds nothing."""

    def render_basic(self, value: RichText, context: Any = None) -> SafeString:
        """Print it with its links led to where the pages stand now."""
        return SafeString(expand_db_html(value.source))


class PhotoBlock(ImageBlock):
    """A chosen picture with its description; those of a page are fetched with all their sizes at once."""

    def bulk_to_python(self, values: Iterable[Any]) -> list[Any]:
        """Return the pictures of several blocks."""
        pictures: list[Any] = super().bulk_to_python(values)
        for picture in filter(None, pictures):
            read_with(picture, lambda: pictures)
        return pictures


class PictureBlock(StructBlock):
    """A picture with its description for those who do not see it, and a caption for those who do."""

    image = PhotoBlock(label=_("picture"))
    caption = CharBlock(label=_("caption"), required=False)
    credit = CharBlock(
        label=_("who took it"),
        required=False,
        help_text=_("The photographer's name; the press must print it."),
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "cms/blocks/picture.html"


class GalleryBlock(StreamBlock):
    """The pictures of a gallery; how many, the field says."""

    picture = PictureBlock()


def has_description(picture: Any) -> bool:
    """Tell whether a picture of a gallery is described: there none is mere decoration."""
    image = picture["image"]
    return bool(getattr(image, "contextual_alt_text", None)) and not image.decorative


class FactBlock(StructBlock):
    """One line of the facts box."""

    name = CharBlock(label=_("fact"), max_length=20)
    value = CharBlock(label=_("value"), max_length=80)


class FactsBlock(StructBlock):
    """A box of facts."""

    facts = ListBlock(FactBlock(), label=_("facts"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("Facts")
        template = "cms/blocks/facts.html"


class TableBlock(TypedTableBlock):
    """A table of short texts; the first cell of a row names it."""

    text = CharBlock(label=_("text"), required=False)

    class Meta:
        icon = "table"
        label = _("Table")
        template = "cms/blocks/table.html"


class ScheduleLineBlock(StructBlock):
    """One line of a schedule."""

    day = DateBlock(label=_("day"))
    time = CharBlock(label=_("time"), max_length=30, required=False)
    what = CharBlock(label=_("what happens"), max_length=80)
    place = CharBlock(label=_("place"), max_length=80, required=False)


class ScheduleBlock(StreamBlock):
    """The schedule of a competition."""

    line = ScheduleLineBlock(label=_("line of the schedule"))


class BodyBlock(StreamBlock):
    """The body of a page, printed block after block: `{% include_block page.body %}`."""

    heading = HeadingBlock(label=_("Heading"), icon="title", max_length=60)
    text = ProseBlock(label=_("Text"), icon="pilcrow", features=TEXT_FEATURES)
    quote = QuoteBlock()
    picture = PictureBlock()
    facts = FactsBlock()
    table = TableBlock()

    def render_basic(self, value: StreamValue, context: Any = None) -> SafeString:
        """Print the blocks without a box around each."""
        return SafeString("\n".join(child.render(context) for child in value))
