"""Chinese unless the reader chose otherwise; what is kept is Chinese whatever the reader chose."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation


def office_language() -> translation.override:
    """Return the context in which words that are kept are put down: the office's language, whoever acts.

    A case's title, a notice, a finding: others read them than the one whose deed wrote them.
    """
    return translation.override(settings.LANGUAGE_CODE)


def chosen_language(request: HttpRequest) -> str:
    """Return the office's language, or the one that the reader chose by the switch (a cookie)."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


class ChosenLanguageMiddleware:
    """Speak the language that the reader chose, the office's else.

    Django's own middleware follows the browser's list of languages: a browser set up in English, as many
    phones and all crawlers are, would hide the Chinese text that the law asks to be published.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in the chosen language and name it in the response."""
        language = chosen_language(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
        return response
