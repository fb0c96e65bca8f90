"""The same kinds of blocks as ours, as Wagtail's tutorial writes them: nothing of ours is in the floor."""

from __future__ import annotations

from wagtail.blocks import CharBlock, ListBlock, RichTextBlock, StreamBlock, StructBlock, TextBlock
from wagtail.images.blocks import ImageBlock


class StockQuote(StructBlock):
    """Somebody's words."""

    text = TextBlock()
    speaker = CharBlock(required=False)

    class Meta:
        template = "stock/blocks/quote.html"


class StockPicture(StructBlock):
    """A picture with a caption."""

    image = ImageBlock()
    caption = CharBlock(required=False)

    class Meta:
        template = "stock/blocks/picture.html"


class StockFact(StructBlock):
    """One line of the box of facts."""

    name = CharBlock()
    value = CharBlock()


class StockFacts(StructBlock):
    """A box of facts."""

    facts = ListBlock(StockFact())

    class Meta:
        template = "stock/blocks/facts.html"


class StockBody(StreamBlock):
    """The body of a story."""

    heading = CharBlock(template="stock/blocks/heading.html")
    text = RichTextBlock()
    quote = StockQuote()
    picture = StockPicture()
    facts = StockFacts()
