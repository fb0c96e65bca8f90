"""Following an address: a short one, or that of a page."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.views import serve

from ..models.routes import short_way
from ..models.shown import shown_pages
from . import page_of


@require_safe
def follow(request: HttpRequest, code: str) -> HttpResponse:
    """Lead to where the page stands now; 404 while it is not on the site.

    Not for good (302): the page may move, the code may not.
    """
    page = page_of(code)
    if page is None or not shown_pages(timezone.localdate()).filter(pk=page.pk).exists():
        raise Http404
    address = page.get_url(request)
    if not address:
        raise Http404
    return HttpResponseRedirect(address)


def page(request: HttpRequest, address: str) -> HttpResponse:
    """Show the page at an address; as Wagtail's own view does, led there by the short way if there is one."""
    if found := short_way(request, address):
        # Where Wagtail looks first, and leaves what it has found itself.
        request._wagtail_route_for_request = found  # type: ignore[attr-defined]
    answer: HttpResponse = serve(request, address)
    return answer
