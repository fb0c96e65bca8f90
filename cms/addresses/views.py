"""Following a short address."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_safe

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
