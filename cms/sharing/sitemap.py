"""The map for search engines: what is live and may be shown today, and the office's own public pages."""

from __future__ import annotations

import uuid
from collections import defaultdict
from functools import reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.contrib.sitemaps import Sitemap as WagtailSitemap
from wagtail.contrib.sitemaps.views import sitemap as wagtail_sitemap
from wagtail.models import Locale

from ..models.shown import shown_pages

#: Pages of our own for everybody. Pages that name people or belong to one case are left out, as their headers
#: say to those who come by other ways.
OWN = ("certificates:verify", "casework:notices")


class PageMap(WagtailSitemap):
    """The pages of the tree that anybody may read today."""

    def items(self) -> Any:
        """Return the pages of all languages that a visitor finds."""
        roots = self.get_wagtail_site().root_page.get_translations(inclusive=True)
        below = [Q(path__startswith=path) for path in roots.values_list("path", flat=True)]
        pages = shown_pages(timezone.localdate()).filter(reduce(or_, below))
        return pages.order_by("path").defer_streamfields().specific()

    def _urls(self, page: int, protocol: str, domain: str) -> list[dict[str, Any]]:
        """Return pages with their other languages, and once the office's own."""
        pages = list(self.paginator.page(page).object_list)
        others = _languages(pages)
        urls = [
            {**told, "alternates": others.get(each.translation_key, [])}
            for each in pages
            for told in each.get_sitemap_urls(self.request)
        ]
        own = [{"location": settings.PUBLIC_BASE_URL + reverse(name)} for name in OWN]
        return [*urls, *(own if page == 1 else [])]


def _languages(pages: list[Any]) -> dict[uuid.UUID, list[dict[str, str]]]:
    """Return the pages that stand in several languages by their key: each language with its address."""
    found: dict[uuid.UUID, list[dict[str, str]]] = defaultdict(list)
    locales = dict(Locale.objects.values_list("pk", "language_code"))
    for page in pages:
        found[page.translation_key].append({"location": page.full_url, "lang_code": locales[page.locale_id]})
    return {key: told for key, told in found.items() if len(told) > 1}


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """Answer with the map as XML (sitemaps.org 0.9)."""
    answer: HttpResponse = wagtail_sitemap(request, {"pages": PageMap})
    answer["Cache-Control"] = "public, max-age=3600"
    return answer


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Let everybody read what is for everybody, and name the map."""
    lines = (
        "User-agent: *",
        f"Disallow: {reverse('wagtailadmin_home')}",
        "",
        f"Sitemap: {settings.PUBLIC_BASE_URL}{reverse('sharing:sitemap')}",
        "",
    )
    answer = HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
    answer["Cache-Control"] = "public, max-age=86400"
    return answer
