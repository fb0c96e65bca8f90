"""Everything that a page shows or hands out, as plain text with the place where it stands."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.blocks import ListBlock, RawHTMLBlock, StreamBlock, StructBlock
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page
from wagtail.rich_text import RichText

from .uploads import text_of_file

# What Wagtail keeps of a page without showing it.
BOOKKEEPING = frozenset({"path", "url_path", "draft_title", "translation_key", "latest_revision_created_at"})
_BREAKS = re.compile(r"</?(?:p|li|ul|ol|h[1-6]|br|hr|td|th|tr|div|blockquote)\b[^>]*>", re.IGNORECASE)
_TARGETS = re.compile(r'\b(?:href|title|alt)="([^"]*)"', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Shown:
    """A text, the field of the page's form that mends it, and what an editor calls its place."""

    field: str
    place: str
    text: str


def shown_by(page: Page) -> tuple[list[Shown], dict[str, list[ValidationError]]]:
    """Return all that a page shows (its blocks, rows below it, pictures and documents), and unreadable files.

    The second part names, by field, the documents of which nobody can tell what stands in them.
    """
    found = list(_texts(page))
    unreadable: dict[str, list[ValidationError]] = {}
    for field, place, document in documents_of(page):
        found += [Shown(field, place, document.title), Shown(field, place, document.filename)]
        try:
            found.append(Shown(field, place, words_of(document)))
        except ValidationError as refusal:
            sentence = _("The document “%(title)s” could not be checked. %(reason)s") % {
                "title": document.title,
                "reason": " ".join(refusal.messages),
            }
            unreadable.setdefault(field, []).append(ValidationError(sentence, code="document_unreadable"))
    for field, place, picture in pictures_of(page):
        found += [
            Shown(field, place, text) for text in (picture.title, picture.description, picture.filename)
        ]
    return found, unreadable


def words_of(document: Any) -> str:
    """Return the words of a document's file. Raises as `text_of_file`, and ValidationError `file_missing`."""
    content = content_of(document)
    try:
        return text_of_file(document.filename, content)
    except ValidationError as refusal:
        if getattr(refusal, "code", "") != "no_text" or not _is_looked_through(content):
            raise
    return text_of_file(document.filename, content, looked_through=True)


def _is_looked_through(content: bytes) -> bool:
    # Asked of the registry: the models of the house's pages are made of this module.
    checks = apps.get_model("cms", "ScanCheck").objects
    return bool(checks.filter(digest=hashlib.sha256(content).hexdigest()).exists())


def documents_of(page: Page) -> list[tuple[str, str, Any]]:
    """Return the documents that a page hands out: field, place, document."""
    return _chosen(page, get_document_model())


def pictures_of(page: Page) -> list[tuple[str, str, Any]]:
    """Return the pictures that a page shows: field, place, picture."""
    return _chosen(page, get_image_model())


def leaves(block: Any, value: Any) -> Iterator[tuple[Any, Any]]:
    """Return (block, value) of the innermost blocks of a value; a picture with its description is one."""
    if value is None:
        return
    if isinstance(block, StreamBlock):
        for child in value:
            yield from leaves(child.block, child.value)
    elif isinstance(block, ListBlock):
        for child in value.bound_blocks:
            yield from leaves(child.block, child.value)
    elif isinstance(block, StructBlock) and not isinstance(block, ImageBlock):
        for name, child in block.child_blocks.items():
            yield from leaves(child, value.get(name))
    else:
        yield block, value


def content_of(document: Any) -> bytes:
    """Return a document's file. Raises ValidationError `file_missing`."""
    try:
        with document.file.open("rb") as file:
            return bytes(file.read())
    except OSError as error:
        raise ValidationError(_("Its file is missing. Send it again."), code="file_missing") from error


def _texts(page: Page) -> Iterator[Shown]:
    for field, value in _fields(page):
        for text in _words(field, value):
            yield Shown(field.name, str(field.verbose_name), text)
    for relation in get_all_child_relations(page):
        name = relation.get_accessor_name()
        place = str(relation.related_model._meta.verbose_name)
        for row in getattr(page, name).all():
            for field, value in _fields(row):
                for text in _words(field, value):
                    yield Shown(name, place, text)


def _fields(row: models.Model) -> Iterator[tuple[Any, Any]]:
    for field in row._meta.concrete_fields:
        words = isinstance(field, models.CharField | models.TextField | models.JSONField | StreamField)
        if words and not field.choices and field.name not in BOOKKEEPING:
            yield field, field.value_from_object(row)


def _words(field: Any, value: Any) -> Iterator[str]:
    if isinstance(field, StreamField):
        for block, leaf in leaves(field.stream_block, value):
            yield from _block_words(block, leaf)
    elif isinstance(field, RichTextField):
        yield from _plain(str(value or ""))
    else:
        yield from _strings(value)


def _block_words(block: Any, value: Any) -> Iterator[str]:
    if isinstance(value, RichText):
        yield from _plain(value.source)
    elif isinstance(block, ImageBlock):
        yield value.contextual_alt_text or ""
    elif isinstance(block, RawHTMLBlock):
        yield from _plain(str(value))
    else:
        # A table, a date, a block that nobody here knows: all the words in what is stored of it.
        yield from _strings(block.get_prep_value(value))


def _plain(markup: str) -> Iterator[str]:
    """Return what a reader sees of markup, words broken by tags joined, and where its links lead."""
    yield html.unescape(strip_tags(_BREAKS.sub("\n", markup)))
    for target in _TARGETS.findall(markup):
        yield html.unescape(target)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from _plain(value) if "<" in value else (value,)
    elif isinstance(value, int) and not isinstance(value, bool):
        yield str(value)
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _strings(each)


def _chosen(page: Page, kind: type[models.Model]) -> list[tuple[str, str, Any]]:
    """Return what a page refers to of a kind, each once a field, in one query."""
    wanted: dict[tuple[str, str], str] = {}
    rows = [(page, "")] + [
        (row, relation.get_accessor_name())
        for relation in get_all_child_relations(page)
        for row in getattr(page, relation.get_accessor_name()).all()
    ]
    for row, inside in rows:
        for field in row._meta.concrete_fields:
            for key in _references(field, row, kind):
                wanted.setdefault((inside or field.name, key), str(field.verbose_name))
    objects = kind._default_manager.in_bulk({int(key) for _field, key in wanted})
    return [
        (field, place, objects[int(key)]) for (field, key), place in wanted.items() if int(key) in objects
    ]


def _references(field: Any, row: models.Model, kind: type[models.Model]) -> Iterator[str]:
    if field.many_to_one and issubclass(field.related_model, kind):
        key = field.value_from_object(row)
        if key is not None:
            yield str(key)
    elif hasattr(field, "extract_references") and (value := field.value_from_object(row)) is not None:
        for model, key, *_paths in field.extract_references(value):
            if issubclass(model, kind):
                yield str(key)
