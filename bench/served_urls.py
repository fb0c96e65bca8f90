"""The office's addresses and the constant one."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from config.urls import handler400, handler403, handler404, handler500
from config.urls import urlpatterns as of_the_office

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def constant(request: HttpRequest) -> HttpResponse:
    """Answer the same five bytes to everybody."""
    return HttpResponse("alike")


urlpatterns = [path("constant/", constant), *of_the_office]
