"""The door and the security headers of the publishing house (/admin/)."""

from __future__ import annotations

from collections.abc import Callable

from csp.constants import SELF, UNSAFE_INLINE
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from office.people.permissions import is_staff_member

from .editing.newsrooms import follow_mandates

# Wagtail's admin writes inline scripts and styles of its own. Still nothing comes from another host, and no
# text is run as a program.
LOOSER = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": ["blob:"],
}


class PublishingHouseMiddleware:
    """Let staff in and nobody else; give the pages a policy of their own.

    Wagtail asks for its groups, and they follow the mandates of today here, at the door: who was given one
    comes in, and who lost one is out with the next request. Stands below CSPMiddleware, which reads what is
    left on the response.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Mark the answers of the publishing house."""
        response = self.get_response(request)
        if _is_inside(request):
            response._csp_update = LOOSER  # type: ignore[attr-defined]
        return response

    def process_view(self, request: HttpRequest, *args: object) -> None:
        """Refuse a signed-in user without a mandate of a department; who is not signed in is asked to."""
        user = request.user
        if not _is_inside(request) or not user.is_authenticated or user.is_superuser:
            return
        if is_staff_member(user):
            follow_mandates(user)
            return
        raise PermissionDenied(
            _("The publishing house is open to staff of the departments. Ask your registrar for the mandate.")
        )


def _is_inside(request: HttpRequest) -> bool:
    return request.path_info.startswith(reverse("wagtailadmin_home"))
