"""Old addresses of pages lead to the new ones; from the office's own views nobody is led away."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.contrib.redirects.middleware import RedirectMiddleware

from .views import page


class PageRedirectMiddleware(RedirectMiddleware):
    """Wagtail's own, asked only where no view of the office answers.

    A certificate that is not found must stay not found: a redirect entered in the publishing house could show
    its reader another one. It also spares each refused page of the desk three questions.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Lead on from an address of a page that is not there any more."""
        match = request.resolver_match
        if match is not None and match.func is not page:
            return response
        return super().process_response(request, response)  # type: ignore[no-any-return]
