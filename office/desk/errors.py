"""The one place where refusals become pages. Named as handlers in config.urls, and a middleware."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a request that cannot be read (400)."""
    return render(request, "400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer somebody who may not (403), with the guard's own sentence when it gave one."""
    return render(request, "403.html", {"reason": str(exception or "")}, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token has run out (403); settings name it as CSRF_FAILURE_VIEW."""
    sentence = _(
        "The page was open too long, or the browser refuses cookies. Load it again and send the form."
    )
    return render(request, "403.html", {"reason": sentence}, status=403)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer an address with nothing behind it (404)."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a fault of ours (500) with a reference that also stands in the log."""
    reference = secrets.token_hex(4).upper()
    logger.error("A page failed; the reader was told the reference %s (%s).", reference, request.path)
    # Without the request: no context processor can fail a second time.
    return HttpResponseServerError(render_to_string("500.html", {"reference": reference}))


class RefusalMiddleware:
    """Turn a ValidationError that no form caught into a page that says why and what to do (422)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal; anything else goes its way."""
        if not isinstance(exception, ValidationError):
            return None
        return render(request, "422.html", {"reasons": exception.messages}, status=422)
