"""What a story is told with."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, RichTextBlock, StreamBlock, StructBlock, TextBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images.blocks import ImageBlock

TEXT_FEATURES = ["bold", "ol", "ul", "link"]


class QuoteBlock(StructBlock):
    """Somebody's words."""

    text = TextBlock(label=_("words"))
    speaker = CharBlock(label=_("speaker"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "cms/blocks/quote.html"


class PictureBlock(StructBlock):
    """A picture with its description for those who do not see it, and a caption for those who do."""

    image = ImageBlock(label=_("picture"))
    caption = CharBlock(label=_("caption"), required=False)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "cms/blocks/picture.html"


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


class BodyBlock(StreamBlock):
    """The body of a page."""

    heading = CharBlock(label=_("Heading"), icon="title", max_length=60, template="cms/blocks/heading.html")
    text = RichTextBlock(label=_("Text"), icon="pilcrow", features=TEXT_FEATURES)
    quote = QuoteBlock()
    picture = PictureBlock()
    facts = FactsBlock()
    table = TableBlock()
