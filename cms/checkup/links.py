"""Links that lead nowhere and files that are not there, by what the pages hold; no network is asked."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from django.http import Http404
from django.test import RequestFactory
from django.urls import Resolver404, resolve
from django.utils.translation import gettext
from wagtail.blocks import Block, ListBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, Site

from ..addresses import views
from ..models import SitePage
from ..service_blocks import AddressBlock
from .findings import Finding, FindingKind, about


class Link(NamedTuple):
    """What a page leads to: the key of a page or a document, or a path of this site."""

    kind: str
    target: str


class Anchors(HTMLParser):
    """Collects the links of a rich text as it is stored."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Link] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an anchor: Wagtail's own kinds by their keys, others by their path when it is ours."""
        named = dict(attrs)
        if tag != "a":
            return
        if named.get("linktype") in {"page", "document"}:
            self.found.append(Link(str(named["linktype"]), str(named.get("id"))))
        elif (named.get("href") or "").startswith("/"):
            self.found.append(Link("path", str(named["href"])))


def dead_links_and_files() -> Iterator[Finding]:
    """Find, on the live pages, internal links without a live page behind, and files that are not there."""
    leading = [
        (page, link)
        for page in Page.objects.live().specific().iterator()
        if isinstance(page, SitePage)
        for link in dict.fromkeys(links_of(page))
    ]
    pages = {link.target for _page, link in leading if link.kind == "page"}
    live = set(Page.objects.live().filter(pk__in=pages).values_list("pk", flat=True))
    papers = {link.target for _page, link in leading if link.kind == "document"}
    documents = get_document_model().objects.in_bulk([int(key) for key in papers])
    there = {str(key) for key, each in documents.items() if each.file.storage.exists(each.file.name)}
    paths = {link.target for _page, link in leading if link.kind == "path"}
    dead = {path for path in paths if not leads_somewhere(path)}
    for page, link in leading:
        if link.kind == "document" and link.target not in there:
            title = documents[int(link.target)].title if int(link.target) in documents else f"#{link.target}"
            yield about(
                page,
                FindingKind.MISSING_FILE,
                gettext("The file “%(title)s” is not there. Attach it again.") % {"title": title},
            )
        elif link.target in dead or (link.kind == "page" and int(link.target) not in live):
            yield about(
                page,
                FindingKind.DEAD_LINK,
                gettext("The link to %(target)s leads to no page. Mend or remove it.")
                % {"target": link.target if link.kind == "path" else f"#{link.target}"},
            )


def links_of(page: SitePage) -> Iterator[Link]:
    """Return what a page leads to inside the site, from its rich texts and blocks."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            value = getattr(page, field.name)
            for block, leaf in _leaves(value.stream_block, value.get_prep_value()):
                yield from _links_in(block, leaf)
        elif isinstance(field, RichTextField):
            yield from _anchors(getattr(page, field.name))


def _leaves(block: Block, raw: Any) -> Iterator[tuple[Block, Any]]:
    """Walk blocks as they are stored: the key of a document that was deleted stands there still."""
    if isinstance(block, StreamBlock):
        for child in raw or ():
            yield from _leaves(block.child_blocks[child["type"]], child["value"])
    elif isinstance(block, ListBlock):
        for child in raw or ():
            yield from _leaves(block.child_block, child["value"])
    elif isinstance(block, StructBlock):
        for name, child in block.child_blocks.items():
            yield from _leaves(child, (raw or {}).get(name))
    else:
        yield block, raw


def _links_in(block: Block, raw: Any) -> Iterator[Link]:
    if isinstance(block, DocumentChooserBlock) and raw:
        yield Link("document", str(raw))
    elif isinstance(block, RichTextBlock):
        yield from _anchors(raw)
    elif isinstance(block, AddressBlock) and str(raw).startswith("/"):
        yield Link("path", str(raw))


def _anchors(html: str | None) -> list[Link]:
    reader = Anchors()
    reader.feed(html or "")
    return reader.found


def leads_somewhere(address: str) -> bool:
    """Tell whether a path of this site is answered by a view of ours or by a published page."""
    path = unquote(urlsplit(address).path)
    # A path without its last stroke is sent on to the one with it.
    for candidate in (path, f"{path}/"):
        try:
            found = resolve(candidate)
        except Resolver404:
            continue
        return found.func is not views.page or _is_published(candidate)
    return False


def _is_published(path: str) -> bool:
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return False
    request = RequestFactory().get(path)
    try:
        site.root_page.specific.route(request, [word for word in path.split("/") if word])
    except Http404:
        return False
    return True
