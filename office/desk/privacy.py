"""What a person sees stays with the person."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase


class PrivatePagesMiddleware:
    """Keep the pages of somebody who is signed in out of every cache, the browser's own too.

    Counters and stations share machines: after signing out, the key "back" must not show a page again.
    Answers that say themselves how long they may be kept (published pictures, files) are left as they are,
    and visitors without a session get pages that a cache may keep.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Mark the answer; who asks is looked up only where a session was sent."""
        signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated
        response = self.get_response(request)
        if signed_in and not (response.has_header("Cache-Control") or response.has_header("Last-Modified")):
            response["Cache-Control"] = "no-store, private"
        return response
