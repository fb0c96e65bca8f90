"""The office's addresses and the constant one."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import path

from config.urls import handler400, handler403, handler404, handler500
from config.urls import urlpatterns as of_the_office

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def constant(request: HttpRequest) -> HttpResponse:
    """Answer the same five bytes to everybody."""
    return HttpResponse("alike")


class NotWhole:
    """Have no answer kept whole, so that every one is put together."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Say that the answer is not to be stored."""
        response = self.get_response(request)
        response["Cache-Control"] = "no-store"
        return response


urlpatterns = [path("constant/", constant), *of_the_office]
