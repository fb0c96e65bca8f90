"""What a story is told with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, RichTextBlock, StreamBlock, StructBlock, TextBlock
from wagtail.images.blocks import ImageBlock

TEXT_FEATURES = ["bold", "ol", "ul", "link"]


class ReadyImageBlock(ImageBlock):
    """An image of a body; the sizes of all of them are read in one question."""

    def bulk_to_python(self, values: Iterable[Any]) -> list[Any]:
        """Return the images with the sizes that were cut of them."""
        images: list[Any] = super().bulk_to_python(values)
        prefetch_related_objects([image for image in images if image is not None], "renditions")
        return images


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

    image = ReadyImageBlock(label=_("picture"))
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


class BodyBlock(StreamBlock):
    """The body of a page."""

    heading = CharBlock(label=_("Heading"), icon="title", max_length=60, template="cms/blocks/heading.html")
    text = RichTextBlock(label=_("Text"), icon="pilcrow", features=TEXT_FEATURES)
    quote = QuoteBlock()
    picture = PictureBlock()
    facts = FactsBlock()
