"""Posters, the site's picture, and the page that lists the feeds."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe
from wagtail.models import Page

from ..models.openness import open_to_all
from .cards import PREVIEW
from .feeds import SUBJECTS
from .posters.cover import cover
from .posters.facts import poster_of
from .posters.keeping import drawn

#: So long a picture may be shown without asking again: a consent that ends is heeded soon everywhere.
MINUTES = 5


@require_safe
def poster(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand out the poster of a page as it may be shown today; 404 for a page that has none now."""
    page = get_object_or_404(open_to_all(Page.objects.all()), pk=pk).specific
    made = poster_of(page, timezone.localdate())
    if made is None:
        raise Http404
    etag = quote_etag(made.digest)
    answer = get_conditional_response(request, etag=etag)
    if answer is None:
        answer = HttpResponse(drawn(page, made), content_type="image/jpeg")
    answer["ETag"] = etag
    # Names and faces of people: no search engine keeps them longer than the page itself.
    answer["X-Robots-Tag"] = "noindex, noarchive"
    answer["Cache-Control"] = f"public, max-age={MINUTES * 60}"
    return answer


@require_safe
def site_picture(request: HttpRequest) -> HttpResponse:
    """Hand out the picture of pages that have none of their own."""
    content: Any = cache.get_or_set("site-picture", lambda: cover(PREVIEW), 24 * 3600)
    answer = HttpResponse(content, content_type="image/jpeg")
    answer["Cache-Control"] = "public, max-age=86400"
    return answer


@require_safe
def feed_list(request: HttpRequest) -> HttpResponse:
    """List the feeds, with a word on what a feed is for."""
    return render(request, "sharing/feeds.html", {"subjects": SUBJECTS.values()})
