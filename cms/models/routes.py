"""The way from an address to a page, in few questions to the database."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.models import Page, PageViewRestriction
from wagtail.url_routing import RouteResult

from ..parts import Parts, parts_of


class ShortWay(Page):
    """A page that finds the ones below it by their whole address.

    Wagtail goes down level by level and reads each page twice, as any page and as its own kind. Here one
    question finds the page and one reads it, with all that its template shows (`to_be_read`). An address that
    is no page's own (a view of a page, a redirect) goes Wagtail's way.
    """

    class Meta:
        abstract = True

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Return the page at an address below this one; raise Http404 when there is none."""
        page = self._at(path_components, parts_of(request)) if path_components else None
        return page.route(request, []) if page is not None else super().route(request, path_components)

    def _at(self, path_components: list[str], parts: Parts | None) -> Page | None:
        told = parts.get("way") if parts is not None else None
        if told is None:
            address = f"{self.url_path}{'/'.join(path_components)}/"
            # The slug has an index, the address has none.
            found = Page.objects.filter(slug=path_components[-1], url_path=address)
            told = found.values_list("pk", "content_type").first()
        if told is None:
            return None
        if parts is not None:
            parts["way"] = told
        kind = ContentType.objects.get_for_id(told[1]).model_class()
        if kind is None or not issubclass(kind, ReadWhole):
            return None
        return kind.to_be_read().filter(pk=told[0]).first()


class ReadWhole(Page):
    """A page that says what is read together with it."""

    class Meta:
        abstract = True

    @classmethod
    def to_be_read(cls) -> QuerySet[Any]:
        """Return the pages of this kind with what their template shows of other rows."""
        every: QuerySet[Any] = cls._default_manager.select_related("in_english")
        return every

    def get_view_restrictions(self) -> Any:
        """Return what keeps this page from the public; the office's site rarely has any, and asks once."""
        if not PageViewRestriction.objects.exists():
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()
