"""A story as plain lines and a list of pictures, whatever blocks it is told with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.images.models import Image

from ...models import StoryPage
from ..texts import writable

_PARAGRAPH_ENDS = re.compile(r"</(?:p|li|h\d)>|<br\s*/?>")


@dataclass(frozen=True)
class Line:
    """One paragraph: `kind` is title, lead, heading, quote or text."""

    kind: str
    text: str


@dataclass(frozen=True)
class Picture:
    """A picture with its words and its photographer."""

    image: Image
    caption: str
    credit: str


def lines_of(story: StoryPage) -> list[Line]:
    """Return the story from its title to its last paragraph."""
    told = [Line("title", story.title), Line("lead", story.lead)]
    if story.quotation:
        told.append(Line("quote", f"“{story.quotation}” —— {story.person}"))
    for block in story.body:
        told += [Line(kind, text) for kind, text in _block(block) if text.strip()]
    return [Line(line.kind, writable(line.text)) for line in told]


def _block(block: Any) -> Iterator[tuple[str, str]]:
    if block.block_type == "heading":
        yield "heading", str(block.value)
    elif block.block_type == "text":
        for part in _PARAGRAPH_ENDS.split(str(block.value)):
            yield "text", " ".join(strip_tags(part).split())
    elif block.block_type == "quote":
        speaker = block.value.get("speaker")
        yield "quote", f"“{block.value['text']}”" + (f" —— {speaker}" if speaker else "")
    elif block.block_type == "facts":
        for fact in block.value["facts"]:
            yield "text", f"{fact['name']}：{fact['value']}"
    elif block.block_type != "picture":
        # What a block of another kind lets itself be found by is what it says.
        for said in block.block.get_searchable_content(block.value):
            yield "text", strip_tags(str(said))


def pictures_of(story: StoryPage) -> list[Picture]:
    """Return the portrait, the pictures of the text and those of the gallery, each once, in their order."""
    found: dict[int, Picture] = {}
    if story.portrait:
        found[story.portrait.pk] = Picture(story.portrait, story.portrait_alt, story.portrait_credit)
    for block in (*story.body, *story.gallery):
        if block.block_type == "picture" and (image := block.value["image"]):
            words = block.value.get("caption") or image.contextual_alt_text or ""
            found.setdefault(image.pk, Picture(image, words, block.value.get("credit") or ""))
    named = {
        int(key)
        for model, key, _model_path, _content_path in story.body.stream_block.extract_references(story.body)
        if issubclass(model, Image)
    }
    for image in Image.objects.filter(pk__in=named - found.keys()).order_by("pk"):
        found[image.pk] = Picture(image, image.description, "")
    return list(found.values())


def captions(pictures: list[Picture]) -> str:
    """Return the list of pictures: file, what it shows, who took it."""
    rows = []
    for number, picture in enumerate(pictures, start=1):
        credit = picture.credit or _("not known; ask us before you print it")
        shows = _("Shows: %(text)s") % {"text": picture.caption or "—"}
        rows += [name_of(number, picture), shows, _("Photo: %(name)s") % {"name": credit}, ""]
    return "\n".join(rows)


def name_of(number: int, picture: Picture) -> str:
    """Return the name of a picture's file in the package."""
    ending = picture.image.file.name.rpartition(".")[2].lower()
    return f"{number:02}.{ending}"
