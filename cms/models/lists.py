"""Pages that show a list fed from the record: filtered by their address, a page at a time."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.http import urlencode

from .leads import LedPage

#: The parameter that names the page of a list.
PAGE = "page"


class ListPage(LedPage):
    """A list that everybody may narrow by a plain GET form.

    A subclass names its `filter_name` (a class of `cms.filters`, loaded when a list is shown) and gives
    `rows()`. One choice has one address: empty fields of the form are taken out of it by a redirect, and the
    canonical link leaves out whatever the filter does not know.
    """

    filter_name: ClassVar[str] = ""
    parameters = frozenset({PAGE})
    per_page: ClassVar[int] = 24

    class Meta:
        abstract = True

    def rows(self, on: datetime.date) -> QuerySet[Any]:
        """Return what everybody may read on a day, in order, before the filter."""
        raise LookupError(f"{type(self).__name__} lists nothing.")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the list at the one address of what was chosen."""
        if clean := tidy_query(request):
            return HttpResponseRedirect(clean)
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the filter, one page of the rows and the list's own address (absolute)."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        rows = self.rows(timezone.localdate())
        chosen = self.filter_class()(request.GET, queryset=rows, request=request)
        # A filter that cannot be read shows nothing instead of everything.
        found = chosen.qs if chosen.is_valid() else rows.none()
        page = Paginator(found, self.per_page).get_page(request.GET.get(PAGE))
        told = {name: request.GET[name] for name in chosen.filters if request.GET.get(name)}
        context |= {
            "filter": chosen,
            "is_filtered": bool(told),
            "page_obj": page,
            "canonical": self._address(told if chosen.is_valid() else {}, page),
        }
        return context

    @classmethod
    def filter_class(cls) -> Any:
        """Return the filter set; not at the top, for filters know the pages' models."""
        from .. import filters

        return getattr(filters, cls.filter_name)

    def _address(self, told: dict[str, str], page: Page[Any]) -> str:
        query = sorted(told.items()) + ([(PAGE, str(page.number))] if page.number > 1 else [])
        return f"{self.full_url}?{urlencode(query)}" if query else str(self.full_url)


def tidy_query(request: HttpRequest) -> str:
    """Return the address without the empty fields that a form sends along; empty text where it has none."""
    query = request.GET.copy()
    blank = [name for name, values in query.lists() if not any(value.strip() for value in values)]
    if not blank:
        return ""
    for name in blank:
        del query[name]
    return f"{request.path}?{query.urlencode()}" if query else request.path
