"""Open figures: how many were trained, how many passed, what was spent."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..figures import figures_of, years_with_figures
from ..figures.charts import columns_of
from ..figures.definitions import DEFINITIONS
from .leads import LedPage
from .lists import tidy_query
from .places import streets_by_length


class FiguresPage(LedPage):
    """The figures of a year up to its last closed month; the record is their only source."""

    parameters = frozenset({"year"})

    parent_page_types = ["cms.HomePage"]
    subpage_types: list[str] = []
    max_count = 1

    class Meta:
        verbose_name = _("open figures")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the year that was asked for."""
        if clean := tidy_query(request):
            return HttpResponseRedirect(clean)
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the year's figures; a year without any is taken for the newest."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        today = timezone.localdate()
        years = years_with_figures(today)
        asked = request.GET.get("year", "")
        year = next((each for each in years if str(each) == asked), years[0])
        figures = figures_of(year, today, streets_by_length())
        months = [(row.key, row.people) for row in figures.months.rows]
        context |= {
            "years": years,
            "figures": figures,
            "columns": columns_of(months),
            "definitions": DEFINITIONS,
            "canonical": f"{self.full_url}?year={year}" if asked and str(year) == asked else self.full_url,
        }
        return context
