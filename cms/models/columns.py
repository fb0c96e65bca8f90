"""A column of the site: a list of pages that can be narrowed, each choice with an address of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar
from urllib.parse import quote

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext
from wagtail.query import PageQuerySet
from wagtail.url_routing import RouteResult

from .leads import LedPage
from .lists import PAGE
from .openness import open_to_all


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow a column: its word in the address, its name, the column of the database it asks."""

    word: str
    label: str | Promise
    lookup: str
    # What the values are called; a value without a name is printed as it is.
    names: Mapping[str, str | Promise] = field(default_factory=dict)

    def name_of(self, value: str) -> str:
        """Return what a value is called on the page."""
        return str(self.names.get(value, value))


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet as printed: the list that it leads to, and whether that is this one."""

    label: str
    url: str
    is_current: bool


class ColumnPage(LedPage):
    """A column: `/policies/`, and narrowed `/policies/year/2026/kind/rule/`.

    A list has one address: the words stand in the order of `facets`. A value that no page has is not found.
    """

    facets: ClassVar[tuple[Facet, ...]] = ()
    parameters = frozenset({PAGE})
    per_page: ClassVar[int] = 20

    class Meta:
        abstract = True

    def rows(self) -> PageQuerySet:
        """Return the live pages of the column in their order, with what a list shows of each."""
        return open_to_all(self.get_children()).specific()

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Read the words of an address as choices; what is none is the name of a page below."""
        if self.live and (chosen := self._chosen(path_components)):
            return RouteResult(self, kwargs={"chosen": chosen})
        return super().route(request, path_components)

    def _chosen(self, words: list[str]) -> dict[str, str]:
        """Return the choices that an address names, by facet; none when it names something else."""
        chosen = dict(zip(words[::2], words[1::2], strict=False))
        in_order = [facet.word for facet in self.facets if facet.word in chosen]
        return chosen if words[::2] == in_order and len(words) == 2 * len(chosen) else {}

    def get_context(
        self, request: HttpRequest, *args: Any, chosen: Mapping[str, str] | None = None, **kwargs: Any
    ) -> dict[str, Any]:
        """Add the page of the list, the facets with their choices, what is chosen in words, and the list's
        own address (absolute).
        """
        chosen = dict(chosen or {})
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        values = {facet.word: self._values(facet) for facet in self.facets}
        rows = self.rows()
        context["facets"], context["narrowed"] = [], []
        for facet in self.facets:
            known, word = values[facet.word], chosen.get(facet.word)
            if word is not None and word not in known:
                raise Http404
            if word is not None:
                rows = rows.filter(**{facet.lookup: known[word]})
                context["narrowed"].append(facet.name_of(known[word]))
            context["facets"].append((facet.label, self._choices(facet, known, chosen, request)))
        page = Paginator(rows, self.per_page).get_page(request.GET.get(PAGE))
        further = f"?{PAGE}={page.number}" if page.number > 1 else ""
        context["page_obj"], context["canonical"] = page, f"{self.full_url}{self._words(chosen)}{further}"
        return context

    def _words(self, chosen: Mapping[str, str]) -> str:
        """Return what stands in the address behind the column's own for these choices."""
        return "".join(
            f"{each.word}/{quote(chosen[each.word])}/" for each in self.facets if chosen.get(each.word)
        )

    def _values(self, facet: Facet) -> dict[str, str]:
        """Return the values that the column's pages have, by their words in the address.

        The newest year stands first, and what has names stands in the order of the names.
        """
        found = self.rows().order_by().values_list(facet.lookup, flat=True).distinct()
        values = [str(value) for value in found if value not in (None, "")]
        if facet.names:
            values = [value for value in facet.names if value in values]
        else:
            values.sort(reverse=all(value.isdigit() for value in values))
        # Wagtail's addresses take letters, digits and hyphens: brackets and commas of a name are left away.
        return {slugify(value, allow_unicode=True): value for value in values}

    def _choices(
        self, facet: Facet, values: Mapping[str, str], chosen: Mapping[str, str], request: HttpRequest
    ) -> list[Choice]:
        base: str = self.get_url(request)
        current = chosen.get(facet.word, "")

        def leading_to(word: str) -> str:
            return base + self._words({**chosen, facet.word: word})

        everything = Choice(gettext("All"), leading_to(""), not current)
        return [everything] + [
            Choice(facet.name_of(value), leading_to(word), word == current) for word, value in values.items()
        ]
