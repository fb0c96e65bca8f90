"""A list is a filter set, a query and a page; its export takes the very rows that the page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView

from .downloads import file_answer
from .language import office_language
from .selection import words_of

if TYPE_CHECKING:
    ListPage = ListView[Any]
else:
    ListPage = ListView


class FilteredList(ListPage):
    """A list for everybody; `FilteredListView` is the one behind the sign-in.

    A subclass gives `get_rows()` (a queryset that begins at `visible_to(user)` and is ordered), and may give
    `filterset_class`, `title`, `permission`, `export_name` (file stem; switches `?format=xlsx` on) and
    `export()`, which hands `self.taken` to the room's own writer. Templates extend `desk/list.html` and fill
    its block `table`.
    """

    template_name = "desk/list.html"
    paginate_by = 25
    filterset_class: Any = None
    permission: str = ""
    title: Any = ""
    export_name: Any = ""
    base_template = "desk/base.html"
    request: HttpRequest

    def get_rows(self) -> QuerySet[Any]:
        """Return what this user may see, ordered, before the filter."""
        return super().get_queryset()

    @cached_property
    def filter(self) -> Any:
        """The filter set bound to the address; None when the list has no filter."""
        if self.filterset_class is None:
            return None
        return self.filterset_class(self.request.GET, queryset=self.get_rows(), request=self.request)

    def get_queryset(self) -> QuerySet[Any]:
        """Return the filtered rows; a filter that cannot be read shows none instead of all."""
        if self.filter is None:
            return _told_apart(self.get_rows())
        rows: QuerySet[Any] = self.filter.qs
        return _told_apart(rows) if self.filter.is_valid() else rows.none()

    @cached_property
    def selection(self) -> str:
        """What the filter asks for, in words: "Label: value; …", or that everything is listed.

        In the office's language: the record keeps them.
        """
        with office_language():
            told = [
                gettext("%(label)s: %(value)s") % {"label": label, "value": value}
                for label, value in words_of(self.filter)
            ]
            return gettext("; ").join(told) or gettext("Everything")

    @cached_property
    def permalink(self) -> str:
        """The whole address of this list with its filter and order, from its first page on."""
        query = self.request.GET.copy()
        for name in [name for name, value in query.items() if not value or name in {"page", "format"}]:
            del query[name]
        path = f"{self.request.path}?{query.urlencode()}" if query else self.request.path
        return self.request.build_absolute_uri(path)

    @property
    def taken(self) -> dict[str, Any]:
        """What every export says of itself: `actor` who takes the rows, `now`, `selection`, `link`."""
        return {
            "actor": self.request.user,
            "now": timezone.now(),
            "selection": self.selection,
            "link": self.permalink,
        }

    def export(self, rows: QuerySet[Any]) -> bytes:
        """Return the rows as a workbook; the deed of exporting is recorded here too."""
        raise PermissionDenied(_("This list has no export."))

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in who may see the list."""
        if self.permission and not request.user.has_perm(self.permission):
            raise PermissionDenied(_("Your roles do not include this list."))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page, or hand out the workbook."""
        if self.export_name and request.GET.get("format") == "xlsx":
            return file_answer(self.export(self.get_queryset()), f"{self.export_name}.xlsx")
        return super().get(request, *args, **kwargs)

    def paginate_queryset(self, queryset: Any, page_size: int) -> tuple[Paginator[Any], Page[Any], Any, bool]:
        """Take a page number beyond the end as the last page, and nonsense as the first."""
        paginator = self.get_paginator(queryset, page_size)
        page = paginator.get_page(self.request.GET.get(self.page_kwarg))
        return paginator, page, page.object_list, page.has_other_pages()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the filter, whether it narrows the list, and the address of the export."""
        narrowing = {
            name for name, value in self.request.GET.items() if value and name not in {"page", "format", "o"}
        }
        export_url = ""
        if self.export_name:
            query = self.request.GET.copy()
            query.pop("page", None)
            query["format"] = "xlsx"
            export_url = f"?{query.urlencode()}"
        return {
            "filter": self.filter,
            "is_filtered": bool(narrowing),
            "export_url": export_url,
            "permalink": self.permalink,
            "title": self.title,
            "base_template": self.base_template,
            **super().get_context_data(**kwargs),
        }


def _told_apart(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Return the rows with their key as the last word of the order.

    Rows that are equal to every other word may change places between two queries (PostgreSQL does it): one of
    them would then stand on two pages and another on none.
    """
    order = rows.query.order_by or rows.model._meta.ordering
    return rows.order_by(*order, "pk")


class FilteredListView(LoginRequiredMixin, FilteredList):
    """A list behind the sign-in."""
