"""The public search."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.generic import TemplateView

from .kinds import Kind
from .passages import Marker
from .queries import find, find_notices

PAGE_SIZE = 20
MAX_QUESTION = 100


class SearchPage(TemplateView):
    """Pages of the site and titles of public notices; a plain form, so that an address is a search."""

    template_name = "cms/search.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer; search engines follow the links but keep no list of questions."""
        response = super().get(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, follow"
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what was found."""
        asked = self.request.GET
        question = asked.get("q", "").replace("\0", " ").strip()[:MAX_QUESTION]
        kind = Kind(asked["kind"]) if asked.get("kind") in Kind.values else None
        today = timezone.localdate()
        answer = find(question, on=today, kind=kind)
        listed = Paginator(answer.results, PAGE_SIZE).get_page(asked.get("page"))
        marker = Marker(answer.terms)
        return super().get_context_data(
            # The frame asks what it is the frame of: of no page.
            page=None,
            question=question,
            answer=answer,
            kind=kind,
            headings=[(each, each.label, count) for each, count in answer.counts.items()],
            page_obj=listed,
            hits=[(found, marker.marked(found.title), marker.passage(found)) for found in listed],
            notices=find_notices(question, on=today) if listed.number == 1 and kind is None else [],
            **kwargs,
        )
