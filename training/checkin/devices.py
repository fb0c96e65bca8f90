"""Telling devices apart by a random cookie of our own; nothing of the device itself is looked at."""

from __future__ import annotations

import secrets
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

COOKIE: Final = "checkin_device"
_YEAR: Final = 365 * 24 * 3600


def device_of(request: HttpRequest) -> str:
    """Return the keyed digest (64 hex digits) of the device's cookie; "" for a device without one."""
    value = request.COOKIES.get(COOKIE, "")
    return salted_hmac("training.checkin.device", value, algorithm="sha256").hexdigest() if value else ""


def remember(request: HttpRequest, response: HttpResponse) -> None:
    """Give a device that has none a random cookie, for a year, readable by this office only."""
    if not request.COOKIES.get(COOKIE):
        response.set_cookie(
            COOKIE,
            secrets.token_urlsafe(16),
            max_age=_YEAR,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
