"""The way from an address to a page, in few questions to the database."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.url_routing import RouteResult

from ..parts import parts_of

#: Columns of Wagtail's bookkeeping: nothing that a visitor sees is made of them.
BOOKKEEPING: Final = (
    "alias_of",
    "draft_title",
    "expire_at",
    "expired",
    "go_live_at",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
    "live_revision",
    "locale",
    "locked",
    "locked_at",
    "locked_by",
    "owner",
    "show_in_menus",
    "translation_key",
)

#: What the frame asks of a site, and of its front door on the way to other pages.
SITE: Final = (
    "hostname",
    "port",
    "site_name",
    "is_default_site",
    "root_page__content_type",
    "root_page__path",
    "root_page__url_path",
)


def find_site(request: HttpRequest) -> Site | None:
    """Return the site of a request: the only one there is, as nearly always, or Wagtail's choice by host."""
    if not hasattr(request, "_wagtail_site"):
        sites = Site.objects.select_related("root_page").only(*SITE).order_by("pk")[:2]
        if len(sites) == 1 and sites[0].is_default_site:
            request._wagtail_site = sites[0]  # type: ignore[attr-defined]
    return Site.find_for_request(request)


def short_way(request: HttpRequest, address: str) -> RouteResult | None:
    """Return the page whose whole address this is; None for what only Wagtail's way leads to.

    Wagtail goes down level by level and reads each page twice, as any page and as its own kind. Here one
    question finds the page and one reads it, with all that its template shows (`to_be_read`). A view of a
    page and an address that nobody has any more are left to Wagtail. Raises Http404 for what is not live.
    """
    site = find_site(request)
    told = _way(request, site, [word for word in address.split("/") if word]) if site else None
    if told is None:
        return None
    key, content_type = told
    kind = ContentType.objects.get_for_id(content_type).model_class()
    if kind is None or not issubclass(kind, ReadWhole):
        return None
    # In no order: the one there is, or none any more.
    for page in kind.to_be_read().filter(pk=key).order_by():
        return page.route(request, [])
    return None


def _way(request: HttpRequest, site: Site, words: list[str]) -> tuple[int, int] | None:
    """Return key and content type of the page at an address, or None."""
    parts = parts_of(request)
    told: tuple[int, int] | None = parts.get("way") if parts is not None else None
    if told is None and not words:
        told = site.root_page_id, site.root_page.content_type_id
    if told is None:
        address = site.root_page.url_path + "".join(f"{word}/" for word in words)
        # The slug has an index, the address has none.
        found = Page.objects.filter(slug=words[-1], url_path=address).order_by()
        told = next(iter(found.values_list("pk", "content_type")), None)
        if parts is not None and told is not None:
            parts["way"] = told
    return told


class ReadWhole(Page):
    """A page that says what is read together with it."""

    #: Whether a page of this kind may be told in English too (docs/decisions/36-two-languages.md).
    has_english: ClassVar[bool] = True

    class Meta:
        abstract = True

    @classmethod
    def to_be_read(cls) -> QuerySet[Any]:
        """Return the pages of this kind with what their template shows of other rows."""
        every: QuerySet[Any] = cls._default_manager.defer(*BOOKKEEPING)
        return every.select_related("in_english") if cls.has_english else every

    @classmethod
    def columns(cls) -> list[str]:
        """Return the names of the page's own columns of which something is shown."""
        return [field.name for field in cls._meta.concrete_fields if field.name not in BOOKKEEPING]

    def get_view_restrictions(self) -> Any:
        """Return what keeps this page from the public; the office's site rarely has any, and asks once."""
        if not PageViewRestriction.objects.exists():
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()
