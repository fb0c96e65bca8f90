"""What service guides, policies and announcements are made of, besides text."""

from __future__ import annotations

from typing import Any

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    IntegerBlock,
    PageChooserBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
)
from wagtail.documents.blocks import DocumentChooserBlock

from .enums import Necessity, PaperForm, PaperSource

#: A place on this site, or a whole address elsewhere. Two strokes, or a stroke and a backslash, lead to
#: another host though they look like this site's.
ADDRESS = RegexValidator(
    r"^(/(?![/\\])|https?://)\S*$", _("Write an address that begins with / (this site) or https://.")
)


class AttachmentBlock(StructBlock):
    """A file to take home."""

    document = DocumentChooserBlock(label=pgettext_lazy("attachment", "file"))
    title = CharBlock(label=_("name on the page"), required=False, max_length=80)

    class Meta:
        icon = "doc-full"
        label = _("Attachment")


class AttachmentsBlock(StreamBlock):
    """The files of a page."""

    attachment = AttachmentBlock()


class PlaceBlock(StructBlock):
    """Where and when one is received."""

    name = CharBlock(label=_("place"), max_length=80)
    address = CharBlock(label=_("address"), max_length=120)
    hours = CharBlock(label=_("hours"), max_length=120)
    telephone = CharBlock(label=_("telephone"), max_length=30, required=False)
    note = CharBlock(label=_("remark"), max_length=160, required=False)

    class Meta:
        icon = "site"
        label = pgettext_lazy("where something is", "Place")


class PlacesBlock(StreamBlock):
    """The places where a service is given."""

    place = PlaceBlock()


class MaterialBlock(StructBlock):
    """One material in the seven columns of the national guides (国务院办公厅, 办事指南)."""

    name = CharBlock(label=_("material"), max_length=120)
    form = ChoiceBlock(PaperForm.choices, label=_("form"), default=PaperForm.COPY)
    copies = IntegerBlock(label=_("number of copies"), default=1, min_value=0, max_value=20)
    necessity = ChoiceBlock(Necessity.choices, label=_("necessity"), default=Necessity.REQUIRED)
    source = ChoiceBlock(PaperSource.choices, label=_("source"), default=PaperSource.APPLICANT)
    sample = DocumentChooserBlock(label=_("filled-in sample"), required=False)
    blank = DocumentChooserBlock(label=_("blank form"), required=False)
    note = CharBlock(label=_("remark"), max_length=200, required=False)

    class Meta:
        icon = "form"
        label = _("Material")


class MaterialsBlock(StreamBlock):
    """The materials of a service."""

    material = MaterialBlock()


class StepBlock(StructBlock):
    """One step of the procedure."""

    name = CharBlock(label=pgettext_lazy("guide", "step"), max_length=40)
    by = CharBlock(label=_("who acts"), max_length=60)
    days = IntegerBlock(label=_("working days"), min_value=0, max_value=200, help_text=_("0: at once"))
    text = CharBlock(label=_("what happens"), max_length=300, required=False)

    class Meta:
        icon = "order-down"
        label = pgettext_lazy("guide", "Step")


class StepsBlock(StreamBlock):
    """The steps in their order."""

    step = StepBlock()


class BasisBlock(StructBlock):
    """A rule on which a service rests; where the site has its text, the page leads there."""

    title = CharBlock(label=_("title"), max_length=160)
    number = CharBlock(label=_("document number"), max_length=80, required=False)
    clause = CharBlock(label=_("clause"), max_length=120, required=False)
    page = PageChooserBlock(page_type="cms.PolicyPage", label=_("policy page"), required=False)

    class Meta:
        icon = "doc-full-inverse"
        label = _("Legal basis")


class BasesBlock(StreamBlock):
    """What a service rests on."""

    basis = BasisBlock()


class QuestionBlock(StructBlock):
    """A question that people ask, with its answer."""

    question = CharBlock(label=_("question"), max_length=120)
    answer = TextBlock(label=_("answer"))

    class Meta:
        icon = "help"
        label = _("Question")


class QuestionsBlock(StreamBlock):
    """Questions and answers."""

    question = QuestionBlock()


class AddressBlock(CharBlock):
    """An address that the site check follows."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=200, validators=[ADDRESS], **kwargs)


class WayBlock(StructBlock):
    """Where one does it: apply, follow the case, see the notices."""

    label = CharBlock(label=_("label"), max_length=30)
    address = AddressBlock(label=_("address"))

    class Meta:
        icon = "link"
        label = _("Way in")


class WaysBlock(StreamBlock):
    """The ways in; the first is the main one."""

    way = WayBlock()
